namespace Testbed.Scenarios;

/// <summary>
/// Figures that a generated utility is designed by. Pressures bar gauge, flows Nm3/h. Ladders follow EN 12186 and 49 CFR 192.201; homes take 0.95 Nm3/h each at the
/// winter peak, which has the diversity of many in it.
/// </summary>
internal static class DesignRules
{
    public const double PeakPerHomeNm3PerH = 0.95;
    public const double TransmissionBar = 45;

    /// <summary>Sized for 15 m/s, so that meshes and standing-in gates stay below the usual 20 m/s.</summary>
    public const double VelocityMPerS = 15;

    /// <summary>Opening of a run at its design flow: a station has more than half as much again in hand.</summary>
    public const double OpeningAtDesign = 0.6;

    /// <summary>Density of the physics' natural gas, kg/Nm3.</summary>
    public const double DensityKgPerNm3 = 0.758;

    /// <summary>Roughness with joints and fittings, mm.</summary>
    public const double RoughnessMm = 0.1;

    public static TierDesign High { get; } = new("high-pressure", 24, 26.4, 20, 22, 25.5, 3, 5, 18.4, 14, 10);

    public static TierDesign Medium { get; } = new("medium-pressure", 4.14, 4.55, 3.45, 3.86, 4.35, 3, 5, 3.35, 2.3, 1.5);

    public static TierDesign Low { get; } = new("low-pressure", 0.0345, 0.0345, 0.023, 0.027, 0.033, 10, 10, 0.0212, 0.0185, 0.017);

    /// <summary>
    /// Homes at their peak as a main must carry them: few homes coincide more than many, the surplus falls with the root of their number.
    /// </summary>
    public static double DesignFlow(int homes) => homes == 0 ? 0 : homes * PeakPerHomeNm3PerH * (1 + (1 / Math.Sqrt(homes)));
}

/// <summary>One pressure tier by design.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MaopBar">Maximum allowable operating pressure.</param>
/// <param name="LimitBar">Pressure above which harm is counted.</param>
/// <param name="SetBar">Set point of the workers that feed it.</param>
/// <param name="MonitorBar">Set point of their monitors.</param>
/// <param name="SlamShutBar">Trip of their slam-shuts.</param>
/// <param name="DroopPercent">Droop of the workers.</param>
/// <param name="LockUpPercent">Lock-up of both.</param>
/// <param name="FromBar">Pressure behind a station at its design flow.</param>
/// <param name="ToBar">Lowest pressure that mains are sized for.</param>
/// <param name="LowestBar">Lowest pressure that is good enough for what hangs on the tier.</param>
internal sealed record TierDesign(
    string Name, double MaopBar, double LimitBar, double SetBar, double MonitorBar, double SlamShutBar, double DroopPercent, double LockUpPercent, double FromBar,
    double ToBar, double LowestBar);
