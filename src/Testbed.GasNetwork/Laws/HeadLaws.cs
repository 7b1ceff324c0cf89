namespace Testbed.GasNetwork;

/// <summary>
/// <c>head = a m^2 + b m</c>: Nikuradse with its laminar term exactly, and a given friction factor with a b so small that it matters below a milligram per
/// second only and keeps the slope finite at rest.
/// </summary>
internal readonly struct QuadraticHeadLaw : IHeadLaw
{
    private const double RestFlowKgPerS = 1e-9;
    private readonly double _linear;
    private readonly double _quadratic;

    private QuadraticHeadLaw(double quadratic, double linear) => (_quadratic, _linear) = (quadratic, linear);

    public static QuadraticHeadLaw Nikuradse(in PipeGeometry pipe) => new(
        pipe.HeadPerSquare * ((pipe.Slenderness * NikuradsePipeLaw.RoughFriction(pipe.DiameterM, pipe.RoughnessM)) + pipe.LossCoefficient),
        pipe.HeadPerSquare * pipe.Slenderness * 64.0 / pipe.ReynoldsPerFlow);

    public static QuadraticHeadLaw Given(in PipeGeometry pipe, double friction)
    {
        var quadratic = pipe.HeadPerSquare * ((pipe.Slenderness * friction) + pipe.LossCoefficient);
        return new(quadratic, quadratic * RestFlowKgPerS);
    }

    public (double FlowKgPerS, double Slope) At(double head)
    {
        var root = Math.Sqrt((_linear * _linear) + (4.0 * _quadratic * head));
        return (2.0 * head / (_linear + root), 1.0 / root);
    }

    public (double Head, double Slope) HeadOf(double flowKgPerS) =>
        (flowKgPerS * (_linear + (_quadratic * flowKgPerS)), _linear + (2.0 * _quadratic * flowKgPerS));
}

/// <summary>
/// Colebrook-White solved for the flow without iteration: with <c>s = m sqrt(lambda)</c>, which the head gives at once,
/// <c>1/sqrt(lambda) = -2 log10(2.51/(Re sqrt lambda) + k/(3.71 D))</c> is explicit. Local losses are added by a few Newton steps. Near rest, where the law
/// would stop all flow at a finite head, it goes on as a straight line.
/// </summary>
internal readonly struct ColebrookHeadLaw : IHeadLaw
{
    /// <summary>Re sqrt(lambda) below which the law is replaced by a straight line; its Reynolds number is about 8.</summary>
    private const double LowestReynoldsRoot = 8.0;
    private const double LossTolerance = 1e-14;

    private readonly double _friction;
    private readonly double _loss;
    private readonly double _reynoldsPerFlow;
    private readonly double _rough;
    private readonly double _restHead;
    private readonly double _restFlow;

    public ColebrookHeadLaw(in PipeGeometry pipe)
    {
        _friction = pipe.HeadPerSquare * pipe.Slenderness;
        _loss = pipe.HeadPerSquare * pipe.LossCoefficient;
        _reynoldsPerFlow = pipe.ReynoldsPerFlow;
        _rough = pipe.RoughnessM / (3.71 * pipe.DiameterM);
        var s = LowestReynoldsRoot / _reynoldsPerFlow;
        _restHead = _friction * s * s;
        _restFlow = s * -2.0 * Math.Log10((2.51 / LowestReynoldsRoot) + _rough);
    }

    public (double FlowKgPerS, double Slope) At(double head)
    {
        if (_loss == 0.0)
        {
            return Friction(head);
        }

        // head = friction head + loss m^2; the friction part is between zero and the whole.
        var (flow, slope) = Friction(head);
        for (var i = 0; i < 60; i++)
        {
            (var found, slope) = Friction(Math.Max(head - (_loss * flow * flow), 0.0));
            var change = (found - flow) / (1.0 + (2.0 * _loss * flow * slope));
            flow += change;
            if (Math.Abs(change) <= LossTolerance * flow)
            {
                break;
            }
        }

        return (flow, slope / (1.0 + (2.0 * _loss * flow * slope)));
    }

    public (double Head, double Slope) HeadOf(double flowKgPerS)
    {
        var loss = _loss * flowKgPerS;
        if (flowKgPerS <= _restFlow)
        {
            var rest = _restHead / _restFlow;
            return ((rest + loss) * flowKgPerS, rest + (2.0 * loss));
        }

        // x = 1/sqrt(lambda), Newton on x + 2 log10(2.51 x/Re + rough) = 0, which is nearly straight.
        var reynolds = flowKgPerS * _reynoldsPerFlow;
        var (x, slope) = (7.0, 1.0);
        for (var i = 0; i < 4; i++)
        {
            var argument = (2.51 * x / reynolds) + _rough;
            slope = 1.0 + (2.0 / Math.Log(10.0) * 2.51 / (reynolds * argument));
            x = Math.Max(0.5, x - ((x + (2.0 * Math.Log10(argument))) / slope));
        }

        // dlambda/dln Re follows from the same line: dx/dln Re = (slope - 1) x / slope.
        var factor = 1.0 / (x * x);
        var byLog = -2.0 * factor * (slope - 1.0) / slope;
        return (flowKgPerS * ((_friction * factor * flowKgPerS) + loss), flowKgPerS * ((_friction * ((2.0 * factor) + byLog)) + (2.0 * _loss)));
    }

    private (double Flow, double Slope) Friction(double head)
    {
        if (head < _restHead)
        {
            var slope = _restFlow / _restHead;
            return (slope * head, slope);
        }

        var s = Math.Sqrt(head / _friction);
        var smooth = 2.51 / (s * _reynoldsPerFlow);
        var argument = smooth + _rough;
        var x = -2.0 * Math.Log10(argument);
        var flow = s * x;
        // ds/dhead = s/(2 head); dx/ds = 2/ln10 smooth/(argument s).
        var slopeByRoot = x + (2.0 / Math.Log(10.0) * smooth / argument);
        return (flow, slopeByRoot * s / (2.0 * head));
    }
}

