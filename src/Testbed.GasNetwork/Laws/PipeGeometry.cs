namespace Testbed.GasNetwork;

/// <summary>What the friction laws need of one pipe and its gas.</summary>
/// <param name="LengthM">Length, m.</param>
/// <param name="DiameterM">Inner diameter, m.</param>
/// <param name="RoughnessM">Sand roughness, m.</param>
/// <param name="LossCoefficient">Sum of local losses zeta.</param>
/// <param name="ViscosityPaS">Dynamic viscosity, Pa s.</param>
/// <param name="RtJPerKg">R_s T, J/kg.</param>
internal readonly record struct PipeGeometry(
    double LengthM, double DiameterM, double RoughnessM, double LossCoefficient, double ViscosityPaS, double RtJPerKg)
{
    /// <summary>Cross-section, m2.</summary>
    public double AreaM2 => Math.PI * DiameterM * DiameterM / 4.0;

    /// <summary>R_s T / A^2: head per squared flow and unit of (lambda L/D + zeta), Pa^2 s^2/kg^2.</summary>
    public double HeadPerSquare => RtJPerKg / (AreaM2 * AreaM2);

    /// <summary>L/D.</summary>
    public double Slenderness => LengthM / DiameterM;

    /// <summary>Reynolds number per kg/s.</summary>
    public double ReynoldsPerFlow => DiameterM / (ViscosityPaS * AreaM2);
}
