using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>What limits a claim.</summary>
public enum ClaimLimit
{
    /// <summary>Nothing: the highest level the FR can tell apart is reached.</summary>
    Nothing,

    /// <summary>Rows of the catalogue.</summary>
    Requirements,

    /// <summary>A play or campaign that succeeded, or a level that no play challenged.</summary>
    Replay,

    /// <summary>A conduit of the zone (FR 5).</summary>
    Conduit,
}

/// <summary>One foundational requirement in one place: the levels side by side.</summary>
public sealed record FrResult
{
    /// <summary>The FR.</summary>
    public required FoundationalRequirement Fr { get; init; }

    /// <summary>SL-T.</summary>
    public required SecurityLevel Target { get; init; }

    /// <summary>SL-C: the lowest among the place's products that state one.</summary>
    public required SecurityLevel Capability { get; init; }

    /// <summary>SL-A when no declaration is believed.</summary>
    public required LevelResult TestedOnly { get; init; }

    /// <summary>SL-A with declarations.</summary>
    public required LevelResult WithDeclarations { get; init; }

    /// <summary>SL withstood.</summary>
    public required WithstoodResult Withstood { get; init; }

    /// <summary>The predicted SL-A: the lower of with declarations and withstood.</summary>
    public required SecurityLevel Claim { get; init; }

    /// <summary>Which of them limits.</summary>
    public required ClaimLimit LimitedBy { get; init; }

    /// <summary>What the rows rest on.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>
    /// True when the claim reaches the target. FR 6 and FR 7 add nothing at SL 4, so a target of 4 there counts as reached at 3. No target is always reached.
    /// </summary>
    public bool MeetsTarget => !Target.IsAssessed || Claim >= SecurityLevel.Min(Target, SecurityLevel.Of(Fr.HighestDistinguishableLevel()));
}
