namespace Testbed.GasNetwork.Sparse;

/// <summary>
/// Fill-reducing elimination order of a symmetric pattern: always a node with the fewest remaining neighbours, the one found last among equals, so that
/// the order is the same on every machine. Distribution networks are almost trees and fill in hardly at all.
/// </summary>
internal sealed class MinimumDegreeOrdering
{
    private readonly int[][] _neighbours;
    private readonly int[] _degree;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _first;
    private readonly int[] _mark;
    private int _stamp;

    private MinimumDegreeOrdering(int size, IReadOnlyCollection<(int A, int B)> edges)
    {
        (_neighbours, _degree) = (new int[size][], new int[size]);
        (_next, _previous, _mark) = (new int[size], new int[size], new int[size]);
        _first = new int[size + 1];
        Array.Fill(_first, -1);
        Connect(size, edges);
        for (var i = size - 1; i >= 0; i--)
        {
            Queue(i);
        }
    }

    /// <summary>Orders the graph and hands back the structure of the factor that the elimination leaves behind.</summary>
    /// <param name="size">Number of unknowns.</param>
    /// <param name="edges">Off-diagonal pairs; repeats and both directions are allowed, self pairs are ignored.</param>
    /// <returns><c>Order[k]</c> = unknown eliminated as k-th; <c>Columns[k]</c> = unknowns left connected to it at that moment.</returns>
    public static (int[] Order, int[][] Columns) Compute(int size, IReadOnlyCollection<(int A, int B)> edges)
    {
        var graph = new MinimumDegreeOrdering(size, edges);
        var (order, columns) = (new int[size], new int[size][]);
        var lowest = 0;
        for (var k = 0; k < size; k++)
        {
            while (graph._first[lowest] < 0)
            {
                lowest++;
            }

            var pivot = graph._first[lowest];
            graph.Unqueue(pivot);
            order[k] = pivot;
            columns[k] = graph._neighbours[pivot].AsSpan(0, graph._degree[pivot]).ToArray();
            graph.Eliminate(pivot, columns[k]);
            lowest = Math.Max(0, lowest - 1);
        }

        return (order, columns);
    }

    private void Connect(int size, IReadOnlyCollection<(int A, int B)> edges)
    {
        var counts = new int[size];
        foreach (var (a, b) in edges)
        {
            counts[a]++;
            counts[b]++;
        }

        for (var i = 0; i < size; i++)
        {
            _neighbours[i] = new int[counts[i]];
        }

        foreach (var (a, b) in edges)
        {
            if (a != b)
            {
                _neighbours[a][_degree[a]++] = b;
                _neighbours[b][_degree[b]++] = a;
            }
        }

        for (var i = 0; i < size; i++)
        {
            var (list, kept) = (_neighbours[i], 0);
            _stamp++;
            for (var n = 0; n < _degree[i]; n++)
            {
                if (_mark[list[n]] != _stamp)
                {
                    _mark[list[n]] = _stamp;
                    list[kept++] = list[n];
                }
            }

            _degree[i] = kept;
        }
    }

    /// <summary>Takes the pivot out and joins its neighbours with each other.</summary>
    private void Eliminate(int pivot, int[] clique)
    {
        foreach (var i in clique)
        {
            Unqueue(i);
            var (list, kept) = (_neighbours[i], 0);
            _stamp++;
            _mark[i] = _stamp;
            for (var n = 0; n < _degree[i]; n++)
            {
                if (list[n] != pivot)
                {
                    _mark[list[n]] = _stamp;
                    list[kept++] = list[n];
                }
            }

            foreach (var j in clique)
            {
                if (_mark[j] == _stamp)
                {
                    continue;
                }

                if (kept == list.Length)
                {
                    Array.Resize(ref list, (2 * kept) + 2);
                    _neighbours[i] = list;
                }

                list[kept++] = j;
            }

            _degree[i] = kept;
            Queue(i);
        }
    }

    private void Queue(int node)
    {
        var degree = _degree[node];
        (_previous[node], _next[node]) = (-1, _first[degree]);
        if (_first[degree] >= 0)
        {
            _previous[_first[degree]] = node;
        }

        _first[degree] = node;
    }

    private void Unqueue(int node)
    {
        if (_previous[node] >= 0)
        {
            _next[_previous[node]] = _next[node];
        }
        else
        {
            _first[_degree[node]] = _next[node];
        }

        if (_next[node] >= 0)
        {
            _previous[_next[node]] = _previous[node];
        }
    }
}
