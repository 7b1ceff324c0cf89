using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Equipment;

/// <summary>One kind of equipment: a stretch of the flows of a network, in the order of its elements.</summary>
internal abstract class FlowPart(int[] from, int[] to)
{
    /// <summary>Points that the flows leave.</summary>
    public int[] From { get; } = from;

    /// <summary>Points that the flows enter, <see cref="PointFlows.Outside"/> for none.</summary>
    public int[] To { get; } = to;

    /// <summary>Index of the first flow in the network's.</summary>
    public int First { get; set; }

    /// <summary>Number of flows.</summary>
    public int Count => From.Length;

    /// <summary>Fills flows and slopes; see <see cref="PointFlows.Evaluate"/>.</summary>
    public abstract void Evaluate(TransientState state, double[] knownStem, double weight, double[] slopeFrom, double[] slopeTo);

    /// <summary>Sum of the flows, kg/s.</summary>
    protected double Sum(TransientState state)
    {
        var sum = 0.0;
        for (var i = First; i < First + Count; i++)
        {
            sum += state.PointFlow[i];
        }

        return sum;
    }
}
