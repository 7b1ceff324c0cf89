namespace Testbed.GasNetwork;

/// <summary>
/// <c>head = a m^2 + b m</c>: Nikuradse with its laminar term exactly, and a given friction factor with a b so small that it matters below a milligram per
/// second only and keeps the slope finite at rest.
/// </summary>
internal readonly struct QuadraticHeadLaw : IHeadLaw
{
    private const double RestFlowKgPerS = 1e-7;
    private readonly double _linear;
    private readonly double _quadratic;

    private QuadraticHeadLaw(double quadratic, double linear) => (_quadratic, _linear) = (quadratic, linear);

    public static QuadraticHeadLaw Nikuradse(in PipeGeometry pipe) => new(
        pipe.HeadPerSquare * ((pipe.Slenderness * RoughFriction(pipe.DiameterM, pipe.RoughnessM)) + pipe.LossCoefficient),
        pipe.HeadPerSquare * pipe.Slenderness * 64.0 / pipe.ReynoldsPerFlow);

    public static QuadraticHeadLaw Given(in PipeGeometry pipe, double friction)
    {
        var quadratic = pipe.HeadPerSquare * ((pipe.Slenderness * friction) + pipe.LossCoefficient);
        return new(quadratic, quadratic * RestFlowKgPerS);
    }

    /// <summary>Friction factor of the fully rough pipe, Darcy, <c>(2 log10(D/k) + 1.14)^-2</c>.</summary>
    public static double RoughFriction(double diameterM, double roughnessM)
    {
        var root = (2.0 * Math.Log10(diameterM / roughnessM)) + 1.14;
        return 1.0 / (root * root);
    }

    public (double FlowKgPerS, double Slope) At(double head)
    {
        var root = Math.Sqrt((_linear * _linear) + (4.0 * _quadratic * head));
        return (2.0 * head / (_linear + root), 1.0 / root);
    }

    public (double Head, double Slope) HeadOf(double flowKgPerS) =>
        (flowKgPerS * (_linear + (_quadratic * flowKgPerS)), _linear + (2.0 * _quadratic * flowKgPerS));
}
