namespace Testbed.GasNetwork;

/// <summary>
/// Colebrook-White solved for the flow without iteration: with <c>s = m sqrt(lambda)</c>, which the head gives at once,
/// <c>1/sqrt(lambda) = -2 log10(2.51/(Re sqrt lambda) + k/(3.71 D))</c> is explicit. With local losses a few Newton steps are needed. Near rest, where the law
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

        // Friction and loss each need less than the whole head, so the flow lies below what either alone would pass. The head is convex in the flow:
        // from above Newton never overshoots.
        var (flow, slope) = (Math.Min(Friction(head).Flow, Math.Sqrt(head / _loss)), 1.0);
        for (var i = 0; i < 60 && flow > 0.0; i++)
        {
            (var found, slope) = HeadOf(flow);
            var change = (head - found) / slope;
            flow += change;
            if (Math.Abs(change) <= LossTolerance * flow)
            {
                break;
            }
        }

        return flow > 0.0 ? (flow, 1.0 / slope) : (0.0, _restFlow / _restHead);
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
        for (var i = 0; i < 20; i++)
        {
            var argument = (2.51 * x / reynolds) + _rough;
            slope = 1.0 + (2.0 / Math.Log(10.0) * 2.51 / (reynolds * argument));
            var change = (x + (2.0 * Math.Log10(argument))) / slope;
            if (Math.Abs(change) < 1e-13)
            {
                break;
            }

            x = Math.Max(0.5, x - change);
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
