namespace Testbed.GasNetwork;

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
