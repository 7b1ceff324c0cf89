using System.Runtime.CompilerServices;

namespace Testbed.Scenarios;

/// <summary>
/// Items of a list by a key, made once per list: every asset of every twin asks for its controls. The index belongs to the list, not to the scenario, so that
/// a copy of a scenario with other items has an index of its own. The lists of a scenario never change once they are there. Safe for concurrent use.
/// </summary>
internal sealed class ListIndex<T>(Func<T, string> key)
    where T : class
{
    private readonly ConditionalWeakTable<IReadOnlyList<T>, Dictionary<string, T[]>> _made = [];

    /// <summary>The items with that key, in the order of the list.</summary>
    public IReadOnlyList<T> Find(IReadOnlyList<T> items, string wanted) =>
        _made.GetValue(items, Make).TryGetValue(wanted, out var found) ? found : [];

    private Dictionary<string, T[]> Make(IReadOnlyList<T> items) =>
        items.GroupBy(key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
}
