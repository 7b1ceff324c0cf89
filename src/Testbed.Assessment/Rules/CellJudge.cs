using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>
/// Decides a cell from the trials of one probe: positive control in the open twin, the armed twin, and the probe twin in which only the
/// controls that claim the requirement are armed. A breach in the armed twin is its own positive control and is never hidden by another trial.
/// </summary>
internal sealed class CellJudge(ControlClaims claims)
{
    /// <summary>Judges one cell by one probe or model check. <paramref name="trials"/> may be empty: planned but not run.</summary>
    public CellVerdict Judge(Cell cell, string probe, IReadOnlyList<TrialResult> trials)
    {
        var ordered = trials.OrderBy(t => t.Kind).ThenBy(t => t.Twin).ThenBy(t => t.Id, StringComparer.Ordinal).ToList();
        var modelCheck = ordered.Count > 0 && ordered.TrueForAll(t => t.Kind == TrialKind.ModelCheck);
        var claiming = claims.For(cell);
        var acting = claims.Acting(claiming, ordered.Where(t => t.Kind == TrialKind.Probe && t.Twin == TwinKind.Probe));
        var (status, reason) = ordered.Count == 0 ? (CellStatus.NotAssessed, "planned, but not run")
            : modelCheck ? JudgeModelCheck(ordered)
            : JudgeProbe(ordered, claiming, acting);
        var generic = status == CellStatus.MetTested && acting.Any(c => c.Product is null || c.KnownLimits is null);
        return new(cell, probe, status, reason, ordered, [.. acting.Select(c => c.Id)], modelCheck, generic);
    }

    private static (CellStatus Status, string Reason) JudgeModelCheck(List<TrialResult> trials)
    {
        if (trials.Find(t => t.Outcome == TrialOutcome.Succeeded) is { } gap)
        {
            return (CellStatus.Failed, gap.Reason);
        }

        if (Broken(trials) is { } broken)
        {
            return (CellStatus.NotAssessed, broken);
        }

        return trials.TrueForAll(t => t.Outcome == TrialOutcome.Inapplicable) ? (CellStatus.DroppedOut, trials[0].Reason)
            : trials.Exists(t => t.Outcome == TrialOutcome.Inapplicable) ? (CellStatus.NotAssessed, "the checks disagree on whether there is a target")
            : (CellStatus.MetTested, $"by model check: {trials[0].Reason}");
    }

    private (CellStatus Status, string Reason) JudgeProbe(
        List<TrialResult> trials, IReadOnlyList<ControlDescription> claiming, IReadOnlyList<ControlDescription> acting)
    {
        List<TrialResult> In(TwinKind twin) => trials.FindAll(t => t.Kind == TrialKind.Probe && t.Twin == twin);
        var (open, armed, probe) = (In(TwinKind.Open), In(TwinKind.Armed), In(TwinKind.Probe));
        if (armed.Find(t => t.Outcome == TrialOutcome.Succeeded) is { } breach)
        {
            return (CellStatus.Failed, breach.Reason);
        }

        if (Broken(trials) is { } broken)
        {
            return (CellStatus.NotAssessed, broken);
        }

        if (trials.TrueForAll(t => t.Outcome == TrialOutcome.Inapplicable))
        {
            return (CellStatus.DroppedOut, trials[0].Reason);
        }

        if (trials.Exists(t => t.Outcome == TrialOutcome.Inapplicable))
        {
            return (CellStatus.NotAssessed, "the twins disagree on whether there is a target");
        }

        if (PositiveControlFailed(trials) is not null)
        {
            return (CellStatus.NotAssessed, "void: positive control failed, the probe did not succeed in the open twin");
        }

        return open.Count == 0 ? (CellStatus.NotAssessed, "no positive control: the open twin was not run")
            : armed.Count == 0 ? (CellStatus.NotAssessed, "the armed twin was not run")
            : claiming.Count == 0 ? (CellStatus.NotAssessed, "resisted, but nothing here claims it")
            : probe.Count == 0 ? (CellStatus.NotAssessed, "the probe twin was not run, so it is open which control resisted")
            : JudgeClaim(armed, probe, claiming, acting);
    }

    private (CellStatus Status, string Reason) JudgeClaim(
        List<TrialResult> armed, List<TrialResult> probe, IReadOnlyList<ControlDescription> claiming, IReadOnlyList<ControlDescription> acting)
    {
        var names = string.Join(", ", claiming.Select(c => c.Id));
        if (probe.Exists(t => t.Outcome == TrialOutcome.Succeeded))
        {
            return (CellStatus.NotAssessed, $"not exercised (masked by {Names(claims.Masking(claiming, armed))}): alone, {names} did not stop it");
        }

        // Each repetition must show the reaction: one without it was stopped by something else.
        return probe.TrueForAll(t => claims.Acting(claiming, [t]).Count > 0)
            ? (CellStatus.MetTested, $"resisted by {string.Join(", ", acting.Select(c => c.Id))}: {armed[0].Reason}")
            : (CellStatus.NotAssessed, $"not exercised (masked by {Names(claims.Masking(claiming, probe))}): resisted, but {names} did not act");
    }

    /// <summary>The open-twin trial that should have succeeded and was resisted, or null.</summary>
    public static TrialResult? PositiveControlFailed(IEnumerable<TrialResult> trials) => trials.FirstOrDefault(
        t => t is { Kind: TrialKind.Probe, Twin: TwinKind.Open, Outcome: TrialOutcome.Resisted });

    private static string? Broken(List<TrialResult> trials) =>
        trials.Find(t => t.Outcome == TrialOutcome.Crashed) is { } crashed ? $"crashed in the {Twin(crashed)}: {crashed.Reason}"
        : trials.Find(t => t.Outcome == TrialOutcome.Void) is { } @void ? $"void in the {Twin(@void)}: {@void.Reason}"
        : null;

    private static string Twin(TrialResult trial) =>
        trial.Kind == TrialKind.ModelCheck ? "model check" : $"{trial.Twin.ToString().ToLowerInvariant()} twin";

    private static string Names(IReadOnlyList<string> controls) =>
        controls.Count == 0 ? "something that is no declared control" : string.Join(", ", controls);
}
