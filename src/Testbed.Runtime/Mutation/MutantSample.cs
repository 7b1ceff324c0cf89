using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>A part of the mutants, for when a whole sweep takes too long.</summary>
public static class MutantSample
{
    /// <summary>
    /// So many mutants, of as many operators as can be: drawn by the seed, the same ones for the same mutants and seed, in the order given.
    /// </summary>
    /// <param name="mutants">All of them.</param>
    /// <param name="count">How many; positive.</param>
    /// <param name="seed">Seed of the run.</param>
    public static IReadOnlyList<Mutant> Of(IReadOnlyList<Mutant> mutants, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var random = RandomStream.For(seed, "mutants/sample");
        var drawn = mutants.Select(m => (Mutant: m, Rank: random.NextDouble())).OrderBy(m => m.Rank).Select(m => m.Mutant).ToList();
        var chosen = drawn.DistinctBy(m => m.Operator).Take(count).ToHashSet();
        foreach (var mutant in drawn.TakeWhile(_ => chosen.Count < count))
        {
            chosen.Add(mutant);
        }

        return [.. mutants.Where(chosen.Contains)];
    }
}
