namespace Testbed.Scenarios;

/// <summary>
/// A ring of equal pipes with offtakes, fed at some of its nodes, all at one pressure: flows of its arcs between feeds by closing the pressure (falls of the squared
/// pressure around an arc sum to zero).
/// </summary>
internal sealed class RingMain(IReadOnlyList<double> loadNm3PerH, IReadOnlyList<double> lengthM)
{
    /// <summary>What a ring does in one state of its feeds.</summary>
    /// <param name="LargestFlow">Largest flow in any section, Nm3/h.</param>
    /// <param name="LargestFall">Largest fall of the squared pressure from a feed to any node, Pa2.</param>
    /// <param name="Feeds">What each feed gives, Nm3/h, by node.</param>
    public sealed record Duty(double LargestFlow, double LargestFall, IReadOnlyDictionary<int, double> Feeds);

    /// <summary>Solves it.</summary>
    /// <param name="diameterMm">Diameter of all sections.</param>
    /// <param name="feeds">Nodes that are fed, rising; section i leads from node i to the next.</param>
    public Duty Solve(double diameterMm, IReadOnlyList<int> feeds)
    {
        var given = feeds.ToDictionary(f => f, f => loadNm3PerH[f]);
        var (flow, fall) = (0.0, 0.0);
        for (var k = 0; k < feeds.Count; k++)
        {
            var (first, last) = (feeds[k], feeds[(k + 1) % feeds.Count]);
            var nodes = NodesFrom(first, last);
            var entering = Close(nodes, diameterMm);
            given[first] += entering;
            var (rest, sum) = (entering, 0.0);
            foreach (var node in nodes)
            {
                flow = Math.Max(flow, Math.Abs(rest));
                sum += PipeSizing.Fall(rest, diameterMm) * lengthM[node];
                fall = Math.Max(fall, sum);
                var next = (node + 1) % loadNm3PerH.Count;
                rest -= next == last ? 0 : loadNm3PerH[next];
            }

            given[last] -= rest;
        }

        return new(flow, fall, given);
    }

    /// <summary>First nodes of the sections from one feed to the next, at least once around.</summary>
    private List<int> NodesFrom(int first, int last)
    {
        var nodes = new List<int> { first };
        for (var i = (first + 1) % loadNm3PerH.Count; i != last; i = (i + 1) % loadNm3PerH.Count)
        {
            nodes.Add(i);
        }

        return nodes;
    }

    /// <summary>The flow into an arc at its first end that makes both ends equal.</summary>
    private double Close(List<int> nodes, double diameterMm)
    {
        var (low, high) = (0.0, nodes.Skip(1).Sum(n => loadNm3PerH[n]));
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            var (rest, sum) = (middle, 0.0);
            for (var k = 0; k < nodes.Count; k++)
            {
                sum += PipeSizing.Fall(rest, diameterMm) * lengthM[nodes[k]];
                rest -= k + 1 < nodes.Count ? loadNm3PerH[nodes[k + 1]] : 0;
            }

            (low, high) = sum > 0 ? (low, middle) : (middle, high);
        }

        return (low + high) / 2;
    }
}
