namespace Testbed.GasNetwork;

/// <summary>
/// A pressure regulator by its static characteristic and a first-order stem. Shut at the lock-up pressure <c>p_set (1 + lock-up)</c>, open to
/// <paramref name="OpeningAtSetPoint"/> at the set point, wide open at <c>p_set (1 - droop)</c>, straight lines between (accuracy and lock-up
/// pressure classes in the sense of EN 334).
/// </summary>
/// <param name="Id">Unique id.</param>
/// <param name="SetPointPaGauge">Set point at the start, Pa gauge; positive.</param>
/// <param name="DroopFraction">Fall of outlet pressure from set point to wide open, fraction of the set point, in (0, 1).</param>
/// <param name="LockUpFraction">Rise of outlet pressure from set point to shut, fraction of the set point, in (0, 1).</param>
/// <param name="StemTimeConstantSeconds">First-order lag of the stem, s; not negative.</param>
/// <param name="Pilot">Motorised pilot that moves the set point; null for a fixed spring.</param>
/// <param name="OpeningAtSetPoint">Opening at which the outlet equals the set point, fraction in (0, 1).</param>
public sealed record Regulator(
    string Id,
    double SetPointPaGauge,
    double DroopFraction = 0.03,
    double LockUpFraction = 0.05,
    double StemTimeConstantSeconds = 2.0,
    PilotDrive? Pilot = null,
    double OpeningAtSetPoint = 0.10)
{
    /// <summary>Pressure at which the regulator is shut, Pa gauge.</summary>
    public double LockUpPaGauge => SetPointPaGauge * (1.0 + LockUpFraction);
}
