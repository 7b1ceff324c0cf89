namespace Testbed.GasNetwork;

/// <summary>
/// The gas and its one temperature (isothermal network). Compressibility is linear in absolute pressure, <c>Z = 1 + s p</c>, so that
/// <c>rho = p / (R_s T Z)</c> with <c>R_s T = p_n T / (rho_n T_n)</c>, taking Z_n = 1 at normal conditions (0 degC, 1.01325 bar).
/// </summary>
/// <param name="NormalDensityKgPerM3">Density at 0 degC and 1.01325 bar, kg/Nm3; positive.</param>
/// <param name="TemperatureK">Flowing temperature, K; positive.</param>
/// <param name="ViscosityPaS">Dynamic viscosity, Pa s; positive.</param>
/// <param name="CompressibilitySlopePerPa">s in Z = 1 + s p, 1/Pa; -2.2e-8 (-0.0022 per bar) for natural gas.</param>
/// <param name="IsentropicExponent">kappa = cp/cv, used by relief orifices; above 1.</param>
public sealed record GasProperties(
    double NormalDensityKgPerM3,
    double TemperatureK,
    double ViscosityPaS,
    double CompressibilitySlopePerPa,
    double IsentropicExponent = 1.31)
{
    private readonly Compressibility? _equationOfState;

    /// <summary>Normal pressure 1.01325 bar, Pa.</summary>
    public const double NormalPressurePa = 101_325.0;

    /// <summary>Normal temperature 0 degC, K.</summary>
    public const double NormalTemperatureK = 273.15;

    /// <summary>A natural gas of 17.0 g/mol at 10 degC.</summary>
    public static GasProperties NaturalGas { get; } = new(0.758, 283.15, 1.07e-5, -2.2e-8);

    /// <summary>Compressibility over absolute pressure; linear with the slope given, unless another is set.</summary>
    public Compressibility EquationOfState { get => _equationOfState ?? GasNetwork.Compressibility.Linear(CompressibilitySlopePerPa); init => _equationOfState = value; }

    /// <summary>R_s T, J/kg = Pa m3/kg.</summary>
    public double SpecificGasConstantTimesTemperature => NormalPressurePa * TemperatureK / (NormalDensityKgPerM3 * NormalTemperatureK);

    /// <summary>Compressibility factor at an absolute pressure, dimensionless.</summary>
    public double Compressibility(double pressurePaAbsolute) => EquationOfState.At(pressurePaAbsolute);

    /// <summary>Density at an absolute pressure, kg/m3.</summary>
    public double DensityKgPerM3(double pressurePaAbsolute) =>
        pressurePaAbsolute / (SpecificGasConstantTimesTemperature * Compressibility(pressurePaAbsolute));

    /// <summary>Converts a volume flow at normal conditions into a mass flow, kg/s.</summary>
    public double KgPerS(double flowNm3PerH) => flowNm3PerH * NormalDensityKgPerM3 / 3600.0;

    /// <summary>Converts a mass flow into a volume flow at normal conditions, Nm3/h.</summary>
    public double Nm3PerH(double flowKgPerS) => flowKgPerS * 3600.0 / NormalDensityKgPerM3;
}
