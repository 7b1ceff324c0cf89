namespace Testbed.Core;

/// <summary>
/// The wires between controllers and the process. Devices reach the plant only through this: transmitters are read, actuators are
/// commanded. Tags are <c>STATION.ITEM</c>, for example <c>CGS-1.PT-101</c>; the unit of each tag is fixed by the scenario's process
/// (pressures in bar gauge, low pressure in mbar gauge, flows in Nm3/h, positions in per cent, contacts 0 or 1). Used from the trial's executor only.
/// </summary>
public interface IPlantIo
{
    /// <summary>True when the tag exists as a transmitter or contact.</summary>
    bool HasSensor(string tag);

    /// <summary>True when the tag exists as an actuator.</summary>
    bool HasActuator(string tag);

    /// <summary>Reads a transmitter as the controller sees it (noise and injected sensor failures included).</summary>
    /// <exception cref="KeyNotFoundException">No such transmitter: a scenario that passed its checks never asks for one.</exception>
    double ReadSensor(string tag);

    /// <summary>Commands an actuator; it takes effect at the next physics step, at the actuator's own speed.</summary>
    /// <exception cref="KeyNotFoundException">No such actuator.</exception>
    void WriteActuator(string tag, double value);

    /// <summary>What <see cref="ReadSensor"/> gives, for one who reads it in every scan.</summary>
    Func<double> Sensor(string tag) => () => ReadSensor(tag);

    /// <summary>What <see cref="WriteActuator"/> does, for one who writes it in every scan.</summary>
    Action<double> Actuator(string tag) => value => WriteActuator(tag, value);
}
