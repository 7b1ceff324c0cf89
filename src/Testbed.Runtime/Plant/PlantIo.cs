using Testbed.Core;
using Testbed.GasNetwork;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Wires controllers to the gas network: transmitters with noise, sampled once per physics step, and actuators. Trial thread only.</summary>
public sealed class PlantIo : IPlantIo
{
    private const double Bar = 1e5;

    private readonly GasTwin _gas;
    private readonly Dictionary<string, Transmitter> _sensors = new(StringComparer.Ordinal);
    private readonly Transmitter[] _inOrder;
    private readonly Dictionary<string, Action<double>> _actuators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Heating> _heaters;

    /// <summary>Resolves all tags.</summary>
    public PlantIo(ProcessConfig process, GasTwin gas, Func<string, RandomStream> random)
    {
        _gas = gas;
        _heaters = process.Heaters.ToDictionary(h => h.Id, h => new Heating(h, gas), StringComparer.Ordinal);
        foreach (var s in process.Sensors)
        {
            _sensors[s.Tag] = new Transmitter(Reader(s), s.Span * s.NoisePercent / 100, random($"sensor/{s.Tag}"));
        }

        _inOrder = [.. _sensors.Values];
        foreach (var a in process.Actuators)
        {
            _actuators[a.Tag] = Writer(a, process);
        }

        Take();
    }

    /// <inheritdoc/>
    public bool HasSensor(string tag) => _sensors.ContainsKey(tag);

    /// <inheritdoc/>
    public bool HasActuator(string tag) => _actuators.ContainsKey(tag);

    /// <inheritdoc/>
    public double ReadSensor(string tag) => _sensors[tag].Value;

    /// <inheritdoc/>
    public void WriteActuator(string tag, double value) => _actuators[tag](value);

    /// <inheritdoc/>
    public Func<double> Sensor(string tag)
    {
        var found = _sensors[tag];
        return () => found.Value;
    }

    /// <inheritdoc/>
    public Action<double> Actuator(string tag) => _actuators[tag];

    /// <summary>Takes new readings, after a physics step.</summary>
    /// <param name="step">The physics step, s.</param>
    public void Sample(double step)
    {
        foreach (var heating in _heaters.Values)
        {
            heating.Step(step);
        }

        Take();
    }

    /// <summary>Lets an element fail mechanically.</summary>
    /// <exception cref="ArgumentException">There is no such element, or it cannot fail so.</exception>
    public void Break(string element, PlantFailure failure)
    {
        if (failure == PlantFailure.HeaterFailed)
        {
            Heater(element).HasFailed = true;
            return;
        }

        _gas.Inject(_gas.Element(element), failure switch
        {
            PlantFailure.MonitorFailsOpen => MechanicalFailures.MonitorFailsOpen,
            PlantFailure.WorkerFailsOpen => MechanicalFailures.WorkerFailsOpen,
            PlantFailure.SensingLineLost => MechanicalFailures.SensingLineLost,
            PlantFailure.SlamShutJammed => MechanicalFailures.SlamShutJammed,
            PlantFailure.ReliefStuck => MechanicalFailures.ReliefStuckShut,
            _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no such failure"),
        });
    }

    /// <summary>Repairs whatever failed at an element.</summary>
    public void Repair(string element)
    {
        if (_heaters.TryGetValue(element, out var heating))
        {
            heating.Heater.HasFailed = false;
        }
        else
        {
            _gas.Repair(_gas.Element(element));
        }
    }

    private WaterBathHeater Heater(string id) =>
        _heaters.TryGetValue(id, out var heating) ? heating.Heater : throw new ArgumentException($"There is no heater {id}.", nameof(id));

    private void Take()
    {
        foreach (var sensor in _inOrder)
        {
            sensor.Read();
        }
    }

