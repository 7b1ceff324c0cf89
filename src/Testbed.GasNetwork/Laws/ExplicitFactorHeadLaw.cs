namespace Testbed.GasNetwork;

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
