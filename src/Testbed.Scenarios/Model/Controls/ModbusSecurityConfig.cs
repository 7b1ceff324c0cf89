using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>Function codes that a role may use, on a range of PDU addresses.</summary>
public sealed record RoleRightConfig(IReadOnlyList<int> Functions, int FirstAddress, int LastAddress)
{
    /// <summary>True when the right covers a request for <paramref name="count"/> points from an address on.</summary>
    public bool Covers(int function, int address, int count) =>
        Functions.Contains(function) && address >= FirstAddress && address + Math.Max(1, count) - 1 <= LastAddress;
}

/// <summary>
/// Modbus/TCP Security on an asset's <c>modbus-security</c> services: TLS with certificates on both ends, and what the role in the client's certificate may do.
/// Disarmed, or without the control, the service is there but not set up: it answers plain Modbus, and TLS with any certificate or none, and everybody may do
/// everything.
/// </summary>
[YamlKind("modbus-security")]
public sealed record ModbusSecurityConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids(
        "SR 1.2", "SR 1.2 RE 1", "SR 1.8", "SR 1.9", "SR 2.1", "SR 2.1 RE 1", "SR 2.12 RE 1", "SR 3.1", "SR 3.1 RE 1", "SR 3.8", "SR 4.1", "SR 4.1 RE 1",
        "SR 4.1 RE 2", "SR 4.3", "SR 5.2 RE 1");

    /// <summary>Lowest protocol version: <c>1.2</c> or <c>1.3</c>.</summary>
    public string MinVersion { get; init; } = "1.2";

    /// <summary>Authorities whose certificates are accepted: <c>scenario</c>, and by mistake perhaps <c>foreign</c>.</summary>
    public IReadOnlyList<string> TrustedAuthorities { get; init; } = ["scenario"];

    /// <summary>When true the certificate's validity period is checked at the simulated time.</summary>
    public bool CheckValidity { get; init; } = true;

    /// <summary>When true the authority's revocation list is asked.</summary>
    public bool CheckRevocation { get; init; } = true;

    /// <summary>What each role may do; null leaves everything to everybody with an accepted certificate. A certificate without a listed role may do nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RoleRightConfig>>? Roles { get; init; }

    /// <summary>When true the asset's plain Modbus services stay closed.</summary>
    public bool ClosePlain { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <summary>True when some right of a role holds the function code, for whatever addresses.</summary>
    public bool AllowsCode(string? role, int function) =>
        Roles is null || (role is not null && Roles.TryGetValue(role, out var rights) && rights.Any(r => r.Functions.Contains(function)));

    /// <summary>True when a role may make a request; null is the role of a certificate without one.</summary>
    public bool Allows(string? role, int function, int address, int count) =>
        Roles is null || (role is not null && Roles.TryGetValue(role, out var rights) && rights.Any(r => r.Covers(function, address, count)));
}
