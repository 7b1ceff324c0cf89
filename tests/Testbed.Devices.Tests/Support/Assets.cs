using Testbed.Scenarios;
using Testbed.TestSupport;
using T = Testbed.Scenarios.ModbusTable;

namespace Testbed.Devices.Tests;

/// <summary>The assets of the tests, with their transmitters and actuators put into the plant.</summary>
internal static class Assets
{
    public const string Good = "Spring-Thaw-42";

    /// <summary>As shipped.</summary>
    private static readonly ControllerConfig GateProgram = new()
    {
        Program = [Shipped("city-gate.st")],
        Alarms = [new("feeder-pressure", "alarm-h", true), new("feeder-pressure", "alarm-l", false)],
        Events =
        [
            new("opp-tripped", null, "alarm", "alarm-cleared", "over-pressure protection OPP tripped"),
            new(null, "feeder_failed", "alarm", "alarm-cleared", "transmitter of the feeder out of its range"),
        ],
        DeEnergised = new Dictionary<string, double> { ["output-b"] = 0 },
        Manual = new Dictionary<string, string> { ["output-b"] = "mode-b" },
    };

    private static readonly ControllerConfig ProtectionProgram = new()
    {
        Program = [Shipped("over-pressure.st")],
        Events = [new("tripped", null, "trip", "trip-reset", "two of three transmitters above the trip point")],
        DeEnergised = new Dictionary<string, double> { ["tripped"] = 1 },
    };

    public static AssetConfig GatePlc(Lab lab, string? master = null, string id = "PLC")
    {
        lab.Wires.Sensors["G.PT-101"] = 8.6;
        lab.Wires.Actuators["G.PCV-A.SP"] = 8.6;
        lab.Wires.Actuators["G.FCV-B"] = 0;
        return lab.Add(Controller(id, AssetKind.GatePlc, 250, master,
        [
            P("feeder-pressure", T.InputRegister, 1, 100, tag: "G.PT-101"),
            P("set-point-a", T.HoldingRegister, 100, 100, tag: "G.PCV-A.SP", initial: 8.6, min: 4, max: 10),
            P("set-point-b", T.HoldingRegister, 101, 100, initial: 8.0),
            P("mode-b", T.HoldingRegister, 103, 1),
            P("output-b", T.HoldingRegister, 104, 10, tag: "G.FCV-B"),
            P("alarm-h", T.HoldingRegister, 111, 100, initial: 9.4),
            P("alarm-l", T.HoldingRegister, 112, 100, initial: 7.8),
            P("isolate-b", T.Coil, 2, 1),
            P("opp-tripped", T.DiscreteInput, 0, 1),
        ]) with { Controller = GateProgram });
    }

    public static AssetConfig OverPressure(Lab lab, string id = "OPP")
    {
        lab.Wires.Actuators["G.XV-100"] = 0;
        foreach (var t in (string[])["A", "B", "C"])
        {
            lab.Wires.Sensors[$"G.PT-110{t}"] = 8.6;
        }

        return lab.Add(Controller(id, AssetKind.OverPressurePlc, 250, null,
        [
            P("pressure-1", T.InputRegister, 0, 100, tag: "G.PT-110A"),
            P("pressure-2", T.InputRegister, 1, 100, tag: "G.PT-110B"),
            P("pressure-3", T.InputRegister, 2, 100, tag: "G.PT-110C"),
            P("tripped", T.DiscreteInput, 0, 1, tag: "G.XV-100"),
            P("override-on", T.DiscreteInput, 1, 1),
            P("key-run", T.DiscreteInput, 2, 1, initial: 1),
            P("trip-point", T.HoldingRegister, 0, 100, initial: 10.9),
            P("trip-delay", T.HoldingRegister, 1, 1, initial: 2),
            P("maintenance-override", T.Coil, 0, 1),
        ]) with { Controller = ProtectionProgram });
    }

    public static AssetConfig Rtu(Lab lab, string? master = null, string id = "RTU", (string From, string To)? rename = null)
    {
        lab.Wires.Sensors["D.PT-1"] = 20;
        lab.Wires.Actuators["D.PILOT.SP"] = 20;
        PointConfig[] points =
        [
            P("outlet-pressure", T.InputRegister, 1, 10, tag: "D.PT-1"),
            P("set-point", T.HoldingRegister, 100, 10, tag: "D.PILOT.SP", initial: 20),
            P("alarm-h", T.HoldingRegister, 110, 10, initial: 25),
            P("alarm-l", T.HoldingRegister, 111, 10, initial: 16),
            P("remote", T.Coil, 2, 1),
        ];
        return lab.Add(Controller(
            id, AssetKind.DistrictRtu, 1000, master, [.. points.Select(p => p.Name == rename?.From ? p with { Name = rename.Value.To } : p)]) with
        {
            Controller = new()
            {
                Alarms = [new("outlet-pressure", rename?.To ?? "alarm-h", true), new("outlet-pressure", "alarm-l", false)],
                RemoteSwitch = new("remote", ["set-point"]),
            },
        });
    }

    public static AssetConfig Server(Lab lab, string id, AssetKind kind, params ServiceConfig[] services) => lab.Add(new AssetConfig
    {
        Id = id, Kind = kind, Zone = "Z", Address = "10.0.0.9", Product = "Server One", Version = "3.1", Services = services,
    });

    /// <summary>The secret of anna's token: that of RFC 6238, appendix B.</summary>
    public const string Token = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    public static ServiceConfig Modbus { get; } = new("modbus", ServiceProtocol.Modbus, 502, 1, true);

    public static ServiceConfig Console { get; } = new("console", ServiceProtocol.Console, 23, null, true);

    public static ServiceConfig Syslog { get; } = new("syslog", ServiceProtocol.Syslog, 601, null, true);

    private static PointConfig P(
        string name, T table, int address, double scale, string? tag = null, double? initial = null, double? min = null, double? max = null) =>
        new(name, table, address, scale, false, "u", tag, initial, min, max);

    private static AssetConfig Controller(string id, AssetKind kind, int scanMs, string? master, PointConfig[] points) => new()
    {
        Id = id, Kind = kind, Zone = "Z", Address = "10.0.0.1", Product = "Gate Controller", Version = "2.4", Master = master,
        Scan = TimeSpan.FromMilliseconds(scanMs), Points = points,
        Services = [Modbus, Console, new("web", ServiceProtocol.Console, 80, null, false)],
        Accounts =
        [
            new("anna", AccountRole.Engineer, Good, true, false, false) { Totp = Token },
            new("otto", AccountRole.Operator, "Winter-Pipe-17", true, false, false),
            new("vera", AccountRole.Viewer, "Autumn-Leaf-33", true, false, false),
            new("adam", AccountRole.Administrator, "Summer-Gas-88", true, false, false),
            new("audie", AccountRole.Auditor, "Quiet-Eyes-55", true, false, false),
            new("shift", AccountRole.Operator, "Shared-Desk-1", false, false, false),
            new("svc", AccountRole.Operator, "Robot-Arm-900", true, true, false),
            new("admin", AccountRole.Administrator, "admin", true, false, true),
        ],
    };

    private static ProgramFileConfig Shipped(string name) => new(name, File.ReadAllText(Repository.PathOf($"scenarios/station-lab/programs/{name}")));
}
