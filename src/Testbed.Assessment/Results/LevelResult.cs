using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>A level by the requirements' verdicts.</summary>
/// <param name="Level">The level after capping.</param>
/// <param name="Own">The level by the place's own rows, before a conduit capped it.</param>
/// <param name="Limiting">The lowest blocking rows (failed before not assessed): those that keep the level from rising. Empty when nothing blocks.</param>
/// <param name="CappedBy">The conduit that lowers a zone's FR 5, or null.</param>
/// <param name="Reason">Why the level is what it is, in a sentence.</param>
public sealed record LevelResult(
    SecurityLevel Level, SecurityLevel Own, IReadOnlyList<RequirementVerdict> Limiting, string? CappedBy, string Reason);

/// <summary>What the replay of plays and campaigns left standing at one place and FR.</summary>
/// <param name="Level">The highest profile level withstood; not assessed when no play ran.</param>
/// <param name="Ran">True when some play or campaign came to an end in this run: only then does <paramref name="Level"/> lower the claim.</param>
/// <param name="Challenged">True when some play's path passes here; otherwise the level is only the ceiling of the run.</param>
/// <param name="LimitingPlays">The trials whose success set the level.</param>
/// <param name="CappedBy">The conduit that lowers a zone's FR 5, or null.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record WithstoodResult(
    SecurityLevel Level, bool Ran, bool Challenged, IReadOnlyList<string> LimitingPlays, string? CappedBy, string Reason);
