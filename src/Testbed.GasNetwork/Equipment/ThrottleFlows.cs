using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Equipment;

/// <summary>Control valves, shut-off valves and by-passes: a KG times a position.</summary>
internal sealed class ThrottleFlows(int[] from, int[] to, double[] capacity, double[] position) : FlowPart(from, to)
{
    public override void Evaluate(TransientState state, double[] knownStem, double weight, double[] slopeFrom, double[] slopeTo)
    {
        for (var i = 0; i < Count; i++)
        {
            var at = First + i;
            if (position[i] <= 0.0)
            {
                (state.PointFlow[at], slopeFrom[at], slopeTo[at]) = (0.0, 0.0, 0.0);
                continue;
            }

            var unit = KgCapacityLaw.Unit(state.Pressure[From[i]], state.Pressure[To[i]]);
            var open = capacity[i] * position[i];
            (state.PointFlow[at], slopeFrom[at], slopeTo[at]) = (open * unit.FlowKgPerS, open * unit.SlopeFrom, open * unit.SlopeTo);
        }
    }
}
