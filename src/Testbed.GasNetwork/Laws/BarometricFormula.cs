namespace Testbed.GasNetwork;

/// <summary>Ambient pressure of the standard atmosphere, to which gauge pressures are relative.</summary>
public static class BarometricFormula
{
    /// <summary>Ambient pressure, Pa absolute: 1.01325 bar (1 - 0.0065 h / 288.15)^5.255.</summary>
    /// <param name="heightM">Height above sea level, m.</param>
    public static double AmbientPa(double heightM) =>
        heightM == 0.0 ? GasProperties.NormalPressurePa : GasProperties.NormalPressurePa * Math.Pow(1.0 - (heightM * 0.0065 / 288.15), 5.255);
}