/// <summary>A friction factor that is explicit in the Reynolds number; the flow is found by a safeguarded Newton iteration on <c>ln m</c>.</summary>
internal readonly struct ExplicitFactorHeadLaw<TFactor> : IHeadLaw
    where TFactor : struct, IFrictionFactor
{
    private const double Tolerance = 1e-15;

    private readonly TFactor _factor;
    private readonly double _friction;
    private readonly double _loss;
    private readonly double _reynoldsPerFlow;
    private readonly double _restFlow;
    private readonly double _restHead;

    public ExplicitFactorHeadLaw(in PipeGeometry pipe, TFactor factor)
    {
        _factor = factor;
        _friction = pipe.HeadPerSquare * pipe.Slenderness;
        _loss = pipe.HeadPerSquare * pipe.LossCoefficient;
        _reynoldsPerFlow = pipe.ReynoldsPerFlow;
        _restFlow = factor.LowestReynolds / _reynoldsPerFlow;
        _restHead = 0.0;
        _restHead = Turbulent(_restFlow);
    }

    public (double FlowKgPerS, double Slope) At(double head)
    {
        if (head <= _restHead)
        {
            var rest = _restFlow / _restHead;
            return (rest * head, rest);
        }

        // A friction factor of 0.02 to begin with; ln head rises with ln m by 1.75 to 2.
        var logHead = Math.Log(head);
        var logFlow = 0.5 * Math.Log(head / ((0.02 * _friction) + _loss));
        var lowest = Math.Log(_restFlow);
        var slope = 2.0;
        for (var i = 0; i < 60; i++)
        {
            logFlow = Math.Max(logFlow, lowest);
            var flow = Math.Exp(logFlow);
            var (factor, byLog) = _factor.At(flow * _reynoldsPerFlow);
            var square = (_friction * factor) + _loss;
            slope = 2.0 + (_friction * byLog / square);
            var change = (logHead - Math.Log(flow * flow * square)) / slope;
            logFlow += change;
            if (Math.Abs(change) <= Tolerance * Math.Abs(logFlow))
            {
                break;
            }
        }

        var found = Math.Exp(logFlow);
        return (found, found / (slope * head));
    }

    public (double Head, double Slope) HeadOf(double flowKgPerS)
    {
        if (flowKgPerS <= _restFlow)
        {
            var rest = _restHead / _restFlow;
            return (flowKgPerS * rest, rest);
        }

        var (factor, byLog) = _factor.At(flowKgPerS * _reynoldsPerFlow);
        var square = (_friction * factor) + _loss;
        return (flowKgPerS * flowKgPerS * square, flowKgPerS * ((2.0 * square) + (_friction * byLog)));
    }

    private double Turbulent(double flow) => flow * flow * ((_friction * _factor.At(flow * _reynoldsPerFlow).Factor) + _loss);
}

