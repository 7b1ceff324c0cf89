using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Equipment;

/// <summary>Restriction orifices between nodes.</summary>
internal sealed class OrificeFlows(int[] from, int[] to, double[] areaM2, OrificeLaw law) : FlowPart(from, to)
{
    public override void Evaluate(TransientState state, double[] knownStem, double weight, double[] slopeFrom, double[] slopeTo)
    {
        for (var i = 0; i < Count; i++)
        {
            var (at, first, second) = (First + i, state.Pressure[From[i]], state.Pressure[To[i]]);
            var (flow, byUp, byDown) = Through(areaM2[i], Math.Max(first, second), Math.Min(first, second));
            (state.PointFlow[at], slopeFrom[at], slopeTo[at]) = first >= second ? (flow, byUp, byDown) : (-flow, -byDown, -byUp);
        }
    }

    private (double Flow, double ByUp, double ByDown) Through(double area, double up, double down)
    {
        var (flux, slope) = law.Flux(up, down);
        // The law is up times a function of the ratio: what the upstream slope leaves of it is the downstream one.
        return (area * flux, area * slope, Math.Min(0.0, area * (flux - (up * slope)) / down));
    }
}
