namespace Testbed.GasNetwork;

/// <summary>
/// A capacity formula <c>p_i^2 - p_j^2 = K m^n</c> of the distribution and transport trade. The friction is in K; the head is taken with Z as everywhere,
/// so K is meant for Z = 1. Towards rest, below a tenth of a milligram per second, it goes over smoothly into a straight line.
/// </summary>
internal readonly struct PowerHeadLaw : IHeadLaw
{
    private const double RestFlowKgPerS = 1e-7;
    private readonly double _scale;
    private readonly double _exponent;
    private readonly double _restHead;

    public PowerHeadLaw(double coefficient, double exponent)
    {
        _exponent = 1.0 / exponent;
        _scale = Math.Pow(coefficient, -_exponent);
        _restHead = coefficient * Math.Pow(RestFlowKgPerS, exponent);
    }

    public (double FlowKgPerS, double Slope) At(double head)
    {
        var shifted = head + _restHead;
        var perHead = _scale * Math.Pow(shifted, _exponent - 1.0);
        return (perHead * head, perHead * (1.0 + ((_exponent - 1.0) * head / shifted)));
    }

    public (double Head, double Slope) HeadOf(double flowKgPerS)
    {
        // Concave and rising: Newton from below never overshoots.
        var head = Math.Pow(flowKgPerS / _scale, 1.0 / _exponent);
        var slope = At(head).Slope;
        for (var i = 0; i < 60; i++)
        {
            (var found, slope) = At(head);
            var change = (flowKgPerS - found) / slope;
            head += change;
            if (Math.Abs(change) <= 1e-14 * head)
            {
                break;
            }
        }

        return (head, 1.0 / slope);
    }
}
