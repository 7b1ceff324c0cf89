using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>
/// Read-only mode of a device: every function code that writes is answered with exception 1, every console write with a refusal, whoever asks. The device's own
/// program and its fail state go on. Disarmed: the device takes writes.
/// </summary>
[YamlKind("read-only")]
public sealed record ReadOnlyConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 2.1", "SR 2.1 RE 1");

    /// <summary>Protocols that it holds on.</summary>
    public IReadOnlyList<ServiceProtocol> Interfaces { get; init; } = [ServiceProtocol.Modbus, ServiceProtocol.Console];

    /// <summary>A point of the device that switches it, such as a key's position: read-only while it is on. Null: always.</summary>
    public string? While { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}
