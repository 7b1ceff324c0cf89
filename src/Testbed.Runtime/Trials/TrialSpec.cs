using Testbed.Attacks;
using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>One trial to run. Immutable; the attack is made anew for every run of it.</summary>
public sealed record TrialSpec
{
    /// <summary>Stable id.</summary>
    public required string Id { get; init; }

    /// <summary>What it runs.</summary>
    public required TrialKind Kind { get; init; }

    /// <summary>Which controls are armed.</summary>
    public required TwinKind Twin { get; init; }

    /// <summary>The probe's, play's or campaign's id.</summary>
    public required string Subject { get; init; }

    /// <summary>The cell of a probe.</summary>
    public Cell? Cell { get; init; }

    /// <summary>The level of a play's profile.</summary>
    public int? ProfileLevel { get; init; }

    /// <summary>Technique ids.</summary>
    public IReadOnlyList<string> Techniques { get; init; } = [];

    /// <summary>What guards the path.</summary>
    public IReadOnlyList<GuardedStep> Path { get; init; } = [];

    /// <summary>What a play is about.</summary>
    public PlayBrief? Brief { get; init; }

    /// <summary>The attack; null for the negative control.</summary>
    public Func<IAttackRange, Task<AttackOutcome>>? Attack { get; init; }

    /// <summary>
    /// The trial that decides alone when its attack succeeds; then this one is not needed. Null for trials that always run.
    /// </summary>
    public string? DecidedBy { get; init; }

    /// <summary>Undisturbed simulated time before the attack.</summary>
    public TimeSpan Before { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest the attack may take; then it counts as crashed.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Simulated time after the attack, for its effects.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Simulated time after the attack when it succeeded: what it does to the gas.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.Zero;
}
