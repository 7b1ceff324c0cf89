namespace Testbed.GasNetwork.Quality;

/// <summary>A pipe or link between two nodes given by index.</summary>
/// <param name="From">Node at the start.</param>
/// <param name="To">Node at the end.</param>
public readonly record struct QualityEdge(int From, int To);

/// <summary>What gas quality travels through: who is joined to whom. Immutable by use; thread safe.</summary>
public sealed record QualityNetwork
{
    /// <summary>Number of nodes.</summary>
    public required int NodeCount { get; init; }

    /// <summary>Pipes: gas passes them first in, first out.</summary>
    public IReadOnlyList<QualityEdge> Pipes { get; init; } = [];

    /// <summary>Valves, regulators, compressors: gas passes them without delay.</summary>
    public IReadOnlyList<QualityEdge> Links { get; init; } = [];

    /// <summary>Node of every source.</summary>
    public IReadOnlyList<int> Sources { get; init; } = [];

    /// <summary>The first mistake, or nothing.</summary>
    internal string? Problem()
    {
        bool IsNode(int node) => node >= 0 && node < NodeCount;
        foreach (var (name, edges) in new[] { ("pipe", Pipes), ("link", Links) })
        {
            for (var i = 0; i < edges.Count; i++)
            {
                if (!IsNode(edges[i].From) || !IsNode(edges[i].To) || edges[i].From == edges[i].To)
                {
                    return FormattableString.Invariant($"{name} {i} joins {edges[i].From} and {edges[i].To}; it must join two of {NodeCount} nodes");
                }
            }
        }

        return Sources.Any(s => !IsNode(s)) ? FormattableString.Invariant($"a source is at none of the {NodeCount} nodes") : null;
    }
}
