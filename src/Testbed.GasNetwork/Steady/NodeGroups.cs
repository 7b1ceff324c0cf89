namespace Testbed.GasNetwork.Steady;

/// <summary>
/// Nodes joined by ideal links: within a group every pressure is the root's times a scale, so that one unknown, and one balance, stand for all.
/// </summary>
internal sealed class NodeGroups
{
    private NodeGroups(int[] group, double[] scale, int count) => (Group, Scale, Count) = (group, scale, count);

    /// <summary>Group of each node.</summary>
    public int[] Group { get; }

    /// <summary>Pressure of each node over that of its group's root.</summary>
    public double[] Scale { get; }

    /// <summary>Number of groups.</summary>
    public int Count { get; }

    /// <summary>Groups by links; the link that contradicts the others is named.</summary>
    public static (NodeGroups Groups, SteadyLink? Contradiction) Of(int nodes, IReadOnlyList<SteadyLink> links)
    {
        var at = new List<(int Node, double Ratio, SteadyLink Link)>[nodes];
        foreach (var link in links)
        {
            (at[link.From] ??= []).Add((link.To, link.Ratio, link));
            (at[link.To] ??= []).Add((link.From, 1.0 / link.Ratio, link));
        }

        var (group, scale) = (new int[nodes], new double[nodes]);
        Array.Fill(group, -1);
        var (count, waiting) = (0, new Stack<int>());
        SteadyLink? contradiction = null;
        for (var root = 0; root < nodes; root++)
        {
            if (group[root] >= 0)
            {
                continue;
            }

            (group[root], scale[root]) = (count, 1.0);
            waiting.Push(root);
            while (waiting.TryPop(out var node))
            {
                foreach (var (other, ratio, link) in at[node] ?? [])
                {
                    var wanted = scale[node] * ratio;
                    if (group[other] < 0)
                    {
                        (group[other], scale[other]) = (count, wanted);
                        waiting.Push(other);
                    }
                    else if (Math.Abs(scale[other] - wanted) > 1e-12 * wanted)
                    {
                        contradiction = link;
                    }
                }
            }

            count++;
        }

        return (new(group, scale, count), contradiction);
    }
}
