using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>A permitted flow of an allow list; <c>*</c> matches any asset, port 0 any port.</summary>
public sealed record PermitConfig(string Id, string From, string To, int Port)
{
    /// <summary>True when the permit covers the flow.</summary>
    public bool Covers(string from, string to, int port) =>
        (From == "*" || From == from) && (To == "*" || To == to) && (Port == 0 || Port == port);
}

/// <summary>Default deny with an allow list of flows. In YAML <c>permit: declared</c> (the default) expands to the conduit's declared flows when
/// loaded.</summary>
[YamlKind("allow-list")]
public sealed record AllowListConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default =
        Ids("SR 1.13", "SR 5.1", "SR 5.2", "SR 5.2 RE 1", "SR 5.3", "SR 5.3 RE 1", "SR 7.1 RE 2", "SR 7.7");

    /// <summary>The permits.</summary>
    public required IReadOnlyList<PermitConfig> Permit { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}

/// <summary>A permitted Modbus access.</summary>
public sealed record ModbusRuleConfig(string Id, string From, string To, int Port, int? Unit, ModbusAccessConfig Access);

/// <summary>
/// Inspection of Modbus down to unit, function code, address, value range and rate of change. In YAML <c>rules: declared</c> (the default) expands
/// to the access of the conduit's declared flows when loaded.
/// </summary>
[YamlKind("modbus-inspection")]
public sealed record ModbusInspectionConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default =
        Ids("SR 2.1", "SR 2.1 RE 1", "SR 3.5", "SR 5.2 RE 1");

    /// <summary>The rules; what none covers is blocked.</summary>
    public required IReadOnlyList<ModbusRuleConfig> Rules { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}

/// <summary>TLS between the two gateway ends, both with certificates of trusted authorities.</summary>
[YamlKind("mutual-tls")]
public sealed record MutualTlsConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids(
        "SR 1.2", "SR 1.2 RE 1", "SR 1.8", "SR 1.9", "SR 3.1", "SR 3.1 RE 1", "SR 3.8", "SR 4.1", "SR 4.1 RE 1", "SR 4.1 RE 2", "SR 4.3");

    /// <summary>Authorities whose certificates are accepted: <c>scenario</c>, and by mistake perhaps <c>foreign</c>.</summary>
    public IReadOnlyList<string> TrustedAuthorities { get; init; } = ["scenario"];

    /// <summary>Lowest protocol version: <c>1.2</c> or <c>1.3</c>.</summary>
    public string MinVersion { get; init; } = "1.2";

    /// <summary>When true the certificate's validity period is checked at the simulated time.</summary>
    public bool CheckValidity { get; init; } = true;

    /// <summary>When true the authority's revocation list is asked.</summary>
    public bool CheckRevocation { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}

/// <summary>Watches the conduit and sends alerts as RFC 5424 syslog to a collector asset.</summary>
[YamlKind("monitor")]
public sealed record MonitorConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 6.2");

    /// <summary>All rules a monitor knows.</summary>
    public static IReadOnlyList<string> AllRules { get; } =
    [
        "scan", "unauthorised-write", "malformed", "flood", "rogue-device", "failed-log-on", "blocked-flow", "value-out-of-range", "new-source",
        "undeclared-read", "read-sweep", "command-rate", "connection-storm", "replay", "engineering", "restart", "process-contradiction",
    ];

    /// <summary>The asset that collects the alerts.</summary>
    public required string Collector { get; init; }

    /// <summary>Rules switched on.</summary>
    public IReadOnlyList<string> Rules { get; init; } = AllRules;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}

/// <summary>A boundary whose mechanism has failed passes nothing.</summary>
[YamlKind("fail-close")]
public sealed record FailCloseConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 5.2 RE 3");

    /// <summary>Failures in which the product closes, as its maker declares.</summary>
    public IReadOnlyList<BoundaryFailure> Failures { get; init; } = Enum.GetValues<BoundaryFailure>();

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}

/// <summary>Closes the boundary by order of somebody entitled (permission <c>island</c>), and opens it again.</summary>
[YamlKind("island-mode")]
public sealed record IslandModeConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 5.2 RE 2");

    /// <summary>Assets of the conduit's zones at whose console the order is given.</summary>
    public required IReadOnlyList<string> OrderedFrom { get; init; }

    /// <summary>The key entered at the gateways and at these assets.</summary>
    [Secret]
    public required string Key { get; init; }

    /// <summary>Whether connections that run end with the order; else only new ones are refused.</summary>
    public bool CutsRunning { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}

/// <summary>Limits load through the conduit in simulated time.</summary>
[YamlKind("rate-limit")]
public sealed record RateLimitConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 7.1", "SR 7.1 RE 1", "SR 7.1 RE 2");

    /// <summary>Application PDUs per simulated second and source asset.</summary>
    public required int PdusPerSecond { get; init; }

    /// <summary>Simultaneous connections per source asset.</summary>
    public required int Connections { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}
