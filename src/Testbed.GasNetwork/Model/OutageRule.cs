namespace Testbed.GasNetwork;

/// <summary>
/// When a customer's appliances go out, and when gas that comes back is dangerous because nobody has isolated them.
/// </summary>
/// <param name="OutBelowPaGauge">Pressure below which flames go out, Pa gauge.</param>
/// <param name="UnsafeAbovePaGauge">Pressure above which a customer counted out is re-pressurised, Pa gauge; above the former.</param>
/// <param name="AfterSeconds">How long the pressure must stay below, s; not negative.</param>
public sealed record OutageRule(double OutBelowPaGauge, double UnsafeAbovePaGauge, double AfterSeconds = 60.0)
{
    /// <summary>Customers served directly from low pressure: out below 10 mbar (4 in w.c.), unsafe again above 13 mbar.</summary>
    public static OutageRule LowPressure { get; } = new(1_000.0, 1_300.0);

    /// <summary>Customers with service regulators on a medium-pressure main: out below 0.5 bar, unsafe again above 0.65 bar.</summary>
    public static OutageRule MediumPressure { get; } = new(50_000.0, 65_000.0);
}
