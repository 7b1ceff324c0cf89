namespace Testbed.Scenarios;

/// <summary>
/// Capacity of regulators by the KG law of makers' sizing sheets: <c>Q = KG/2 p_u</c> while <c>p_u >= 2 p_d</c>, else <c>Q = KG sqrt(p_d (p_u - p_d))</c>,
/// pressures in bar absolute. The physics has the same law with slopes; this project does not see the physics.
/// </summary>
internal static class StationSizing
{
    private const double AmbientBar = 1.01325;

    /// <summary>Flow for KG = 1, Nm3/h; pressures bar gauge.</summary>
    /// <param name="fromBar">Before the regulator.</param>
    /// <param name="toBar">Behind it, lower.</param>
    public static double UnitCapacity(double fromBar, double toBar)
    {
        var (high, low) = (fromBar + AmbientBar, toBar + AmbientBar);
        return high >= 2 * low ? high / 2 : Math.Sqrt(low * (high - low));
    }
}
