namespace Testbed.Reporting;

/// <summary>
/// Places for the nodes of a network that has none: rings of equal distance from the sources, each branch in a sector as wide as what hangs on it, then, for
/// nets small enough, springs between neighbours. Deterministic; pure.
/// </summary>
internal static class NetworkLayout
{
    private const int LargestForSprings = 400;
    private const int Rounds = 300;

    /// <summary>A place per node.</summary>
    public static (double X, double Y)[] Of(int nodes, IReadOnlyList<(int From, int To)> edges, IReadOnlyList<int> roots)
    {
        var neighbours = Enumerable.Range(0, nodes).Select(_ => new List<int>()).ToArray();
        foreach (var (from, to) in edges)
        {
            neighbours[from].Add(to);
            neighbours[to].Add(from);
        }

        var (parent, order) = Tree(neighbours, roots);
        var places = Rings(parent, order, nodes);
        if (nodes <= LargestForSprings)
        {
            Relax(places, edges);
        }

        return Lengthwise(places);
    }

    /// <summary>Turned so that the longest way across lies level: pictures are wider than high.</summary>
    private static (double X, double Y)[] Lengthwise((double X, double Y)[] places)
    {
        var (meanX, meanY) = (places.Average(p => p.X), places.Average(p => p.Y));
        var (xx, yy) = (places.Sum(p => (p.X - meanX) * (p.X - meanX)), places.Sum(p => (p.Y - meanY) * (p.Y - meanY)));
        var xy = places.Sum(p => (p.X - meanX) * (p.Y - meanY));
        // What is as wide as it is high has no longest way but that of rounding.
        var angle = Math.Abs(xx - yy) + Math.Abs(xy) < 1e-6 * (xx + yy) ? 0.0 : 0.5 * Math.Atan2(2.0 * xy, xx - yy);
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        return [.. places.Select(p => (((p.X - meanX) * cos) + ((p.Y - meanY) * sin), ((p.Y - meanY) * cos) - ((p.X - meanX) * sin)))];
    }

    /// <summary>Breadth first from the roots, then from what they do not reach.</summary>
    private static (int[] Parent, List<int> Order) Tree(List<int>[] neighbours, IReadOnlyList<int> roots)
    {
        var parent = Enumerable.Repeat(-2, neighbours.Length).ToArray();
        var order = new List<int>(neighbours.Length);
        foreach (var root in roots.Concat(Enumerable.Range(0, neighbours.Length)))
        {
            if (parent[root] != -2)
            {
                continue;
            }

            parent[root] = -1;
            order.Add(root);
            for (var i = order.Count - 1; i < order.Count; i++)
            {
                foreach (var next in neighbours[order[i]].Where(n => parent[n] == -2))
                {
                    parent[next] = order[i];
                    order.Add(next);
                }
            }
        }

        return (parent, order);
    }

    private static (double X, double Y)[] Rings(int[] parent, List<int> order, int nodes)
    {
        var leaves = new double[nodes];
        foreach (var node in Enumerable.Reverse(order))
        {
            leaves[node] = Math.Max(1.0, leaves[node]);
            if (parent[node] >= 0)
            {
                leaves[parent[node]] += leaves[node];
            }
        }

        var all = order.Where(n => parent[n] < 0).Sum(n => leaves[n]);
        var (begin, depth, taken, rootsTaken) = (new double[nodes], new int[nodes], new double[nodes], 0.0);
        var several = order.Count(n => parent[n] < 0) > 1;
        var places = new (double, double)[nodes];
        foreach (var node in order)
        {
            var above = parent[node];
            (begin[node], depth[node]) = above < 0 ? (rootsTaken, several ? 1 : 0) : (begin[above] + taken[above], depth[above] + 1);
            if (above < 0)
            {
                rootsTaken += leaves[node];
            }
            else
            {
                taken[above] += leaves[node];
            }

            var angle = 2.0 * Math.PI * (begin[node] + (0.5 * leaves[node])) / all;
            places[node] = (depth[node] * Math.Cos(angle), depth[node] * Math.Sin(angle));
        }

        return places;
    }

    /// <summary>Neighbours attract, all repel, ever more gently (Fruchterman and Reingold 1991).</summary>
    private static void Relax((double X, double Y)[] places, IReadOnlyList<(int From, int To)> edges)
    {
        var moves = new (double X, double Y)[places.Length];
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(moves);
            for (var i = 0; i < places.Length; i++)
            {
                for (var j = i + 1; j < places.Length; j++)
                {
                    var (dx, dy) = (places[i].X - places[j].X, places[i].Y - places[j].Y);
                    var push = 0.5 / Math.Max(1e-4, (dx * dx) + (dy * dy));
                    moves[i] = (moves[i].X + (dx * push), moves[i].Y + (dy * push));
                    moves[j] = (moves[j].X - (dx * push), moves[j].Y - (dy * push));
                }
            }

            foreach (var (from, to) in edges)
            {
                var (dx, dy) = (places[to].X - places[from].X, places[to].Y - places[from].Y);
                var pull = Math.Sqrt((dx * dx) + (dy * dy));
                moves[from] = (moves[from].X + (dx * pull), moves[from].Y + (dy * pull));
                moves[to] = (moves[to].X - (dx * pull), moves[to].Y - (dy * pull));
            }

            var longest = 0.2 * (1.0 - ((double)round / Rounds));
            for (var i = 0; i < places.Length; i++)
            {
                var length = Math.Sqrt((moves[i].X * moves[i].X) + (moves[i].Y * moves[i].Y));
                var share = length > longest ? longest / length : 1.0;
                places[i] = (places[i].X + (share * moves[i].X), places[i].Y + (share * moves[i].Y));
            }
        }
    }
}
