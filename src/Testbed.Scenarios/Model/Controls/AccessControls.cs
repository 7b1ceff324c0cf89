using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>
/// Lets visitors in for a while that somebody on duty has agreed to, leads them on to other consoles and records what they do there.
/// </summary>
[YamlKind("session-broker")]
public sealed record SessionBrokerConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 1.13 RE 1");

    /// <summary>Accounts that need an approval.</summary>
    public required IReadOnlyList<string> Visitors { get; init; }

    /// <summary>Accounts that may approve.</summary>
    public required IReadOnlyList<string> Approvers { get; init; }

    /// <summary>The longest approval.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(120);

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>People log on with a password and the code of a token (TOTP, RFC 6238); programs do not.</summary>
[YamlKind("second-factor")]
public sealed record SecondFactorConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 1.1 RE 2", "SR 1.1 RE 3");

    /// <summary>Accounts that need no code, for an essential function.</summary>
    public IReadOnlyList<string> Exempt { get; init; } = [];

    /// <summary>Steps of 30 s by which clocks may differ.</summary>
    public int Drift { get; init; } = 1;

    /// <summary>Whether a code serves once.</summary>
    public bool SingleUse { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}
