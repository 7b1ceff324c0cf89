namespace Testbed.Reporting;

/// <summary>How fast the run was. Measured on the wall clock, so they are no part of any hash and decide nothing. Null where nothing was measured.</summary>
/// <param name="Trials">Trials that ended.</param>
/// <param name="WallSeconds">Wall time of the run, s.</param>
/// <param name="TrialsPerSecond">Trials per second of wall time.</param>
/// <param name="SimulatedSecondsPerWallSecond">Simulated seconds per second of wall time, over all trials.</param>
/// <param name="Pdus">Application PDUs carried.</param>
/// <param name="TwinStartMs">Typical start of a twin, ms.</param>
/// <param name="NetworkTrialMs">Typical trial that only needs the network, ms.</param>
/// <param name="ProcessTrialMs">Typical trial that watches the process, ms.</param>
public sealed record RunFigures(
    int Trials, double WallSeconds, double TrialsPerSecond, double SimulatedSecondsPerWallSecond, long Pdus, double? TwinStartMs, double? NetworkTrialMs,
    double? ProcessTrialMs);
