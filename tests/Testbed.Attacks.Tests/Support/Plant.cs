using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks.Tests;

/// <summary>A small scenario: office, control centre and station, one conduit each, one controller.</summary>
internal static class Plant
{
    public static Scenario Scenario(params ControlConfig[] controls) => new()
    {
        Id = "small",
        Title = "Small",
        Start = new DateTimeOffset(2026, 1, 15, 4, 15, 0, TimeSpan.Zero),
        Issuer = new("Tester", "first"),
        Zones =
        [
            Zone("Z-CC", 4, ZoneCriticality.Control), Zone("Z-NET", 1, ZoneCriticality.External), Zone("Z-ST", 5, ZoneCriticality.Critical),
        ],
        Assets = [Asset("HIST-1", AssetKind.Historian, "Z-CC"), Collector(), Scada(), Controller(), Asset("WWW-1", AssetKind.Host, "Z-NET")],
        Conduits = [Conduit("C1", "Z-CC", "Z-ST", false, Control(), Console()), Conduit("C2", "Z-NET", "Z-CC", true)],
        Controls = controls,
        AsBuilt = new([], [], [], [], []),
        EssentialFunctions = [],
        DetectionScope = [new("scan", ["C1"], TimeSpan.FromSeconds(30)), new("unauthorised-write", ["C1"], TimeSpan.FromSeconds(30))],
        Process = new()
        {
            Nodes = [], Pipes = [], Sources = [], Regulators = [], ControlValves = [], ShutOffs = [], Reliefs = [], Demands = [], Sensors = [], Actuators = [],
        },
        Traffic = new([new("p1", "SCADA-1", "PLC-1", 502, 1, ModbusTable.InputRegister, 0, 2, TimeSpan.FromSeconds(2))], [], []),
        Operator = new(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(45), []),
        Declarations = [],
        Expectations = [],
        Goals = [new("blow-up", "Too much pressure", "over-pressure", "N1", 60)],
    };

    public static AssetConfig Controller() => Asset("PLC-1", AssetKind.GatePlc, "Z-ST") with
    {
        Master = "SCADA-1",
        Scan = TimeSpan.FromMilliseconds(250),
        Services = [new("console", ServiceProtocol.Console, 23, null, true), new("modbus", ServiceProtocol.Modbus, 502, 1, true)],
        Accounts =
        [
            new("anna", AccountRole.Operator, "Anna-pass-12", true, false, false), new("rita", AccountRole.Administrator, "Rita-pass-34", true, false, false),
            new("shift", AccountRole.Operator, "shift", false, false, false), new("factory", AccountRole.Engineer, "factory", false, false, true),
        ],
        Points =
        [
            new("pressure", ModbusTable.InputRegister, 0, 100, false, "bar", null, 8.6, null, null),
            new("flow", ModbusTable.InputRegister, 1, 1, false, "Nm3/h", null, 3000, null, null),
            new("set-point-a", ModbusTable.HoldingRegister, 0, 100, false, "bar", null, 8.6, 8.0, 9.2),
            new("trip", ModbusTable.HoldingRegister, 1, 100, false, "bar", null, 10.9, 10, 11),
            new("heater", ModbusTable.Coil, 0, 1, false, "", null, 0, null, null),
        ],
    };

    private static AssetConfig Scada() => Asset("SCADA-1", AssetKind.ScadaMaster, "Z-CC");

    private static AssetConfig Collector() => Asset("LOG-1", AssetKind.LogCollector, "Z-CC");

    private static FlowConfig Control() => new(
        "F1", "SCADA-1", "PLC-1", 502, ServiceProtocol.Modbus,
        [new([4], 0, 1, null, null, null, null), new([6], 0, 0, 800, 920, 20, TimeSpan.FromMinutes(10))], "control");

    private static FlowConfig Console() => new("F2", "SCADA-1", "PLC-1", 23, ServiceProtocol.Console, [], "maintenance");

    private static ZoneConfig Zone(string id, int number, ZoneCriticality criticality) =>
        new(id, number, id, "owner", SlVector.Of(2, 2, 2, 2, 2, 2, 2), criticality, []);

    private static ConduitConfig Conduit(string id, string a, string b, bool trusted, params FlowConfig[] flows) =>
        new(id, id, "owner", a, b, SlVector.Of(2, 2, 2, 2, 2, 2, 2), new("leased-line", trusted), flows, []);

    private static AssetConfig Asset(string id, AssetKind kind, string zone) =>
        new() { Id = id, Kind = kind, Zone = zone, Address = $"10.0.0.{id.Sum(c => c) % 250}", Product = "Acme Box", Version = "1.2.3" };
}
