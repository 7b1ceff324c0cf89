namespace Testbed.GasNetwork;

/// <summary>
/// Highest pressure that relieving and limiting devices may let through when a control fails, 49 CFR 192.201(a). The rules are written in psig, so the
/// steps lie at whole psig.
/// </summary>
/// <param name="LimitPaGauge">The limit, Pa gauge.</param>
/// <param name="Rule">The paragraph it follows from.</param>
public readonly record struct OverPressureLimit(double LimitPaGauge, OverPressureRule Rule)
{
    /// <summary>One pound-force per square inch, Pa.</summary>
    public const double PaPerPsi = 6_894.757293168;

    private const double SixPsiPa = 6.0 * PaPerPsi;

    /// <summary>Limit of a pipeline that is no low-pressure distribution system.</summary>
    /// <param name="maopPaGauge">Maximum allowable operating pressure, Pa gauge; positive.</param>
    /// <param name="hoopStress75PercentSmysPaGauge">Pressure that gives a hoop stress of 75 percent SMYS, Pa gauge, if known; binds from 60 psig.</param>
    public static OverPressureLimit FromMaop(double maopPaGauge, double? hoopStress75PercentSmysPaGauge = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maopPaGauge);
        if (maopPaGauge < 12.0 * PaPerPsi)
        {
            return new OverPressureLimit(1.5 * maopPaGauge, OverPressureRule.Below12Psig);
        }

        if (maopPaGauge < 60.0 * PaPerPsi)
        {
            return new OverPressureLimit(maopPaGauge + SixPsiPa, OverPressureRule.From12To60Psig);
        }

        var tenPercent = 1.1 * maopPaGauge;
        return hoopStress75PercentSmysPaGauge is { } stress && stress < tenPercent
            ? new OverPressureLimit(stress, OverPressureRule.HoopStress75PercentSmys)
            : new OverPressureLimit(tenPercent, OverPressureRule.From60Psig);
    }

    /// <summary>Limit of a low-pressure distribution system, for which the code gives no number.</summary>
    /// <param name="declaredPaGauge">The owner's value, Pa gauge; positive.</param>
    public static OverPressureLimit DeclaredForLowPressure(double declaredPaGauge)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(declaredPaGauge);
        return new OverPressureLimit(declaredPaGauge, OverPressureRule.LowPressureDeclared);
    }
}
