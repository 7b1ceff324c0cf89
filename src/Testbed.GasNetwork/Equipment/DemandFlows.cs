using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Equipment;

/// <summary>Demands: what is wanted, falling linearly to nothing below the minimum pressure.</summary>
internal sealed class DemandFlows(int[] from, double[] minimumPa, double[] ambientPa, double[] wanted)
    : FlowPart(from, [.. from.Select(_ => PointFlows.Outside)])
{
    public override void Evaluate(TransientState state, double[] knownStem, double weight, double[] slopeFrom, double[] slopeTo)
    {
        for (var i = 0; i < Count; i++)
        {
            var at = First + i;
            var share = (state.Pressure[From[i]] - ambientPa[From[i]]) / minimumPa[i];
            state.PointFlow[at] = wanted[i] * Math.Clamp(share, 0.0, 1.0);
            slopeFrom[at] = share is > 0.0 and < 1.0 ? wanted[i] / minimumPa[i] : 0.0;
        }
    }

    /// <summary>Adds up supply and what lacks of it.</summary>
    public void AddTo(TransientState state)
    {
        state.DeliveredKgPerS = Sum(state);
        var lacks = 0.0;
        for (var i = 0; i < Count; i++)
        {
            lacks += wanted[i] - state.PointFlow[First + i];
        }

        state.UnservedKgPerS = lacks;
    }
}
