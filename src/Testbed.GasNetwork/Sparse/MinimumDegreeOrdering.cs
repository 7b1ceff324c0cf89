namespace Testbed.GasNetwork.Sparse;

/// <summary>
/// Fill-reducing elimination order of a symmetric pattern: always the node with the fewest remaining neighbours, ties to the smaller index, so
/// that the order is the same on every machine. Distribution networks are almost trees and fill in hardly at all.
/// </summary>
internal static class MinimumDegreeOrdering
{
    /// <summary>Orders the graph and hands back the structure of the factor that the elimination leaves behind.</summary>
    /// <param name="size">Number of unknowns.</param>
    /// <param name="edges">Off-diagonal pairs; repeats and both directions are allowed, self pairs are ignored.</param>
    /// <returns><c>Order[k]</c> = unknown eliminated as k-th; <c>Columns[k]</c> = unknowns left connected to it at that moment.</returns>
    public static (int[] Order, int[][] Columns) Compute(int size, IEnumerable<(int A, int B)> edges)
    {
        var neighbours = new HashSet<int>[size];
        for (var i = 0; i < size; i++)
        {
            neighbours[i] = [];
        }

        foreach (var (a, b) in edges)
        {
            if (a != b)
            {
                neighbours[a].Add(b);
                neighbours[b].Add(a);
            }
        }

        var queue = new PriorityQueue<int, (int Degree, int Index)>();
        for (var i = 0; i < size; i++)
        {
            queue.Enqueue(i, (neighbours[i].Count, i));
        }

        var order = new int[size];
        var columns = new int[size][];
        var done = new bool[size];
        var count = 0;
        while (queue.TryDequeue(out var pivot, out var priority))
        {
            // Stale entries: the node is gone or its degree has changed since it was queued.
            if (done[pivot] || priority.Degree != neighbours[pivot].Count)
            {
                continue;
            }

            done[pivot] = true;
            order[count] = pivot;
            columns[count] = [.. neighbours[pivot].Order()];
            Eliminate(pivot, columns[count], neighbours);
            count++;
            foreach (var i in columns[count - 1])
            {
                queue.Enqueue(i, (neighbours[i].Count, i));
            }
        }

        return (order, columns);
    }

    private static void Eliminate(int pivot, int[] clique, HashSet<int>[] neighbours)
    {
        foreach (var i in clique)
        {
            neighbours[i].Remove(pivot);
            foreach (var j in clique)
            {
                if (i != j)
                {
                    neighbours[i].Add(j);
                }
            }
        }
    }
}
