using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A claim as the assessment states it.</summary>
/// <param name="Place">The zone or conduit.</param>
/// <param name="Fr">The foundational requirement.</param>
/// <param name="Claim">The predicted SL-A.</param>
/// <param name="Target">SL-T.</param>
public sealed record ClaimState(string Place, FoundationalRequirement Fr, SecurityLevel Claim, SecurityLevel Target);

/// <summary>What an assessment says, as far as ablation needs it.</summary>
public sealed record AblationState(IReadOnlyList<RequirementState> Rows, IReadOnlyList<ClaimState> Claims);

/// <summary>Turns a run's evidence into rows and claims. Pure and thread safe; the rules are those of the project's assessment.</summary>
public delegate AblationState AssessClaims(AssessmentInput input);

/// <summary>A claim that is lower without the control.</summary>
/// <param name="Place">The zone or conduit.</param>
/// <param name="Fr">The foundational requirement.</param>
/// <param name="With">As declared.</param>
/// <param name="Without">Without the control.</param>
/// <param name="Target">SL-T.</param>
public sealed record ClaimDrop(string Place, FoundationalRequirement Fr, SecurityLevel With, SecurityLevel Without, SecurityLevel Target)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place} {Fr.ShortName()} {With} to {Without}{(With >= Target && Without < Target ? " (below target)" : "")}";
}

/// <summary>A play or campaign that succeeds without the control.</summary>
public sealed record PlayGained(string Trial, int? Level, string Reason);

/// <summary>What one control contributes.</summary>
/// <param name="Control">The control.</param>
/// <param name="Place">Its zone or conduit.</param>
/// <param name="Verdict">The same as a mutant of <c>control-disarmed</c>: whether rows fell, and if none did, who holds them.</param>
/// <param name="Claims">Claims that drop.</param>
/// <param name="Plays">Plays that succeed, of those that were resisted and in which the control acted.</param>
/// <param name="PlaysAgain">How many of those there were.</param>
/// <param name="Trials">Trials run.</param>
public sealed record AblationResult(
    ControlConfig Control, string Place, MutantResult Verdict, IReadOnlyList<ClaimDrop> Claims, IReadOnlyList<PlayGained> Plays, int PlaysAgain, int Trials)
{
    /// <summary>Rows that are no longer met, those at other places among them; met before.</summary>
    public IReadOnlyList<LostRequirement> Rows { get; } =
        Verdict.Verdict == MutantVerdict.NoticedInCell ? Verdict.Others : [.. Verdict.Blamed, .. Verdict.Others];

    /// <summary>True when nothing that the assessment states depends on this control alone.</summary>
    public bool IsSpare => Rows.Count == 0 && Claims.Count == 0 && Plays.Count == 0;
}

/// <summary>What an ablation gave.</summary>
/// <param name="Results">In the order of the request.</param>
/// <param name="BaselineTrials">Trials of the scenario as declared; 0 when they came from a run.</param>
/// <param name="Trials">Trials without some control.</param>
/// <param name="WallSeconds">How long it took.</param>
/// <param name="Complete">False when it was cut short.</param>
public sealed record AblationOutcome(IReadOnlyList<AblationResult> Results, int BaselineTrials, int Trials, double WallSeconds, bool Complete);
