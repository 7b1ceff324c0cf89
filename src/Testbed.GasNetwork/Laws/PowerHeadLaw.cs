namespace Testbed.GasNetwork;

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
