namespace Testbed.GasNetwork;

/// <summary>
/// Capacity of a regulator by its gas sizing coefficient Cg and the angle K1 of its body (makers' sizing sheets, the universal sizing equation):
/// <c>Q = 0.526 Cg p_u sin(K1 sqrt((p_u - p_d)/p_u))</c> in standard m3/h of natural gas (d = 0.61, 15 degC), pressures in bar absolute, the angle in degrees;
/// critical, <c>Q = 0.526 Cg p_u</c>, for <c>p_u >= 2 p_d</c> as the sheets have it. Their step of some per cent there is a ramp here, from 1.98 on. Near equal
/// pressures the root is rounded as in <see cref="KgCapacityLaw"/>.
/// </summary>
public static class CgCapacityLaw
{
    private const double Factor = 0.526;
    private const double PaPerBar = 1e5;

    /// <summary>Pressure ratio at which flow is critical, and that from which it goes there.</summary>
    private const double Critical = 2.0;
    private const double Ramp = 1.98;

    /// <summary>Relative pressure drop within which the root is rounded.</summary>
    private const double Rounding = 1e-5;

    /// <summary>Flow wide open, standard m3/h; nothing flows backwards.</summary>
    /// <param name="cg">Cg.</param>
    /// <param name="k1Degrees">K1, degrees; positive.</param>
    /// <param name="upPa">Inlet pressure, Pa absolute.</param>
    /// <param name="downPa">Outlet pressure, Pa absolute.</param>
    public static double FlowM3PerH(double cg, double k1Degrees, double upPa, double downPa) => cg * Unit(k1Degrees, upPa, downPa).FlowKgPerS;

    /// <summary>Flow and slopes for Cg = 1 per pascal: multiply by Cg, opening and the density that turns m3/h into kg/s.</summary>
    internal static FlowLinearisation Unit(double k1Degrees, double upPa, double downPa)
    {
        var drop = 1.0 - (downPa / upPa);
        if (drop <= 0.0)
        {
            return default;
        }

        var scale = Factor / PaPerBar;
        var square = (drop * drop) + (Rounding * Rounding);
        var inverseRoot = 1.0 / Math.Sqrt(Math.Sqrt(square));
        var root = drop * inverseRoot;
        var angle = k1Degrees * Math.PI / 180.0 * root;
        var ratio = upPa / downPa;
        if (ratio >= Critical || angle >= 0.5 * Math.PI)
        {
            return new FlowLinearisation(scale * upPa, scale, 0.0);
        }

        var (sine, cosine) = Math.SinCos(angle);
        var byDrop = k1Degrees * Math.PI / 180.0 * inverseRoot * (1.0 - (0.5 * drop * drop / square)) * cosine;
        var (share, shareByRatio) = ratio > Ramp ? ((ratio - Ramp) / (Critical - Ramp), 1.0 / (Critical - Ramp)) : (0.0, 0.0);
        var value = sine + (share * (1.0 - sine));
        // By the ratio up/down: drop = 1 - 1/ratio.
        var byRatio = ((1.0 - share) * byDrop / (ratio * ratio)) + (shareByRatio * (1.0 - sine));
        return new FlowLinearisation(scale * upPa * value, scale * (value + (byRatio * ratio)), -scale * byRatio * ratio * ratio);
    }
}
