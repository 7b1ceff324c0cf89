namespace Testbed.GasNetwork.Steady;

/// <summary>
/// Flows of ideal elements, which no pressure drop tells: what the nodes behind them need. Links of a group are followed from its leaves to the node whose
/// pressure is given, or any node where none is; of links in a loop the last found carries nothing. Regulators of one outlet share its need equally.
/// </summary>
internal sealed class LinkFlows(SteadyModel model, SteadyStructure structure)
{
    public (double[] Links, double[] Regulators) Of(double[] pipeFlow, double[] withdrawal)
    {
        var need = (double[])withdrawal.Clone();
        for (var i = 0; i < pipeFlow.Length; i++)
        {
            need[model.Pipes[i].From] += pipeFlow[i];
            need[model.Pipes[i].To] -= pipeFlow[i];
        }

        var regulators = new double[model.Regulators.Count];
        var links = new double[model.Links.Count];
        foreach (var group in DownstreamFirst())
        {
            Gather(group, need, links);
            var holders = Enumerable.Range(0, regulators.Length).Where(r => structure.Groups.Group[model.Regulators[r].To] == group).ToList();
            foreach (var r in holders)
            {
                var outlet = model.Regulators[r].To;
                regulators[r] = need[outlet] / holders.Count;
                need[model.Regulators[r].From] += regulators[r];
            }
        }

        return (links, regulators);
    }

    /// <summary>Groups in an order in which what a regulator feeds comes before what feeds it.</summary>
    private List<int> DownstreamFirst()
    {
        var groups = structure.Groups;
        var (order, seen) = (new List<int>(), new bool[groups.Count]);
        var feeds = model.Regulators.ToLookup(r => groups.Group[r.From], r => groups.Group[r.To]);
        void Visit(int group)
        {
            if (seen[group])
            {
                return;
            }

            seen[group] = true;
            foreach (var below in feeds[group])
            {
                Visit(below);
            }

            order.Add(group);
        }

        for (var g = 0; g < groups.Count; g++)
        {
            Visit(g);
        }

        return order;
    }

    private void Gather(int group, double[] need, double[] links)
    {
        var mine = Enumerable.Range(0, links.Length).Where(l => structure.Groups.Group[model.Links[l].From] == group).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var root = Root(group, mine);
        var (parent, order) = (new Dictionary<int, (int Node, int Link)>(), new List<int> { root });
        for (var at = 0; at < order.Count; at++)
        {
            foreach (var l in mine)
            {
                var (from, to) = (model.Links[l].From, model.Links[l].To);
                var other = from == order[at] ? to : to == order[at] ? from : -1;
                if (other >= 0 && other != root && !parent.ContainsKey(other))
                {
                    parent[other] = (order[at], l);
                    order.Add(other);
                }
            }
        }

        for (var at = order.Count - 1; at > 0; at--)
        {
            var (above, link) = parent[order[at]];
            links[link] = model.Links[link].To == order[at] ? need[order[at]] : -need[order[at]];
            need[above] += need[order[at]];
        }
    }

    private int Root(int group, List<int> links)
    {
        bool IsHere(int node) => structure.Groups.Group[node] == group;
        var held = model.FixedPa.Keys.Where(IsHere).Concat(model.Regulators.Select(r => r.To).Where(IsHere)).ToList();
        return held.Count > 0 ? held[0] : model.Links[links[0]].From;
    }
}
