using Testbed.Attacks;
using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>
/// The scenario as declared, as far as somebody asked for it: the probe trials of some rows, and plays if there are any. Asking for more rows runs what they
/// add. Not thread safe while it grows; safe to read in between.
/// </summary>
internal sealed class MutationBaseline(RunRequest request, AttackLibrary attacks, IMutationProgress? progress, CancellationToken cancellation)
{
    private readonly HashSet<(string Place, RequirementId Requirement)> _rows = [];
    private readonly Dictionary<string, TrialResult> _trials = new(StringComparer.Ordinal);
    private AssessmentInput? _input;

    /// <summary>Trials that were run.</summary>
    public int Trials { get; private set; }

    /// <summary>False when it was cut short.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>What the assessment takes.</summary>
    public AssessmentInput Input => _input! with { Trials = [.. _trials.Values.OrderBy(t => t.Id, StringComparer.Ordinal)], Complete = IsComplete };

    /// <summary>Makes sure that all trials of these rows have been run; null for all rows.</summary>
    public void Cover(IEnumerable<(string Place, RequirementId Requirement)>? rows)
    {
        var more = rows?.Where(_rows.Add).ToHashSet();
        if (more is { Count: 0 } && _input is not null)
        {
            return;
        }

        var outcome = new AssessmentRun(request with { Rows = more }, attacks, "")
            .Execute(null, progress is null ? null : new Progress(progress), cancellation);
        _input ??= outcome.Input;
        Trials += outcome.Times.Trials;
        Add(outcome.Input);
    }

    /// <summary>Takes a run that was made before, whole.</summary>
    public void Take(AssessmentInput made)
    {
        _input = made;
        Add(made);
    }

    /// <summary>How a trial ended; null when it was not run.</summary>
    public TrialOutcome? Outcome(string trial) => _trials.TryGetValue(trial, out var result) ? result.Outcome : null;

    /// <summary>A trial's result; null when it was not run.</summary>
    public TrialResult? Result(string trial) => _trials.GetValueOrDefault(trial);

    /// <summary>The input with other results for some trials.</summary>
    public AssessmentInput With(Dictionary<string, TrialResult> others)
    {
        var input = Input;
        return input with { Trials = [.. input.Trials.Select(t => others.GetValueOrDefault(t.Id, t))] };
    }

    private void Add(AssessmentInput input)
    {
        IsComplete &= input.Complete;
        foreach (var trial in input.Trials)
        {
            _trials[trial.Id] = trial;
        }
    }

    private sealed class Progress(IMutationProgress progress) : IRunProgress
    {
        public void Begin(int trials, int alreadyEnded) => progress.BaselineBegins(trials);

        public void NotNeeded(int trials) => progress.BaselineTrialsEnded(trials);

        public void Ended(TrialResult trial) => progress.BaselineTrialsEnded(1);
    }
}
