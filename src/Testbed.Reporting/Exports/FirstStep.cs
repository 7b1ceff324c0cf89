using System.Text.RegularExpressions;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>What is worth doing first for claims below their targets: breaches before what is undecided, then by the levels that are missing.</summary>
/// <param name="Text">What to do, in the words of the first claim.</param>
/// <param name="HoldsBack">The claims that the same cause holds back, as <c>place FR</c>.</param>
internal sealed partial record FirstStep(string Text, IReadOnlyList<string> HoldsBack)
{
    /// <summary>The first steps of a result, at most <paramref name="most"/>.</summary>
    public static IReadOnlyList<FirstStep> Of(AssessmentResult result, int most) =>
    [
        .. result.Places.SelectMany(p => p.Frs.Where(f => !f.MeetsTarget && f.Coverage.Applicable > 0).Select(f => Next(result, p, f))).OfType<Gap>()
            .GroupBy(g => g.Cause, StringComparer.Ordinal)
            .OrderByDescending(g => g.Any(x => x.IsBreach)).ThenByDescending(g => g.Sum(x => x.Missing)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(most).Select(g => new FirstStep(g.First().Text, [.. g.Select(x => x.Claim)])),
    ];

    private static Gap? Next(AssessmentResult result, PlaceResult place, FrResult level)
    {
        // Where a conduit limits a zone, what to do stands at the conduit.
        var conduit = level.LimitedBy == ClaimLimit.Conduit ? result.Find(level.WithDeclarations.CappedBy ?? level.Withstood.CappedBy ?? "") : null;
        var (where, cause) = conduit is null ? (place, level) : (conduit, conduit[level.Fr]);
        if (Explainer.Explain(result, where.Place.Id, cause.Fr)?.ToRise is not [var first, ..])
        {
            return null;
        }

        var text = Number().Replace(first, "");
        var breach = cause.LimitedBy == ClaimLimit.Replay
            ? cause.Withstood.LimitingPlays.Count > 0
            : cause.WithDeclarations.Limiting.Any(r => r.Verdict == Verdict.Failed);
        return new($"{place.Place.Id} {level.Fr.ShortName()}", text.Split(": ")[0], text, breach, Rank(level.Target) - Rank(level.Claim));
    }

    private static int Rank(SecurityLevel level) => level.IsAssessed ? level.Value : -1;

    [GeneratedRegex(@"^\d+\. ")]
    private static partial Regex Number();

    private sealed record Gap(string Claim, string Cause, string Text, bool IsBreach, int Missing);
}
