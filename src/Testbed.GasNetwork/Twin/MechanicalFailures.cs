namespace Testbed.GasNetwork;

/// <summary>Mechanical failures that can be injected into a run or a relief valve; several may hold at once.</summary>
[Flags]
public enum MechanicalFailures
{
    /// <summary>Sound.</summary>
    None = 0,

    /// <summary>The worker goes wide open whatever it senses.</summary>
    WorkerFailsOpen = 1,

    /// <summary>The monitor stays or goes wide open.</summary>
    MonitorFailsOpen = 2,

    /// <summary>The common sensing line is lost: worker and monitor read zero and go wide open; the slam-shut keeps its own tap.</summary>
    SensingLineLost = 4,

    /// <summary>The slam-shut does not trip.</summary>
    SlamShutJammed = 8,

    /// <summary>The relief valve stays shut.</summary>
    ReliefStuckShut = 16,
}
