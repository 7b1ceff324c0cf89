namespace Testbed.Core;

/// <summary>Single mechanical failures of the plant: circumstances that a campaign may meet, nothing that anybody causes over the network.</summary>
public enum PlantFailure
{
    /// <summary>The monitor regulator of a run goes wide open.</summary>
    MonitorFailsOpen,

    /// <summary>The worker regulator of a run goes wide open.</summary>
    WorkerFailsOpen,

    /// <summary>A run's common sensing line is lost: worker and monitor read zero and go wide open.</summary>
    SensingLineLost,

    /// <summary>The slam-shut of a run does not trip.</summary>
    SlamShutJammed,

    /// <summary>The relief valve stays shut.</summary>
    ReliefStuck,

    /// <summary>The burner of a heater does not fire.</summary>
    HeaterFailed,
}
