using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>What an asset is. The controllers among them differ in the part they play for people and attackers; what they do is in their programs.</summary>
public enum AssetKind
{
    /// <summary>City gate controller (YAML <c>gate-plc</c>).</summary>
    GatePlc,

    /// <summary>Over-pressure protection controller (<c>over-pressure-plc</c>).</summary>
    OverPressurePlc,

    /// <summary>District station remote terminal unit (<c>district-rtu</c>).</summary>
    DistrictRtu,

    /// <summary>Any other controller or device that its map describes (<c>field-device</c>).</summary>
    FieldDevice,

    /// <summary>SCADA server with operator model and alarms (<c>scada-master</c>).</summary>
    ScadaMaster,

    /// <summary>Historian (<c>historian</c>).</summary>
    Historian,

    /// <summary>Syslog collector and audit store (<c>log-collector</c>).</summary>
    LogCollector,

    /// <summary>General-purpose host: jump host, relay, engineering station (<c>host</c>).</summary>
    Host,
}

/// <summary>Questions about kinds of asset.</summary>
public static class AssetKinds
{
    /// <summary>True for PLCs, RTUs and field devices: their outputs move the process.</summary>
    public static bool IsController(this AssetKind kind) => kind is AssetKind.GatePlc or AssetKind.OverPressurePlc or AssetKind.DistrictRtu or AssetKind.FieldDevice;
}

/// <summary>Application protocols of services and flows.</summary>
public enum ServiceProtocol
{
    /// <summary>Modbus/TCP.</summary>
    Modbus,

    /// <summary>The line-based maintenance console of devices and servers: the interface for people.</summary>
    Console,

    /// <summary>Syslog over TCP, RFC 5424 messages in RFC 6587 octet counting.</summary>
    Syslog,

    /// <summary>The account directory (<c>DirectoryMessage</c>): the asset's own accounts are what it serves.</summary>
    Directory,

    /// <summary>Time in NTP packets over TCP (<c>TimeMessage</c>), as the asset's own clock has it.</summary>
    Time,

    /// <summary>Modbus/TCP Security: the same frames in mutually authenticated TLS, usually on port 802.</summary>
    ModbusSecurity,

    /// <summary>Transfer of files (<c>FileMessage</c>), for people and programs with an account of the asset.</summary>
    Files,

    /// <summary>Admission of portable devices at a local port (<c>AdmissionMessage</c>).</summary>
    Admission,
}

/// <summary>Questions about protocols.</summary>
public static class ServiceProtocols
{
    /// <summary>True for Modbus/TCP, plain or secured: the same requests, points and units.</summary>
    public static bool IsModbus(this ServiceProtocol protocol) => protocol is ServiceProtocol.Modbus or ServiceProtocol.ModbusSecurity;

    /// <summary>True for protocols whose client sends and needs no answer.</summary>
    public static bool IsPush(this ServiceProtocol protocol) => protocol == ServiceProtocol.Syslog;

    /// <summary>The protocol as written in YAML.</summary>
    public static string Word(this ServiceProtocol protocol) => protocol == ServiceProtocol.ModbusSecurity ? "modbus-security" : protocol.ToString().ToLowerInvariant();
}

/// <summary>A listening service of an asset.</summary>
/// <param name="Id">Unique within the asset, for example <c>modbus</c>.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Port">Logical port.</param>
/// <param name="Unit">Modbus unit id.</param>
/// <param name="Needed">False for a service that the function of the asset does not need (SR 7.7).</param>
public sealed record ServiceConfig(string Id, ServiceProtocol Protocol, int Port, int? Unit, bool Needed)
{
    /// <summary>The kind of interface, which selects the requirements: <c>human</c> or <c>machine</c>.</summary>
    public string Interface => Protocol == ServiceProtocol.Console ? "human" : "machine";
}

/// <summary>Roles of the console. What each may do is up to the <c>roles</c> control.</summary>
public enum AccountRole
{
    /// <summary>May look at values.</summary>
    Viewer,

