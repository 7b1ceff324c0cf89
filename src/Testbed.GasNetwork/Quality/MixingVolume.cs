namespace Testbed.GasNetwork.Quality;

/// <summary>
/// A well mixed volume through which gas flows at constant rates while its mass changes linearly:
/// <c>c' = q_in (c_in - c)/N(t)</c>, solved exactly. Pure; thread safe.
/// </summary>
internal static class MixingVolume
{
    /// <summary>
    /// What is left of the difference to the inflow: at the end, and on average in what flowed out, so that in - out = change of what is stored.
    /// </summary>
    /// <param name="before">Mass before, kg.</param>
    /// <param name="after">Mass after, kg; before + inflow - outflow.</param>
    /// <param name="inflow">Mass that enters, kg.</param>
    public static (double AtEnd, double InOutflow) Remaining(double before, double after, double inflow)
    {
        if (inflow <= 0.0)
        {
            return (1.0, 1.0);
        }

        if (before <= 0.0)
        {
            return (0.0, 0.0);
        }

        var exponent = Exponent(before, after, inflow);
        var gone = OneMinusExp(exponent);
        var outflow = inflow - (after - before);
        var average = outflow > 0.0 ? Math.Clamp(1.0 + (((after * gone) - inflow) / outflow), 0.0, 1.0) : 1.0;
        return (1.0 - gone, average);
    }

    /// <summary>The integral of inflow over mass.</summary>
    private static double Exponent(double before, double after, double inflow)
    {
        var change = after - before;
        if (Math.Abs(change) <= 1e-6 * before)
        {
            return inflow / (before + (0.5 * change));
        }

        return after > 0.0 ? inflow * Math.Log(after / before) / change : double.PositiveInfinity;
    }

    private static double OneMinusExp(double x) =>
        x > 0.02 ? 1.0 - Math.Exp(-x) : x * (1.0 - (x / 2.0 * (1.0 - (x / 3.0 * (1.0 - (x / 4.0 * (1.0 - (x / 5.0 * (1.0 - (x / 6.0))))))))));
}
