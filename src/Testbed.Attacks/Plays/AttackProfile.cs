using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>Where a play acts from.</summary>
public enum VantageKind
{
    /// <summary>A laptop in a zone: <c>zone:target</c>, <c>zone:non-control</c>, <c>zone:external</c> or <c>zone:Z-ID</c>.</summary>
    Zone,

    /// <summary>A compromised or misused asset: <c>asset:scada-master</c> (a kind) or <c>asset:ID</c>; <c>reached:...</c> where an earlier step must have won it.</summary>
    Asset,

    /// <summary>The medium of a conduit to the target: <c>span:target</c> or <c>span:C-ID</c>.</summary>
    Span,
}

/// <summary>What a profile's attacker has (IEC 62443-1-1: means, resources, skills, motivation).</summary>
public sealed record AttackerMeans(string Means, string Resources, string Skills, string Motivation);

/// <summary>Bounds of a profile: steps per play, and requests of one storm.</summary>
public sealed record AttackLimits(int Steps, int Requests);

/// <summary>A step of a play: a technique with its parameters, or in a campaign a circumstance, then a wait.</summary>
/// <param name="Technique">The technique; null for a circumstance.</param>
/// <param name="Target">Asset kinds or ids, the first found wins; empty: the play's.</param>
/// <param name="Vantage">The step's own vantage word, or null for the play's.</param>
/// <param name="Parameters">Parameters by name.</param>
/// <param name="WaitSeconds">Simulated seconds after the step.</param>
public sealed record PlayStep(Technique? Technique, string Target, string? Vantage, IReadOnlyDictionary<string, string> Parameters, double WaitSeconds)
{
    /// <summary>The mechanical failure that happens here; null for a step of the attacker's.</summary>
    public PlantFailure? Failure { get; init; }
}

/// <summary>An attacker profile that challenges one SL. Immutable.</summary>
/// <param name="Level">1..4.</param>
/// <param name="Title">In words.</param>
/// <param name="Attacker">Means, resources, skills, motivation.</param>
/// <param name="Limits">Bounds.</param>
/// <param name="Plays">The plays this level adds.</param>
/// <param name="Campaigns">The campaigns this level adds.</param>
public sealed record AttackProfile(
    int Level, string Title, AttackerMeans Attacker, AttackLimits Limits, IReadOnlyList<Play> Plays, IReadOnlyList<Play> Campaigns);
