namespace Testbed.GasNetwork;

/// <summary>
/// The capacity formulas of distribution and transport as head laws in SI. Base conditions 288.15 K and 101.325 kPa for the transport formulas, normal
/// conditions (273.15 K) for Renouard; efficiency 1.
/// </summary>
internal static class CapacityFormula
{
    private const double BaseK = 288.15;
    private const double BaseKPa = 101.325;
    private const double AirGasConstant = 287.0419;

    /// <summary>The law of one pipe.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a capacity formula.</exception>
    public static PowerHeadLaw Law(FrictionLaw formula, double lengthM, double diameterM, Steady.SteadyGas gas)
    {
        var gasConstant = gas.RtJPerKg / gas.TemperatureK;
        var gravity = AirGasConstant / gasConstant;
        var (perDay, exponent) = formula switch
        {
            FrictionLaw.Renouard => (0.0, 1.82),
            FrictionLaw.Weymouth => (Transport(3.7435e-3, 1.0, 1.0, 0.5, 2.667, lengthM, diameterM, gravity, gas.TemperatureK), 2.0),
            FrictionLaw.PanhandleA => (Transport(4.5965e-3, 1.0788, 0.8539, 0.5394, 2.6182, lengthM, diameterM, gravity, gas.TemperatureK), 1.0 / 0.5394),
            FrictionLaw.PanhandleB => (Transport(1.002e-2, 1.02, 0.961, 0.51, 2.53, lengthM, diameterM, gravity, gas.TemperatureK), 1.0 / 0.51),
            _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "Not a capacity formula."),
        };
        if (formula == FrictionLaw.Renouard)
        {
            var normalDensity = GasProperties.NormalPressurePa / (gasConstant * GasProperties.NormalTemperatureK);
            var perHour = 3600.0 / normalDensity;
            var bar2 = 48.6 * gravity * lengthM * Math.Pow(diameterM * 1000.0, -4.82) * Math.Pow(perHour, 1.82);
            return new PowerHeadLaw(bar2 * 1e10, 1.82);
        }

        // Q [Sm3/d] = perDay (p1^2 - p2^2)^n with kPa; m = Q rho_b / 86400.
        var baseDensity = BaseKPa * 1000.0 / (gasConstant * BaseK);
        var flowPerKPa = perDay * baseDensity / 86_400.0;
        return new PowerHeadLaw(1e6 / Math.Pow(flowPerKPa, exponent), exponent);
    }

    private static double Transport(
        double constant, double baseExponent, double gravityExponent, double exponent, double diameterExponent, double lengthM, double diameterM,
        double gravity, double temperatureK) =>
        constant * Math.Pow(BaseK / BaseKPa, baseExponent) * Math.Pow(diameterM * 1000.0, diameterExponent)
            / Math.Pow(Math.Pow(gravity, gravityExponent) * temperatureK * lengthM / 1000.0, exponent);
}
