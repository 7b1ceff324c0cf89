namespace Testbed.GasNetwork;

/// <summary>A withdrawal: a group of customers or one large user at a node.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="NodeId">Supplying node.</param>
/// <param name="ProfileId">The <see cref="DemandProfile"/> that scales it over the day.</param>
/// <param name="PeakNm3PerH">Flow wanted at profile factor 1 by the whole group, Nm3/h; not negative.</param>
/// <param name="MinimumPaGauge">Below this pressure the supply falls linearly to zero at ambient pressure, Pa gauge; positive.</param>
/// <param name="Customers">Customers in the group; not negative.</param>
/// <param name="Outage">When they count as cut off; null when they do not count (a user with another fuel).</param>
public sealed record Demand(
    string Id, string NodeId, string ProfileId, double PeakNm3PerH, double MinimumPaGauge, int Customers = 0, OutageRule? Outage = null);

/// <summary>Hourly factors of one day; the factor is interpolated linearly between full hours.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="HourlyFactors">24 factors for 00:00 .. 23:00, dimensionless, not negative.</param>
public sealed record DemandProfile(string Id, IReadOnlyList<double> HourlyFactors)
{
    /// <summary>Factor at a time of day, dimensionless.</summary>
    /// <param name="secondsOfDay">Seconds since midnight, 0 .. 86400.</param>
    public double FactorAt(double secondsOfDay)
    {
        var hours = secondsOfDay / 3600.0;
        var hour = (int)hours;
        var rest = hours - hour;
        var before = HourlyFactors[hour % 24];
        return before + (rest * (HourlyFactors[(hour + 1) % 24] - before));
    }
}

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
