namespace Testbed.GasNetwork;

/// <summary>
/// The resistance of one pipe: which mass flow a quadratic pressure head drives. The head is <c>(p_i^2 - p_j^2 + gravity)/Z(p_m)</c>, Pa^2, never negative
/// here. Flow rises with the head, from zero, with a finite slope everywhere.
/// </summary>
internal interface IHeadLaw
{
    /// <summary>Mass flow, kg/s, and its slope, kg/s per Pa^2.</summary>
    (double FlowKgPerS, double Slope) At(double head);

    /// <summary>The head that a mass flow needs, Pa^2, and its slope, Pa^2 per kg/s.</summary>
    (double Head, double Slope) HeadOf(double flowKgPerS);
}
