using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>
/// A port lock with admission: services answer the machines that stand there, and portable devices that are approved, within a visit that somebody has opened, and found in
/// order by a checking station. Disarmed: whoever plugs in is served.
/// </summary>
[YamlKind("portable-device")]
public sealed record PortableDeviceConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 2.3", "SR 2.3 RE 1");

    /// <summary>Services behind the lock.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>Approved devices, by the name in their certificate; none where the socket is closed.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>Whether a device is let in only while its visit is open; else for good.</summary>
    public bool Visits { get; init; } = true;

    /// <summary>The longest visit.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(120);

    /// <summary>The station whose statement about a device counts, by the name in its certificate; null: none is asked for.</summary>
    public string? CheckedBy { get; init; }

    /// <summary>An older statement does not count.</summary>
    public TimeSpan PostureMaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}