    private Func<double> Reader(SensorConfig s)
    {
        switch (s.Quantity)
        {
            case "pressure-bar" or "pressure-mbar":
                var scale = s.Quantity == "pressure-bar" ? Bar : 100.0;
                if (_gas.TryNode(s.Element, out var node))
                {
                    return () => _gas.PressurePaGauge(node) / scale;
                }

                var run = _gas.Element(s.Element);
                return () => _gas.InterStagePaGauge(run) / scale;
            case "odorant":
                var sampled = _gas.Node(s.Element);
                return () => _gas.OdorantMgPerNm3(sampled);
            case "dose-rate":
                var odoriser = _gas.Element(s.Element);
                return () => _gas.OdoriserRateMgPerS(odoriser);
            case "gas-temperature":
                var heated = _heaters[s.Element].Heater;
                return () => heated.OutletC;
            case "bath-temperature":
                var bath = _heaters[s.Element].Heater;
                return () => bath.BathC;
            case "flow":
                var flow = _gas.Element(s.Element);
                return () => _gas.FlowNm3PerH(flow);
            case "position":
                var valve = _gas.Element(s.Element);
                return () => _gas.OpeningFraction(valve) * 100;
            case "slam-shut":
                var slam = _gas.Element(s.Element);
                return () => _gas.SlamShutTripped(slam) ? 1 : 0;
            case "shut-off":
                var shutOff = _gas.Element(s.Element);
                return () => _gas.OpeningFraction(shutOff) < 0.01 ? 1 : 0;
            default:
                throw new ArgumentException($"Sensor {s.Tag} has no quantity '{s.Quantity}'.", nameof(s));
        }
    }

    private Action<double> Writer(ActuatorConfig a, ProcessConfig process)
    {
        if (a.Action == "heater")
        {
            var heater = _heaters[a.Element].Heater;
            return v => heater.IsOn = v >= 0.5;
        }

        var element = _gas.Element(a.Element);
        return a.Action switch
        {
            "set-point-bar" => v => _gas.SetRegulatorTarget(element, v * Bar),
            "set-point-mbar" => v => _gas.SetRegulatorTarget(element, v * 100),
            "position" => v => _gas.SetValveDemand(element, v / 100),
            "odorant-dose" => v => _gas.SetOdoriserDose(element, Math.Max(v, 0.0)),
            "compressor" => v => _gas.SetCompressor(element, v >= 0.5),
            "close" => Shutter(element, isMotorised: process.ShutOffs.Any(v => v.Id == a.Element && v.OpenSeconds is not null)),
            _ => throw new ArgumentException($"Actuator {a.Tag} has no action '{a.Action}'.", nameof(a)),
        };
    }

    /// <summary>Opening again takes a motor, or a person on site.</summary>
    private Action<double> Shutter(ElementHandle valve, bool isMotorised) => v =>
    {
        if (v >= 0.5)
        {
            _gas.CloseShutOff(valve);
        }
        else if (isMotorised)
        {
            _gas.ResetShutOff(valve);
        }
    };

    /// <summary>A heater with the pipe and the cut that it serves.</summary>
    private sealed class Heating
    {
        private readonly GasTwin _gas;
        private readonly ElementHandle _flow;
        private readonly NodeHandle _inlet, _outlet;

        public Heating(HeaterConfig h, GasTwin gas)
        {
            _gas = gas;
            (_flow, _inlet, _outlet) = (gas.Element(h.Flow), gas.Node(h.Inlet), gas.Node(h.Outlet));
            Heater = new(new(h.BurnerKw, h.BathM3, h.BathC, h.OutletC, h.InletC, h.CoilKwPerK));
        }

        public WaterBathHeater Heater { get; }

        public void Step(double seconds) =>
            Heater.Step(seconds, _gas.FlowNm3PerH(_flow), (_gas.PressurePaGauge(_inlet) - _gas.PressurePaGauge(_outlet)) / Bar);
    }

    private sealed class Transmitter(Func<double> read, double sigma, RandomStream random)
    {
        public double Value { get; private set; }

        public void Read() => Value = sigma > 0 ? read() + (sigma * random.NextGaussian()) : read();
    }
}
