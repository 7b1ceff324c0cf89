namespace Testbed.GasNetwork.Quality;

/// <summary>Which elements are at each node, as one list with a start per node. Immutable; thread safe.</summary>
internal sealed class Incidence
{
    private readonly int[] _start;
    private readonly int[] _items;

    /// <summary>Sorts elements 0, 1, ... by the node each is at.</summary>
    public Incidence(int nodes, IReadOnlyList<int> nodeOf)
    {
        (_start, _items) = (new int[nodes + 1], new int[nodeOf.Count]);
        for (var i = 0; i < nodeOf.Count; i++)
        {
            _start[nodeOf[i] + 1]++;
        }

        for (var n = 0; n < nodes; n++)
        {
            _start[n + 1] += _start[n];
        }

        var next = _start[..nodes];
        for (var i = 0; i < nodeOf.Count; i++)
        {
            _items[next[nodeOf[i]]++] = i;
        }
    }

    public ReadOnlySpan<int> At(int node) => _items.AsSpan(_start[node], _start[node + 1] - _start[node]);

    /// <summary>The ends of edges: <c>2 edge</c> for its start and <c>2 edge + 1</c> for its end.</summary>
    public static Incidence OfEnds(int nodes, IReadOnlyList<QualityEdge> edges) => new(nodes, [.. edges.SelectMany(e => new[] { e.From, e.To })]);
}
