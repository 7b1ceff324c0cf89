namespace Testbed.Core;

/// <summary>Which controls of the twin are armed.</summary>
public enum TwinKind
{
    /// <summary>Every control disarmed, none deleted: the positive control.</summary>
    Open,

    /// <summary>Every control armed: the system under consideration.</summary>
    Armed,

    /// <summary>Only the controls that claim the probed requirement armed.</summary>
    Probe,
}

/// <summary>What a trial runs.</summary>
public enum TrialKind
{
    /// <summary>One probe on one cell in one kind of twin.</summary>
    Probe,

    /// <summary>A check of the as-built model against the as-declared one; needs no twin.</summary>
    ModelCheck,

    /// <summary>One play of an attacker profile.</summary>
    Play,

    /// <summary>Ordered plays with a process goal.</summary>
    Campaign,

    /// <summary>No attack, ordinary traffic: must show no impact and no alert.</summary>
    NegativeControl,
}

/// <summary>How a trial ended.</summary>
public enum TrialOutcome
{
    /// <summary>The stimulus did not reach what it wanted.</summary>
    Resisted,

    /// <summary>The breach happened (command applied, data read, session gained, event unseen).</summary>
    Succeeded,

    /// <summary>The twin has no such target; the reason says which.</summary>
    Inapplicable,

    /// <summary>The trial's positive control failed, so it says nothing.</summary>
    Void,

    /// <summary>The trial itself broke.</summary>
    Crashed,
}

/// <summary>The unit of a requirement verdict: requirement x place x asset x interface x account. Unused parts are <c>-</c>.</summary>
public sealed record Cell(RequirementId Requirement, string Place, string Asset, string Interface, string Account)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Requirement}|{Place}|{Asset}|{Interface}|{Account}";
}

/// <summary>A control's reaction that the trial's attacker (or the attack's effect) caused, as counted from the ledger.</summary>
public sealed record ControlReaction(string Control, string Place, string Rule, LedgerAction Action, int Count);

/// <summary>What the process suffered, against the same twin unattacked. Pressures bar gauge (low pressure too), masses kg.</summary>
public sealed record Impact(
    double PeakOverLimitBar,
    string PeakNode,
    double SecondsAboveLimit,
    int CustomersOut,
    double CustomerMinutes,
    int UnsafeRepressurisations,
    double VentedKg,
    double UnservedKg,
    double? TimeToDetectSeconds,
    double SimulatedSeconds)
{
    /// <summary>The passing of limits in words, culture invariant.</summary>
    public string LimitText => PeakOverLimitBar > 0
        ? FormattableString.Invariant($"{PeakOverLimitBar:0.##} bar over the limit at {PeakNode} for {SecondsAboveLimit:0} s")
        : "no limit passed";

    /// <summary>True when nobody lost gas, no limit was passed and nothing was vented.</summary>
    public bool IsNone => PeakOverLimitBar <= 0 && CustomersOut == 0 && UnsafeRepressurisations == 0 && VentedKg < 0.5;
}

/// <summary>What a series of a trace measures.</summary>
public enum ProcessQuantity
{
    /// <summary>Pressure, bar gauge.</summary>
    Pressure,

    /// <summary>Flow, Nm3/h.</summary>
    Flow,

    /// <summary>Customers counted out so far.</summary>
    CustomersOut,
}

/// <summary>Sampled process values for plots: seconds since the attack began (negative before) and the values of the named series.</summary>
public sealed record ProcessTrace(IReadOnlyList<string> Series, IReadOnlyList<double> Seconds, IReadOnlyList<IReadOnlyList<double>> Values)
{
    /// <summary>What each series measures; empty when all are pressures.</summary>
    public IReadOnlyList<ProcessQuantity> Quantities { get; init; } = [];

    /// <summary>The limit of each series in its own unit, null where it has none; empty when none has one.</summary>
    public IReadOnlyList<double?> Limits { get; init; } = [];

    /// <summary>What a series measures.</summary>
    public ProcessQuantity QuantityOf(int series) => series < Quantities.Count ? Quantities[series] : ProcessQuantity.Pressure;

    /// <summary>The limit of a series, or null.</summary>
    public double? LimitOf(int series) => series < Limits.Count ? Limits[series] : null;
}

/// <summary>What a play is about, in the words of its profile.</summary>
/// <param name="Title">One sentence.</param>
/// <param name="Vantage">Where the attacker stands, such as <c>zone:target</c>.</param>
/// <param name="Goal">The breach that makes it a success.</param>
public sealed record PlayBrief(string Title, string Vantage, string Goal);

/// <summary>One thing an attacker did (with its ATT&amp;CK id) or found out (without), as evidence has it.</summary>
/// <param name="Seconds">Simulated seconds since the attack began.</param>
/// <param name="Technique">The technique's id, or empty for what came of a step.</param>
/// <param name="Text">In words.</param>
public sealed record AttackStep(double Seconds, string Technique, string Text);

/// <summary>Where a play passes: an FR of a zone or conduit that guards its path.</summary>
public sealed record GuardedStep(string Place, FoundationalRequirement Fr);

/// <summary>
/// What one trial showed. Immutable, everything the assessment may use and nothing that names an attack's code.
/// </summary>
public sealed record TrialResult
{
    /// <summary>Stable id, for example <c>probe/SR 1.1/Z-CGS/PLC-CGS/console/-/armed</c> or <c>play/sl2/unauthorised-write</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What was run.</summary>
    public required TrialKind Kind { get; init; }

    /// <summary>Which controls were armed.</summary>
    public required TwinKind Twin { get; init; }

    /// <summary>The probe's, play's or campaign's id.</summary>
    public required string Subject { get; init; }

    /// <summary>The cell, for probes and model checks.</summary>
    public Cell? Cell { get; init; }

    /// <summary>The profile level 1..4, for plays and campaigns.</summary>
    public int? ProfileLevel { get; init; }

    /// <summary>The ATT&amp;CK for ICS technique ids, for plays and campaigns.</summary>
    public IReadOnlyList<string> Techniques { get; init; } = [];

    /// <summary>The FRs of the places that guard the path, for plays and campaigns.</summary>
    public IReadOnlyList<GuardedStep> Path { get; init; } = [];

    /// <summary>How it ended.</summary>
    public required TrialOutcome Outcome { get; init; }

    /// <summary>One plain sentence: what was tried and what was seen.</summary>
    public required string Reason { get; init; }

    /// <summary>What the controls did about it.</summary>
    public IReadOnlyList<ControlReaction> Reactions { get; init; } = [];

    /// <summary>What the process suffered; null for trials too short to matter.</summary>
    public Impact? Impact { get; init; }

    /// <summary>Sampled pressures for plots; null unless the process was watched.</summary>
    public ProcessTrace? Trace { get; init; }

    /// <summary>What the play is about; null for all else.</summary>
    public PlayBrief? Brief { get; init; }

    /// <summary>What the attacker did and found, for plays and campaigns; the first of them.</summary>
    public IReadOnlyList<AttackStep> Steps { get; init; } = [];

    /// <summary>A few telling ledger lines for the report, rendered.</summary>
    public IReadOnlyList<string> Excerpt { get; init; } = [];

    /// <summary>SHA-256 (hex) over the trial's evidence lines.</summary>
    public required string EvidenceHash { get; init; }

    /// <summary>Counters: simulated seconds run.</summary>
    public double SimulatedSeconds { get; init; }

    /// <summary>Counters: application PDUs carried.</summary>
    public long Pdus { get; init; }
}