    /// <summary>May also change set points.</summary>
    Operator,

    /// <summary>May also change configuration.</summary>
    Engineer,

    /// <summary>May also manage accounts and roles.</summary>
    Administrator,

    /// <summary>May read audit records.</summary>
    Auditor,
}

/// <summary>An account of an asset.</summary>
/// <param name="Name">The identifier.</param>
/// <param name="Role">The role.</param>
/// <param name="Password">The password the twin starts with.</param>
/// <param name="Personal">False when several people share it.</param>
/// <param name="Service">True for a program's account, which may not log on interactively.</param>
/// <param name="VendorDefault">True when the supplier ships this name and password.</param>
public sealed record AccountConfig(string Name, AccountRole Role, string Password, bool Personal, bool Service, bool VendorDefault)
{
    /// <summary>When the password was set. Null: unknown; it then ages from the scenario's start, and no least age holds it.</summary>
    public DateTimeOffset? PasswordSet { get; init; }

    /// <summary>Passwords used before the present one, newest first.</summary>
    public IReadOnlyList<string> FormerPasswords { get; init; } = [];

    /// <summary>True for somebody of another company, such as a supplier, who comes by remote access.</summary>
    public bool Visitor { get; init; }

    /// <summary>Secret of the person's token (TOTP, Base32); null where none was issued.</summary>
    [Secret]
    public string? Totp { get; init; }

    /// <summary>For accounts of a directory: the assets where the person may log on; none listed means all that use the directory.</summary>
    public IReadOnlyList<string> LogOnTo { get; init; } = [];
}

/// <summary>The clock of an asset against true time.</summary>
/// <param name="OffsetSeconds">How far it is ahead at the start.</param>
/// <param name="DriftPpm">How fast it gains, in millionths.</param>
public sealed record ClockConfig(double OffsetSeconds, double DriftPpm)
{
    /// <summary>A clock that is right and stays right.</summary>
    public static ClockConfig True { get; } = new(0, 0);
}

/// <summary>The four Modbus tables.</summary>
public enum ModbusTable
{
    /// <summary>Coils (read, write).</summary>
    Coil,

    /// <summary>Discrete inputs (read).</summary>
    DiscreteInput,

    /// <summary>Input registers (read).</summary>
    InputRegister,

    /// <summary>Holding registers (read, write).</summary>
    HoldingRegister,
}

/// <summary>An asset.</summary>
public sealed record AssetConfig
{
    /// <summary>For example <c>PLC-CGS</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required AssetKind Kind { get; init; }

    /// <summary>Its zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Plain name.</summary>
    public string Title { get; init; } = "";

    /// <summary>The plant's IPv4 address; all output uses it.</summary>
    public required string Address { get; init; }

    /// <summary>Product name.</summary>
    public required string Product { get; init; }

    /// <summary>Product version.</summary>
    public required string Version { get; init; }

    /// <summary>SL-C as the supplier states it.</summary>
    public SlVector? Capability { get; init; }

    /// <summary>Listening services as declared.</summary>
    public IReadOnlyList<ServiceConfig> Services { get; init; } = [];

    /// <summary>Accounts.</summary>
    public IReadOnlyList<AccountConfig> Accounts { get; init; } = [];

    /// <summary>Points of controllers.</summary>
    public IReadOnlyList<PointConfig> Points { get; init; } = [];

    /// <summary>The controller's scan period.</summary>
    public TimeSpan Scan { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What it does, if it is a controller.</summary>
    public ControllerConfig Controller { get; init; } = ControllerConfig.None;

    /// <summary>The master whose silence the fail state is about.</summary>
    public string? Master { get; init; }

    /// <summary>True when the host keeps or carries confidential data.</summary>
    public bool Confidential { get; init; }

    /// <summary>Its clock; audit records carry this clock's time.</summary>
    public ClockConfig Clock { get; init; } = ClockConfig.True;
}
