using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>
/// What plays and campaigns against the armed twin leave standing. They only lower: a success at profile level n caps the FRs on its path
/// at n - 1. Nothing stands above the highest level at which some play was resisted in this run (if every play succeeded: the lowest level
/// that ran), so a success cannot lift the ceiling of places it did not touch. Void, crashed and inapplicable plays say nothing.
/// </summary>
internal sealed class WithstoodRule
{
    private readonly List<TrialResult> _decided;
    private readonly int? _ceiling;

    public WithstoodRule(IReadOnlyList<TrialResult> replay)
    {
        _decided = [.. replay.Where(t => t.ProfileLevel is not null && t.Outcome is TrialOutcome.Resisted or TrialOutcome.Succeeded)];
        var resisted = _decided.Where(t => t.Outcome == TrialOutcome.Resisted).Select(t => t.ProfileLevel!.Value).ToList();
        _ceiling = _decided.Count == 0 ? null : resisted.Count > 0 ? resisted.Max() : _decided.Min(t => t.ProfileLevel!.Value);
    }

    /// <summary>What the reader must know about how far the run challenged anything.</summary>
    public string Remark =>
        _ceiling is not { } ceiling ? "No play or campaign came to an end: the withstood vector is not assessed and lowers nothing."
        : _decided.Exists(t => t.Outcome == TrialOutcome.Resisted)
            ? $"The highest level at which a play was withstood in this run is SL {ceiling}; no claim stands above that."
        : $"Every play that came to an end succeeded; no claim stands above SL {ceiling}, the lowest level tried.";

    /// <summary>What stands at one place and FR.</summary>
    public WithstoodResult At(string place, FoundationalRequirement fr)
    {
        if (_ceiling is not { } ceiling)
        {
            return new(SecurityLevel.NotAssessed, false, false, [], null, "no play ran, so replay lowers nothing and challenges nothing");
        }

        var passing = _decided.Where(t => t.Path.Any(s => s.Place == place && s.Fr == fr)).ToList();
        var level = Math.Min(ceiling, fr.HighestDistinguishableLevel());
        var successes = passing.Where(t => t.Outcome == TrialOutcome.Succeeded).ToList();
        var lowest = successes.Count == 0 ? int.MaxValue : successes.Min(t => t.ProfileLevel!.Value);
        if (successes.Count == 0 || lowest - 1 > level)
        {
            var why = passing.Count == 0 ? "no play passes here; only the run's ceiling"
                : successes.Count == 0 ? $"no play that passes here succeeded; the run's ceiling is SL {ceiling}"
                : $"plays of SL {lowest} succeeded, but the run's ceiling of SL {ceiling} is lower";
            return new(SecurityLevel.Of(level), true, passing.Count > 0, [], null, why);
        }

        var plays = successes.Where(t => t.ProfileLevel == lowest).Select(t => t.Id).Order(StringComparer.Ordinal).ToList();
        return new(SecurityLevel.Of(lowest - 1), true, true, plays, null,
            $"a threat profile used to challenge SL {lowest} succeeded: {string.Join(", ", plays)}");
    }
}
