namespace Testbed.Assessment;

/// <summary>What makes a run untrustworthy.</summary>
public enum RunProblemKind
{
    /// <summary>A trial reported that its own positive control failed.</summary>
    TrialVoid,

    /// <summary>A trial broke.</summary>
    TrialCrashed,

    /// <summary>A probe did not succeed in the open twin, so its other trials say nothing.</summary>
    PositiveControlFailed,

    /// <summary>The run without attack showed an impact, an alert or a block.</summary>
    NegativeControlFailed,

    /// <summary>What the controls should let through and what the probes reached differ.</summary>
    ReachabilityDisagreement,
}

/// <summary>One thing that broke the run; any of them makes the run end with exit code 3.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Subject">The trial, or the flow for a reachability disagreement.</param>
/// <param name="Reason">What happened, in a sentence.</param>
public sealed record RunProblem(RunProblemKind Kind, string Subject, string Reason);
