namespace Testbed.GasNetwork;

/// <summary>
/// The signed quadratic head that drives a pipe's flow, <c>(p_i^2 - p_j^2 + gravity)/Z(p_m)</c>, Pa^2: gravity is the weight of the gas column, the mean
/// of both end densities times the height, times (p_i + p_j).
/// </summary>
internal static class PipeHead
{
    /// <summary>Acceleration of gravity, m/s2.</summary>
    public const double Gravity = 9.81;

    /// <summary>The head and its slopes to both pressures.</summary>
    /// <param name="from">Pressure at the start, Pa absolute.</param>
    /// <param name="to">Pressure at the end, Pa absolute.</param>
    /// <param name="halfGravityHead"><c>g (h_i - h_j)/2</c>, m2/s2; 0 for a level pipe.</param>
    /// <param name="z">Compressibility.</param>
    /// <param name="rt">R_s T, J/kg.</param>
    /// <param name="mean">Z at the mean pressure and its slopes, <see cref="Compressibility.Mean"/>.</param>
    public static (double Head, double ByFrom, double ByTo) Of(
        double from, double to, double halfGravityHead, in Compressibility z, double rt, (double Z, double SlopeFrom, double SlopeTo) mean)
    {
        var sum = from + to;
        var head = (from - to) * sum;
        var (byFrom, byTo) = (2.0 * from, -2.0 * to);
        if (halfGravityHead != 0.0)
        {
            var (endZ, otherZ) = (z.At(from), z.At(to));
            var (rhoFrom, rhoTo) = (from / endZ, to / otherZ);
            var density = (rhoFrom + rhoTo) / rt;
            head += halfGravityHead * density * sum;
            byFrom += halfGravityHead * (density + (sum * (1.0 - (rhoFrom * z.SlopeAt(from))) / (rt * endZ)));
            byTo += halfGravityHead * (density + (sum * (1.0 - (rhoTo * z.SlopeAt(to))) / (rt * otherZ)));
        }

        var inverse = 1.0 / mean.Z;
        head *= inverse;
        return (head, (byFrom - (head * mean.SlopeFrom)) * inverse, (byTo - (head * mean.SlopeTo)) * inverse);
    }
}
