using System.Globalization;
using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>Whether the run itself can be trusted.</summary>
internal static class RunHealth
{
    /// <summary>Everything that broke the run, in a stable order.</summary>
    public static IReadOnlyList<RunProblem> Problems(AssessmentInput input)
    {
        var problems = new List<RunProblem>();
        foreach (var trial in input.Trials.OrderBy(t => t.Id, StringComparer.Ordinal))
        {
            if (Problem(trial) is { } problem)
            {
                problems.Add(problem);
            }
        }

        problems.AddRange(input.Disagreements.Select(d => new RunProblem(
            RunProblemKind.ReachabilityDisagreement,
            string.Create(CultureInfo.InvariantCulture, $"{d.From} -> {d.To}:{d.Port}"),
            $"the controls' rules predict {d.Predicted}, probes observed {d.Observed}")));
        return problems;
    }

    /// <summary>What the reader must know about the run's scope.</summary>
    public static IReadOnlyList<string> Remarks(AssessmentInput input, IReadOnlyList<TrialResult> replay, string challenged)
    {
        var remarks = new List<string>();
        if (!input.Complete)
        {
            remarks.Add("The run was cut short: rows whose trials are missing are not assessed.");
        }

        if (input.LeftOut.Length > 0)
        {
            remarks.Add($"Not the whole assessment: {input.LeftOut}. What was left out is not assessed, and the claims are those of the selection.");
        }

        if (!input.Trials.Any(t => t.Kind == TrialKind.NegativeControl))
        {
            remarks.Add("No run without attack was made, so false alarms and self-inflicted impact were not looked for.");
        }

        remarks.Add(challenged);
        var silent = replay.Count(t => t.Outcome == TrialOutcome.Inapplicable);
        if (silent > 0)
        {
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{silent} of {replay.Count} plays found no target and challenge nothing."));
        }

        return remarks;
    }

    private static RunProblem? Problem(TrialResult trial) => trial switch
    {
        { Outcome: TrialOutcome.Void } => new(RunProblemKind.TrialVoid, trial.Id, trial.Reason),
        { Outcome: TrialOutcome.Crashed } => new(RunProblemKind.TrialCrashed, trial.Id, trial.Reason),
        { Kind: TrialKind.NegativeControl } => NegativeControl(trial),
        _ when CellJudge.PositiveControlFailed([trial]) is not null => new(
            RunProblemKind.PositiveControlFailed, trial.Id, $"the probe did not succeed in the open twin: {trial.Reason}"),
        _ => null,
    };

    private static RunProblem? NegativeControl(TrialResult trial)
    {
        var noise = trial.Reactions.Where(r => r.Action is LedgerAction.Alerted or LedgerAction.Blocked && r.Count > 0).ToList();
        var why = trial.Outcome != TrialOutcome.Resisted ? trial.Reason
            : trial.Impact is { IsNone: false } ? "the process suffered without an attack"
            : noise.Count > 0 ? $"without an attack, {noise[0].Control} at {noise[0].Place} {noise[0].Action.ToString().ToLowerInvariant()} by {noise[0].Rule}"
            : null;
        return why is null ? null : new(RunProblemKind.NegativeControlFailed, trial.Id, why);
    }
}
