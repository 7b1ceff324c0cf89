using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>The smallest scenario with a conduit: a master and a collector in A, a controller in B, a Modbus flow and a console flow.</summary>
internal static class TwoZones
{
    public static readonly ModbusAccessConfig Reads = new([3, 4], 0, 200, null, null, null, null);

    public static readonly ModbusAccessConfig SetPoint = new([6, 16], 100, 101, 800, 920, 20, TimeSpan.FromMinutes(10));

    public static ConduitConfig Conduit { get; } = new(
        "C1", "telemetry", "owner", "Z-A", "Z-B", SlVector.Of(2, 2, 2, 2, 2, 2, 2), new SpanConfig("leased-line", false),
        [
            new FlowConfig("F1", "MASTER", "PLC", 502, ServiceProtocol.Modbus, [Reads, SetPoint], "polls"),
            new FlowConfig("F2", "PLC", "LOG", 601, ServiceProtocol.Syslog, [], "audit"),
        ],
        []);

    public static Scenario With(params ControlConfig[] controls) => new()
    {
        Id = "two-zones",
        Title = "Two zones",
        Start = new DateTimeOffset(2026, 1, 15, 4, 15, 0, TimeSpan.Zero),
        Issuer = new IssuerConfig("tests", "first"),
        Zones = [Zone("Z-A", 4), Zone("Z-B", 5), Zone("Z-C", 6)],
        Assets =
        [
            Asset("LOG", AssetKind.LogCollector, "Z-A", "10.4.0.2", new ServiceConfig("syslog", ServiceProtocol.Syslog, 601, null, true)),
            Asset("MASTER", AssetKind.ScadaMaster, "Z-A", "10.4.0.1"),
            Asset("OTHER", AssetKind.Host, "Z-A", "10.4.0.3"),
            Asset(
                "PLC", AssetKind.GatePlc, "Z-B", "10.5.0.1", new ServiceConfig("modbus", ServiceProtocol.Modbus, 502, 1, true),
                new ServiceConfig("console", ServiceProtocol.Console, 23, null, true)) with
            {
                Points = [new PointConfig("set-point-a", ModbusTable.HoldingRegister, 100, 100, false, "bar", null, 8.6, 8.0, 9.2)],
            },
        ],
        Conduits = [Conduit],
        Controls = controls,
        AsBuilt = new AsBuiltConfig([], [], [], [], []),
        EssentialFunctions = [],
        DetectionScope = [],
        Process = new ProcessConfig
        {
            Nodes = [], Pipes = [], Sources = [], Regulators = [], ControlValves = [], ShutOffs = [], Reliefs = [], Demands = [], Sensors = [], Actuators = [],
        },
        Traffic = new TrafficConfig([], [], []),
        Operator = new OperatorConfig(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(45), []),
        Declarations = [],
        Expectations = [],
        Goals = [],
    };

    public static AllowListConfig AllowList(string from = "MASTER", int port = 502) =>
        new() { Id = "C1-allow", On = "C1", Permit = [new PermitConfig("F1", from, "PLC", port), new PermitConfig("F2", "PLC", "LOG", 601)] };

    public static ModbusInspectionConfig Inspection() => new()
    {
        Id = "C1-inspection",
        On = "C1",
        Rules = [new ModbusRuleConfig("F1.1", "MASTER", "PLC", 502, 1, Reads), new ModbusRuleConfig("F1.2", "MASTER", "PLC", 502, 1, SetPoint)],
    };

    public static MutualTlsConfig Tls() => new() { Id = "C1-tls", On = "C1" };

    public static MonitorConfig Monitor() => new() { Id = "C1-monitor", On = "C1", Collector = "LOG" };

    public static RateLimitConfig RateLimit(int pdusPerSecond = 1000, int connections = 100) =>
        new() { Id = "C1-rate", On = "C1", PdusPerSecond = pdusPerSecond, Connections = connections };

    public static FlowContext Flow(string from = "MASTER", string to = "PLC", int port = 502) =>
        new(Conduit, "C1.gw-b", from, to, port, ServiceProtocol.Modbus, 1);

    private static ZoneConfig Zone(string id, int number) =>
        new(id, number, id, "owner", SlVector.Of(1, 1, 1, 1, 1, 1, 1), ZoneCriticality.Control, []);

    private static AssetConfig Asset(string id, AssetKind kind, string zone, string address, params ServiceConfig[] services) => new()
    {
        Id = id, Kind = kind, Zone = zone, Address = address, Product = "generic", Version = "1", Services = services,
    };
}
