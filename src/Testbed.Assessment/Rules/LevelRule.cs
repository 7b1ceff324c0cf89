using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>
/// The level of one FR in one place by its rows' verdicts. Level n is reached when every row asked for up to n supports it. Precisely:
/// no blocking row: the FR's highest level (3 for FR 6 and FR 7, else 4); lowest blocking row at SL k > 1: k - 1; a failed row at SL 1: 0;
/// SL 1 blocked by rows that are only not assessed: <c>-</c>. A level below which no row applies is not reached by emptiness: <c>-</c>.
/// </summary>
public static class LevelRule
{
    /// <summary>Applies the rule.</summary>
    /// <param name="fr">The FR.</param>
    /// <param name="rows">The verdicts on all catalogue rows of that FR in the place.</param>
    /// <param name="pick">Which verdict counts: with declarations, or tested only.</param>
    public static LevelResult Of(
        FoundationalRequirement fr, IReadOnlyCollection<RequirementVerdict> rows, Func<RequirementVerdict, Verdict> pick)
    {
        var applicable = rows.Where(r => pick(r) != Verdict.NotApplicable).ToList();
        if (applicable.Count == 0)
        {
            return Uncapped(SecurityLevel.NotAssessed, [], "no requirement of this FR applies here");
        }

        var blocking = applicable.Where(r => !pick(r).Supports()).ToList();
        if (blocking.Count == 0)
        {
            var highest = fr.HighestDistinguishableLevel();
            return Uncapped(
                SecurityLevel.Of(highest), [],
                highest == 4 ? "no known gap" : $"no known gap; the FR has no requirement of its own above SL {highest}");
        }

        var lowest = blocking.Min(r => r.Requirement.MinLevel);
        List<RequirementVerdict> limiting =
        [
            .. blocking.Where(r => r.Requirement.MinLevel == lowest).OrderBy(r => pick(r) == Verdict.Failed ? 0 : 1).ThenBy(r => r.Requirement.Id),
        ];
        var (level, reason) = At(lowest, limiting, applicable, pick);
        return Uncapped(level, limiting, reason);
    }

    private static (SecurityLevel Level, string Reason) At(
        int lowest, List<RequirementVerdict> limiting, List<RequirementVerdict> applicable, Func<RequirementVerdict, Verdict> pick)
    {
        var names = string.Join(", ", limiting.Select(r => $"{r.Requirement.Id} {pick(r).Words()}"));
        if (lowest > 1)
        {
            return applicable.Exists(r => r.Requirement.MinLevel < lowest)
                ? (SecurityLevel.Of(lowest - 1), $"SL {lowest} is blocked: {names}")
                : (SecurityLevel.NotAssessed, $"no requirement below SL {lowest} applies here, and SL {lowest} is blocked: {names}");
        }

        return limiting.Exists(r => pick(r) == Verdict.Failed)
            ? (SecurityLevel.Of(0), $"SL 1 is blocked: {names}")
            : (SecurityLevel.NotAssessed, $"SL 1 is not assessed: {names}");
    }

    private static LevelResult Uncapped(SecurityLevel level, IReadOnlyList<RequirementVerdict> limiting, string reason) =>
        new(level, level, limiting, null, reason);
}
