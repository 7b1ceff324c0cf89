namespace Testbed.GasNetwork;

/// <summary>
/// How a demand follows the outdoor temperature: a base share for cooking and hot water, the rest in proportion to how far it is below the heating limit,
/// as degree days count it; at the design temperature the peak is wanted.
/// </summary>
/// <param name="BaseShare">Share of the peak that is wanted at any temperature, 0..1.</param>
/// <param name="HeatingLimitC">Outdoor temperature above which nobody heats, degC.</param>
/// <param name="DesignC">Outdoor temperature of the peak, degC; below the limit.</param>
public sealed record HeatingDemand(double BaseShare = 0.15, double HeatingLimitC = 15.0, double DesignC = -10.0)
{
    /// <summary>Factor on the peak at an outdoor temperature, dimensionless; above 1 where it is colder than designed for.</summary>
    public double FactorAt(double outdoorC) => BaseShare + ((1.0 - BaseShare) * Math.Max(0.0, (HeatingLimitC - outdoorC) / (HeatingLimitC - DesignC)));
}
