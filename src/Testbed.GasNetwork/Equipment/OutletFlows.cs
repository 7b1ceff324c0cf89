using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Equipment;

/// <summary>Openings to the atmosphere: relief valves, whose lift follows the pressure, and leaks, whose area is given.</summary>
/// <param name="from">Nodes, relief valves first.</param>
/// <param name="areaM2">Effective area wide open, m2.</param>
/// <param name="setPa">Pressure at which lift begins, Pa gauge; NaN for a leak.</param>
/// <param name="fullPa">Pressure of full lift, Pa gauge.</param>
/// <param name="opening">Part of the area that may open: 0 for a relief valve stuck shut or a leak that is none (yet).</param>
/// <param name="ambientPa">Ambient pressure per node.</param>
/// <param name="law">The nozzle.</param>
internal sealed class OutletFlows(
    int[] from, double[] areaM2, double[] setPa, double[] fullPa, ArraySegment<double> opening, double[] ambientPa, OrificeLaw law)
    : FlowPart(from, [.. from.Select(_ => PointFlows.Outside)])
{
    public override void Evaluate(TransientState state, double[] knownStem, double weight, double[] slopeFrom, double[] slopeTo)
    {
        for (var i = 0; i < Count; i++)
        {
            var (at, pressure, ambient) = (First + i, state.Pressure[From[i]], ambientPa[From[i]]);
            var (lift, slope) = Lift(i, pressure - ambient);
            if (lift <= 0.0 || opening[i] <= 0.0)
            {
                (state.PointFlow[at], slopeFrom[at]) = (0.0, 0.0);
                continue;
            }

            var (flux, fluxSlope) = law.Flux(pressure, ambient);
            var area = areaM2[i] * opening[i];
            (state.PointFlow[at], slopeFrom[at]) = (area * lift * flux, area * ((lift * fluxSlope) + (slope * flux)));
        }
    }

    /// <summary>Lift at a gauge pressure, 0..1, and its slope; a leak is always open.</summary>
    public (double Lift, double Slope) Lift(int outlet, double gaugePa)
    {
        if (double.IsNaN(setPa[outlet]))
        {
            return (1.0, 0.0);
        }

        var span = fullPa[outlet] - setPa[outlet];
        var lift = (gaugePa - setPa[outlet]) / span;
        return lift <= 0.0 ? (0.0, 0.0) : lift < 1.0 ? (lift, 1.0 / span) : (1.0, 0.0);
    }

    /// <summary>Adds up what is lost.</summary>
    public void AddTo(TransientState state) => state.VentedKgPerS = Sum(state);
}
