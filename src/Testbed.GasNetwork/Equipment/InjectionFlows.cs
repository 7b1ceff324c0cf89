using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Equipment;

/// <summary>Sources by flow: negative outflows, less near their highest pressure.</summary>
internal sealed class InjectionFlows(int[] from, double[] flowKgPerS, double[] highestPa, double[] ambientPa, ArraySegment<double> scale)
    : FlowPart(from, [.. from.Select(_ => PointFlows.Outside)])
{
    /// <summary>Part of the highest pressure below it over which the flow falls.</summary>
    private const double Band = 0.05;

    public override void Evaluate(TransientState state, double[] knownStem, double weight, double[] slopeFrom, double[] slopeTo)
    {
        for (var i = 0; i < Count; i++)
        {
            var (at, most) = (First + i, flowKgPerS[i] * scale[i]);
            var share = (highestPa[i] - (state.Pressure[From[i]] - ambientPa[From[i]])) / (Band * highestPa[i]);
            state.PointFlow[at] = -most * Math.Clamp(share, 0.0, 1.0);
            slopeFrom[at] = share is > 0.0 and < 1.0 ? most / (Band * highestPa[i]) : 0.0;
        }
    }

    /// <summary>Adds up what is fed in.</summary>
    public void AddTo(TransientState state) => state.InjectedKgPerS -= Sum(state);
}
