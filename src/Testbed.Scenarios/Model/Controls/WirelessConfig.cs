using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>A device that may join a wireless medium.</summary>
/// <param name="Id">A gateway end such as <c>C5.3.gw-a</c>, or another device.</param>
/// <param name="Key">The key on its card.</param>
public sealed record WirelessDeviceConfig(string Id, string Key);

/// <summary>
/// Access control of a wireless medium: each device joins with an identity of its own, gets to the declared services only, and strangers are reported. Disarmed: whoever
/// is in range is on the medium.
/// </summary>
[YamlKind("wireless")]
public sealed record WirelessConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 1.6", "SR 1.6 RE 1", "SR 2.2", "SR 2.2 RE 1");

    /// <summary>The devices; both gateway ends are among them.</summary>
    public required IReadOnlyList<WirelessDeviceConfig> Devices { get; init; }

    /// <summary>Devices that were withdrawn: lost, stolen, replaced.</summary>
    public IReadOnlyList<string> Withdrawn { get; init; } = [];

    /// <summary>Whether a device shows its own key; else that of any device will do, as a group's key would.</summary>
    public bool PerDevice { get; init; } = true;

    /// <summary>Whether an identity that is on line is refused from another place.</summary>
    public bool Exclusive { get; init; } = true;

    /// <summary>Whether a device gets to the conduit's declared flows only.</summary>
    public bool DeclaredOnly { get; init; } = true;

    /// <summary>The log collector that is told of devices which were not let on; null for none.</summary>
    public string? Collector { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}
