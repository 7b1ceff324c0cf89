using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>What a device does when no room is left for a record that has not been saved elsewhere (the usual choices: NIST SP 800-92 section 4.2).</summary>
public enum AuditOverflow
{
    /// <summary>The oldest record makes room.</summary>
    OverwriteOldest,

    /// <summary>New events are counted, not recorded, until there is room.</summary>
    StopRecording,
}

/// <summary>
/// Backups during operation, authentic by a keyed digest and checked before a restore, fetched by a server by itself. Disarmed: settings of points only, without
/// digest, taken back unseen, and nobody fetches them.
/// </summary>
[YamlKind("backup")]
public sealed record BackupConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 7.3", "SR 7.3 RE 1", "SR 7.3 RE 2", "SR 7.4");

    /// <summary>
    /// Sections of a backup: point <c>settings</c>, <c>accounts</c>, <c>roles</c>, settings of <c>controls</c>, and of a controller its <c>program</c> with what it
    /// retains.
    /// </summary>
    public static IReadOnlyList<string> AllSections { get; } = ["settings", "accounts", "roles", "controls", "program"];

    /// <summary>The asset that fetches backups over the console; null when somebody has to remember.</summary>
    public string? Server { get; init; }

    /// <summary>How often it does.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromDays(1);

    /// <summary>When the first one is due, counted from the start of the scenario; null: after one period.</summary>
    public TimeSpan? FirstAfter { get; init; }

    /// <summary>Backups kept, in the asset and at the server.</summary>
    public int Keep { get; init; } = 7;

    /// <summary>What a backup holds.</summary>
    public IReadOnlyList<string> Sections { get; init; } = AllSections;

    /// <summary>When true a backup whose digest is wrong is refused.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>When the next one is due, both counted from the start of the scenario; what is due now counts as done.</summary>
    public TimeSpan DueAfter(TimeSpan now)
    {
        var first = FirstAfter ?? Period;
        return now < first ? first : first + (Period * (Math.Floor((now - first) / Period) + 1));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>
/// Reports what the asset is (product, version, address, open services) and which hosts it met that nobody registered, on its console and to a register.
/// Disarmed: a name and nothing else.
/// </summary>
[YamlKind("inventory")]
public sealed record InventoryConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 7.8");

    /// <summary>The log collector that keeps the system's inventory; null keeps it in the asset.</summary>
    public string? Register { get; init; }

    /// <summary>When true hosts that nobody registered are noted when they connect.</summary>
    public bool Listen { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>
/// Reports the security settings in force as lines <c>key=JSON</c>, read from what the device does now, and verifies them against those released.
/// Disarmed: prose about the settings as delivered.
/// </summary>
[YamlKind("settings-report")]
public sealed record SettingsReportConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 3.3", "SR 7.6 RE 1");

    /// <summary>When true SETTINGS VERIFY compares with the settings the device was released with.</summary>
    public bool Verification { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}
