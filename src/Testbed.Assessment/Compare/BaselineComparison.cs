using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>One difference between two runs. Exactly one of <paramref name="Fr"/> and <paramref name="Requirement"/> is set.</summary>
/// <param name="Place">The zone or conduit.</param>
/// <param name="Fr">The FR, for a claim.</param>
/// <param name="Requirement">The row, for a verdict.</param>
/// <param name="Before">What it was; <c>absent</c> when the place is new.</param>
/// <param name="After">What it is; <c>absent</c> when the place is gone.</param>
/// <param name="IsDrop">True when it became weaker.</param>
public sealed record BaselineChange(
    string Place, FoundationalRequirement? Fr, RequirementId? Requirement, string Before, string After, bool IsDrop)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{(IsDrop ? "drop" : "rise")}: {Place} {(Fr is { } fr ? $"{fr.ShortName()} claim" : Requirement?.ToString())}: {Before} -> {After}";
}

/// <summary>Compares two runs.</summary>
public static class BaselineComparison
{
    private const string Absent = "absent";

    /// <summary>
    /// All differences: claims first, then verdicts, each by place and FR or row. A place that is gone is a drop, a new place is none.
    /// Not assessed is below SL 0, so 0 to <c>-</c> is a drop: something decided before is undecided now.
    /// </summary>
    public static IReadOnlyList<BaselineChange> Compare(Baseline before, Baseline after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new List<BaselineChange>();
        foreach (var place in before.Claims.Keys.Union(after.Claims.Keys).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.Claims.GetValueOrDefault(place), after.Claims.GetValueOrDefault(place));
            changes.AddRange(
                from fr in FoundationalRequirements.All
                where old is null || now is null || old[fr] != now[fr]
                select new BaselineChange(
                    place, fr, null, old?[fr].ToString() ?? Absent, now?[fr].ToString() ?? Absent, old is not null && (now is null || now[fr] < old[fr])));
        }

        foreach (var key in before.Verdicts.Keys.Union(after.Verdicts.Keys).OrderBy(k => k.Place, StringComparer.Ordinal).ThenBy(k => k.Requirement))
        {
            Verdict? old = before.Verdicts.TryGetValue(key, out var o) ? o : null;
            Verdict? now = after.Verdicts.TryGetValue(key, out var n) ? n : null;
            if (old != now)
            {
                changes.Add(new(
                    key.Place, null, key.Requirement, old?.Words() ?? Absent, now?.Words() ?? Absent,
                    old is { } was && (now is not { } @is || @is.Strength() < was.Strength())));
            }
        }

        return changes;
    }
}