/// <summary>A friction factor (Darcy) as a function of the Reynolds number.</summary>
internal interface IFrictionFactor
{
    /// <summary>Below this Reynolds number the formula does not hold; the pipe law goes on as a straight line.</summary>
    double LowestReynolds { get; }

    /// <summary>The factor and its derivative to ln Re.</summary>
    (double Factor, double ByLogReynolds) At(double reynolds);
}

/// <summary>Swamee and Jain 1976.</summary>
internal readonly struct SwameeJainFactor(double diameterM, double roughnessM) : IFrictionFactor
{
    private readonly double _rough = roughnessM / (3.7 * diameterM);

    public double LowestReynolds => 20.0;

    public (double Factor, double ByLogReynolds) At(double reynolds)
    {
        var smooth = 5.74 / Math.Pow(reynolds, 0.9);
        var argument = _rough + smooth;
        var log = Math.Log10(argument);
        var factor = 0.25 / (log * log);
        return (factor, factor * 1.8 * smooth / (argument * log * Math.Log(10.0)));
    }
}

/// <summary>Hofer 1973.</summary>
internal readonly struct HoferFactor(double diameterM, double roughnessM) : IFrictionFactor
{
    private readonly double _rough = roughnessM / (3.71 * diameterM);

    public double LowestReynolds => 20.0;

    public (double Factor, double ByLogReynolds) At(double reynolds)
    {
        var smooth = 4.518 / reynolds * Math.Log10(reynolds / 7.0);
        var argument = smooth + _rough;
        var log = Math.Log10(argument);
        var factor = 0.25 / (log * log);
        var byLog = (4.518 / reynolds / Math.Log(10.0)) - smooth;
        return (factor, -2.0 * factor * byLog / (argument * log * Math.Log(10.0)));
    }
}

/// <summary>
/// A capacity formula <c>p_i^2 - p_j^2 = K m^n</c> of the distribution and transport trade, with a straight line near rest. The friction is in K; the
/// head is taken with Z as everywhere, so K is meant for Z = 1.
/// </summary>
internal readonly struct PowerHeadLaw : IHeadLaw
{
    private const double RestFlowKgPerS = 1e-9;
    private readonly double _coefficient;
    private readonly double _exponent;
    private readonly double _restHead;

    public PowerHeadLaw(double coefficient, double exponent)
    {
        (_coefficient, _exponent) = (coefficient, exponent);
        _restHead = coefficient * Math.Pow(RestFlowKgPerS, exponent);
    }

    public (double FlowKgPerS, double Slope) At(double head)
    {
        if (head <= _restHead)
        {
            var rest = RestFlowKgPerS / _restHead;
            return (rest * head, rest);
        }

        var flow = Math.Pow(head / _coefficient, 1.0 / _exponent);
        return (flow, flow / (_exponent * head));
    }

    public (double Head, double Slope) HeadOf(double flowKgPerS)
    {
        if (flowKgPerS <= RestFlowKgPerS)
        {
            var rest = _restHead / RestFlowKgPerS;
            return (flowKgPerS * rest, rest);
        }

        var head = _coefficient * Math.Pow(flowKgPerS, _exponent);
        return (head, _exponent * head / flowKgPerS);
    }
}
