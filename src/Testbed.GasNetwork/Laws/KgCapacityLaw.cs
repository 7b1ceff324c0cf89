namespace Testbed.GasNetwork;

/// <summary>
/// Capacity of a regulator or valve by its flow coefficient KG (makers' sizing sheets): <c>Q = KG/2 p_u</c> while <c>p_u >= 2 p_d</c>, else
/// <c>Q = KG sqrt(p_d (p_u - p_d))</c>, pressures in bar absolute, Q in normal (or standard) m3/h according to how KG is given. The root is rounded
/// within about ten pascal of equal pressures, where its slope would be infinite.
/// </summary>
public static class KgCapacityLaw
{
    private const double PaPerBar = 1e5;
    private const double RoundingBar = 1e-4;

    /// <summary>Flow wide open, m3/h in the unit of KG; negative when the second pressure is the higher one.</summary>
    /// <param name="capacityKg">KG.</param>
    /// <param name="fromPa">First pressure, Pa absolute.</param>
    /// <param name="toPa">Second pressure, Pa absolute.</param>
    public static double FlowM3PerH(double capacityKg, double fromPa, double toPa) => capacityKg * Unit(fromPa, toPa).FlowKgPerS;

    /// <summary>Flow and slopes for KG = 1 per pascal: multiply by KG, opening and the density that turns m3/h into kg/s.</summary>
    internal static FlowLinearisation Unit(double fromPa, double toPa)
    {
        if (fromPa >= toPa)
        {
            return Forward(fromPa, toPa);
        }

        var back = Forward(toPa, fromPa);
        return new FlowLinearisation(-back.FlowKgPerS, -back.SlopeTo, -back.SlopeFrom);
    }

    private static FlowLinearisation Forward(double highPa, double lowPa)
    {
        if (highPa >= 2.0 * lowPa)
        {
            return new FlowLinearisation(0.5 * highPa / PaPerBar, 0.5 / PaPerBar, 0.0);
        }

        var low = lowPa / PaPerBar;
        var drop = (highPa - lowPa) / PaPerBar;
        var square = (drop * drop) + (RoundingBar * RoundingBar);
        var inverseRoot = 1.0 / Math.Sqrt(Math.Sqrt(square));
        var rounded = drop * inverseRoot;
        var roundedSlope = inverseRoot * (1.0 - (0.5 * drop * drop / square));
        var lowRoot = Math.Sqrt(low);
        var slopeHigh = lowRoot * roundedSlope;
        var slopeLow = Math.Min(0.0, (0.5 * rounded / lowRoot) - slopeHigh);
        return new FlowLinearisation(lowRoot * rounded, slopeHigh / PaPerBar, slopeLow / PaPerBar);
    }
}
