namespace Testbed.GasNetwork;

/// <summary>Masses of a step or a run, kg, with the invariant that line pack changes by what comes in less what goes out.</summary>
/// <param name="InKg">Net inflow from all sources.</param>
/// <param name="DeliveredKg">Supplied to demands.</param>
/// <param name="VentedKg">Lost to the atmosphere by relief valves and leaks.</param>
/// <param name="UnservedKg">Wanted by demands and not supplied for lack of pressure; no part of the balance.</param>
/// <param name="LinePackChangeKg">Change of the gas in the network.</param>
/// <param name="LinePackKg">That gas at the end.</param>
public readonly record struct MassBalance(
    double InKg, double DeliveredKg, double VentedKg, double UnservedKg, double LinePackChangeKg, double LinePackKg)
{
    /// <summary>Masses of two stretches of time, one after the other.</summary>
    public static MassBalance operator +(MassBalance first, MassBalance next) => new(
        first.InKg + next.InKg, first.DeliveredKg + next.DeliveredKg, first.VentedKg + next.VentedKg, first.UnservedKg + next.UnservedKg,
        first.LinePackChangeKg + next.LinePackChangeKg, next.LinePackKg);

    /// <summary>Line pack change - (in - delivered - vented), kg; zero but for the solver's tolerance.</summary>
    public double ErrorKg => LinePackChangeKg - (InKg - DeliveredKg - VentedKg);

    /// <summary>
    /// |<see cref="ErrorKg"/>| relative to the largest of inflow, outflow and line pack change, but at least 1e-5 of the line pack, so that
    /// a network at rest is not judged by the rounding of its content. Invariant: at most 1e-9.
    /// </summary>
    public double RelativeError
    {
        get
        {
            var scale = Math.Max(Math.Max(Math.Abs(InKg), DeliveredKg + VentedKg), Math.Max(Math.Abs(LinePackChangeKg), 1e-5 * LinePackKg));
            return scale > 0.0 ? Math.Abs(ErrorKg) / scale : 0.0;
        }
    }
}
