using System.Globalization;

namespace Testbed.Core;

/// <summary>
/// The 100 rows of IEC 62443-3-3:2013 with COR1:2014 (51 SR, 49 RE; cumulative 37, 60, 90, 100 at SL 1 to SL 4). SR 3.4 starts at SL 2
/// since the corrigendum. Ids, short titles and levels only; the text of the standard is not reproduced. Immutable, thread safe.
/// </summary>
public static class RequirementCatalogue
{
    private static readonly Dictionary<RequirementId, Requirement> ById;

    static RequirementCatalogue()
    {
        All = [.. Load().OrderBy(r => r.Id)];
        ById = All.ToDictionary(r => r.Id);
    }

    /// <summary>All rows in id order.</summary>
    public static IReadOnlyList<Requirement> All { get; }

    /// <summary>Finds a row.</summary>
    public static Requirement? Find(RequirementId id) => ById.GetValueOrDefault(id);

    /// <summary>The rows an FR asks for up to a level, the enhancements included.</summary>
    public static IEnumerable<Requirement> RequiredFor(FoundationalRequirement fr, int level) =>
        All.Where(r => r.Fr == fr && r.MinLevel <= level);

    private static IEnumerable<Requirement> Load()
    {
        using var reader = EmbeddedText.Open("catalogue.csv");
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            // id,fr,title,min_sl: only the title may hold commas, then it is quoted.
            var first = line.IndexOf(',', StringComparison.Ordinal);
            var second = line.IndexOf(',', first + 1);
            var last = line.LastIndexOf(',');
            var id = RequirementId.Parse(line[..first]);
            yield return new Requirement(id, line[(second + 1)..last].Trim('"'), int.Parse(line[(last + 1)..], CultureInfo.InvariantCulture));
        }
    }
}
