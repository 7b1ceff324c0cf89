namespace Testbed.Core;

/// <summary>
/// The activity of each of the 100 catalogue rows: objective, prerequisites, stimulus, pass observation and declared remainder, in the manner
/// of IEC TS 62443-6-2, with where the row applies. Read once from <c>Activities/fr1.json</c> to <c>fr7.json</c> on first use.
/// Immutable, thread safe. The table is this project's proposal; see the README beside it for its format.
/// </summary>
public static class ActivityTable
{
    private const int FoundationalRequirementCount = 7;

    private static readonly Lazy<IReadOnlyDictionary<RequirementId, Activity>> ById = new(() => Load().ToDictionary(a => a.Id));

    private static readonly Lazy<IReadOnlyList<Activity>> InOrder = new(() => Array.AsReadOnly([.. ById.Value.Values.OrderBy(a => a.Id)]));

    /// <summary>All activities in id order, one per catalogue row.</summary>
    /// <exception cref="InvalidDataException">The embedded table is malformed: the build is broken.</exception>
    public static IReadOnlyList<Activity> All => InOrder.Value;

    /// <summary>The activity of a catalogue row.</summary>
    /// <exception cref="KeyNotFoundException"><paramref name="id"/> is no row of <see cref="RequirementCatalogue"/>.</exception>
    /// <exception cref="InvalidDataException">The embedded table is malformed: the build is broken.</exception>
    public static Activity For(RequirementId id) =>
        ById.Value.TryGetValue(id, out var activity) ? activity : throw new KeyNotFoundException($"{id} is no row of the catalogue.");

    private static IEnumerable<Activity> Load()
    {
        for (var fr = 1; fr <= FoundationalRequirementCount; fr++)
        {
            using var reader = EmbeddedText.Open(FormattableString.Invariant($".fr{fr}.json"));
            foreach (var activity in ActivityReader.Read(reader.ReadToEnd()))
            {
                yield return activity.Id.Fr == fr
                    ? activity
                    : throw new InvalidDataException(FormattableString.Invariant($"{activity.Id} stands in fr{fr}.json."));
            }
        }
    }
}
