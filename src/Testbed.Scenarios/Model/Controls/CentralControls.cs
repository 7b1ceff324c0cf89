using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>
/// Accounts are managed in a central directory: before a log-on the asset fetches the account from there. Disarmed: the accounts of the asset only.
/// </summary>
[YamlKind("account-directory")]
public sealed record AccountDirectoryConfig : AssetControlConfig
{
    /// <summary>Fewest characters of a shared key.</summary>
    public const int ShortestKey = 16;

    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 1.3 RE 1");

    /// <summary>The asset with the <c>directory</c> service.</summary>
    public required string Server { get; init; }

    /// <summary>The secret that asset and directory share; their messages are sealed with it.</summary>
    [Secret]
    public required string Key { get; init; }

    /// <summary>How long what was fetched is used: after this time a change made in the directory holds at the asset.</summary>
    public TimeSpan Propagation { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Accounts of the asset that work from its own store while the directory cannot be reached.</summary>
    public IReadOnlyList<string> EmergencyAccounts { get; init; } = [];

    /// <summary>When true accounts that the directory does not know are left to the asset; else they are refused.</summary>
    public bool LocalAccounts { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>
/// The asset's clock follows a time source. Disarmed: the clock drifts, and when somebody has it ask the source it takes whatever answers.
/// </summary>
[YamlKind("clock-sync")]
public sealed record ClockSyncConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 2.11 RE 1", "SR 2.11 RE 2");

    /// <summary>The asset with the <c>time</c> service.</summary>
    public required string Source { get; init; }

    /// <summary>How often the source is asked, first one period after the start.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A correction by more than this is refused and recorded.</summary>
    public TimeSpan MaxStep { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>When true only answers with a valid message authentication code are taken.</summary>
    public bool Authenticated { get; init; } = true;

    /// <summary>The secret shared with the source; null without authentication.</summary>
    [Secret]
    public string? Key { get; init; }

    /// <summary>The number under which the source knows the key.</summary>
    public int KeyId { get; init; } = 1;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}
