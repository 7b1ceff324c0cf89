using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Everything a device may touch: the network, the plant, simulated time, evidence, randomness and the arming of controls. The trial implements it;
/// all members are used on the trial's single-threaded executor only.
/// </summary>
public interface IDeviceEnvironment
{
    /// <summary>The only way to other assets.</summary>
    IZoneNetwork Network { get; }

    /// <summary>The only way to the process.</summary>
    IPlantIo Plant { get; }

    /// <summary>Simulated time; every time-out and timer goes through it.</summary>
    TimeProvider Clock { get; }

    /// <summary>Where ledger lines and facts go.</summary>
    ITrialRecorder Recorder { get; }

    /// <summary>Which controls are armed in this twin.</summary>
    IControlArming Arming { get; }

    /// <summary>Keys and certificates of the run.</summary>
    ScenarioPki Pki { get; }

    /// <summary>True once the trial is over and its twin is being taken down: what devices would still record, send or move counts for nothing.</summary>
    bool IsOver => false;

    /// <summary>The scenario the device is part of.</summary>
    Scenario Scenario { get; }

    /// <summary>Which parts of the ordinary traffic happen in this trial.</summary>
    TrafficTrials Trial => TrafficTrials.NegativeControl;

    /// <summary>
    /// The random stream of a named component of the trial, for example <c>PLC-CGS/session-tokens</c>. The same path continues the same stream.
    /// </summary>
    RandomStream Random(string path);
}
