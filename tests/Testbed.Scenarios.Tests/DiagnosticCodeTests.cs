using System.Reflection;
using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>Every mistake has its code and its place. § marks the place in the changed text.</summary>
public sealed class DiagnosticCodeTests
{
    /// <summary>Code, passage of the template, passage with the mistake.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        { DiagnosticCodes.UnsupportedYaml, "title: A first scenario", "title: §!text A first scenario" },
        { DiagnosticCodes.UnsupportedYaml, "title: A first scenario\ndescription: One district station watched from a control centre over a leased line.",
            "title: &t A first scenario\ndescription: §*t" },
        { DiagnosticCodes.UnsupportedYaml, "expectations: []", "expectations: []\n§---\nid: second" },
        { DiagnosticCodes.NestingTooDeep, "expectations: []", "expectations: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[§[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]" },
        { DiagnosticCodes.MalformedYaml, "title: A first scenario", "title: A first §: scenario" },
        { DiagnosticCodes.UnknownKey, "title: A first scenario", "title: A first scenario\n§tilte: again" },
        { DiagnosticCodes.UnknownKey, "on: C1, product: Example gateway, permit: declared", "on: C1, product: Example gateway, §permits: declared" },
        { DiagnosticCodes.MissingKey, "  - { id: Z-CC, number: 1, title: Control centre,", "  - §{ id: Z-CC, number: 1," },
        { DiagnosticCodes.MissingKey, "start: 2026-01-15T04:15:00Z ", "start:§ " },
        { DiagnosticCodes.WrongType, "    master: SCADA-1 ", "    master: §[SCADA-1] " },
        { DiagnosticCodes.WrongType, "kg: 929", "kg: §plenty" },
        { DiagnosticCodes.WrongType, "span: { kind: leased-line, trusted: false }", "span: { kind: leased-line, trusted: §maybe }" },
        { DiagnosticCodes.WrongType, "addresses: 100, values", "addresses: §a, values" },
        { DiagnosticCodes.DuplicateKey, "title: A first scenario", "title: A first scenario\n§title: A second" },
        { DiagnosticCodes.UnknownKind, "kind: district-rtu", "kind: §district-rut" },
        { DiagnosticCodes.UnknownKind, "{ kind: audit, id: rtu-audit", "{ kind: §adit, id: rtu-audit" },
        { DiagnosticCodes.UnknownWord, "criticality: control }", "criticality: §controll }" },
        { DiagnosticCodes.UnknownWord, "measure: customers-out", "measure: §customers-in" },
        { DiagnosticCodes.InvalidId, "id: C1-control", "id: §C1 control" },
        { DiagnosticCodes.DuplicateId, "id: C1-log,", "id: §C1-control," },
        { DiagnosticCodes.DuplicateId, "id: L2, tier", "id: §L1, tier" },
        { DiagnosticCodes.DuplicateId, "name: outlet-pressure", "name: §inlet-pressure" },
        { DiagnosticCodes.DuplicateId, "  - id: C1\n", "  - id: §Z-CC\n" },
        { DiagnosticCodes.DanglingReference, "    zone: Z-DRS\n", "    zone: §Z-DSR\n" },
        { DiagnosticCodes.DanglingReference, "on: RTU-1, product: Example RTU", "on: §RTU-2, product: Example RTU" },
        { DiagnosticCodes.DanglingReference, "element: DRS }", "element: §DSR }" },
        { DiagnosticCodes.DanglingReference, "assets: [H-SCADA]", "assets: [H-SCADA]" },
        { DiagnosticCodes.DanglingReference, "point: outlet-pressure, high", "point: §outlet, high" },
        { DiagnosticCodes.DanglingReference, "zones: [Z-CC] }\n    - { id: SW-2", "zones: [§Z-XX] }\n    - { id: SW-2" },
        { DiagnosticCodes.BadDuration, "triage: 3min", "triage: §3 minutes" },
        { DiagnosticCodes.BadDuration, "period: 30s", "period: §0s" },
        { DiagnosticCodes.BadTime, "start: 2026-01-15T04:15:00Z ", "start: §yesterday " },
        { DiagnosticCodes.BadTime, "date: 2025-11-20", "date: §2025-13-20" },
        { DiagnosticCodes.BadAddress, "address: 10.2.0.11", "address: §10.2.0.256" },
        { DiagnosticCodes.DuplicateAddress, "address: 10.2.0.11", "address: §10.1.0.12" },
        { DiagnosticCodes.OutOfRange, "unit: 1, table: input-register", "unit: §256, table: input-register" },
        { DiagnosticCodes.EmptyList, "functions: 4, addresses", "functions: §[], addresses" },
        { DiagnosticCodes.IdNotFolder, "id: first ", "id: §second " },
        { DiagnosticCodes.LevelOutOfRange, "target: [2, 2, 2, 2, 2, 2, 2]", "target: [2, 2, §5, 2, 2, 2, 2]" },
        { DiagnosticCodes.LevelOutOfRange, "target: [2, 2, 2, 2, 2, 2, 2]", "target: §2 2 - 2 2 2 2" },
        { DiagnosticCodes.VectorLength, "target: [2, 2, 2, 2, 2, 2, 2]", "target: §[2, 2, 2]" },
        { DiagnosticCodes.ZoneNumberOutOfRange, "number: 2,", "number: §63," },
        { DiagnosticCodes.DuplicateZoneNumber, "number: 2,", "number: §1," },
        { DiagnosticCodes.PortOutOfRange, "protocol: syslog, port: 601 }\n  - id: RTU-1", "protocol: syslog, port: §65536 }\n  - id: RTU-1" },
        { DiagnosticCodes.DuplicatePort, "unit: 1 }\n      - { id: console, protocol: console, port: 23 }",
            "unit: 1 }\n      - { id: console, protocol: console, port: §502 }" },
        { DiagnosticCodes.UnitMismatch, "protocol: modbus, port: 502, unit: 1 }", "protocol: §modbus, port: 502 }" },
        { DiagnosticCodes.UnitMismatch, "{ id: syslog, protocol: syslog, port: 601 }", "{ id: syslog, protocol: syslog, port: 601, unit: §3 }" },
        { DiagnosticCodes.PointsOverlap, "table: input-register, address: 1, scale", "table: input-register, address: §0, scale" },
        { DiagnosticCodes.FunctionCodeOutOfRange, "functions: 6,", "functions: §128," },
        { DiagnosticCodes.BadRange, "values: 160-240", "values: §240-160" },
        { DiagnosticCodes.BadRange, "high: 25, low: 16", "high: §15, low: 16" },
        { DiagnosticCodes.ConduitEnds, "zone_b: Z-DRS", "zone_b: §Z-CC" },
        { DiagnosticCodes.FlowOutsideConduit, "from: RTU-1, to: LOG-1, port: 601", "from: SCADA-1, to: §LOG-1, port: 601" },
        { DiagnosticCodes.NoSuchService, "to: LOG-1, port: 601", "to: LOG-1, port: §602" },
        { DiagnosticCodes.AccessNotModbus, "protocol: syslog, reason: audit", "protocol: syslog, access: §[{ functions: 4, addresses: 0 }], reason: audit" },
        { DiagnosticCodes.ControlOnWrongSide, "on: RTU-1, product: Example RTU", "on: §C1, product: Example RTU" },
        { DiagnosticCodes.ControlOnWrongSide, "on: C1, product: Example monitor", "on: §RTU-1, product: Example monitor" },
        { DiagnosticCodes.DuplicateControl, "  - { kind: accounts,", "  - { kind: allow-list, id: more, on: §C1 }\n  - { kind: accounts," },
        { DiagnosticCodes.UnknownRequirement, "requirements: [SR 7.5]", "requirements: [§SR 7.9]" },
        { DiagnosticCodes.TrafficNotDeclared, "from: SCADA-1, to: RTU-1, port: 502, unit: 1, address: 100, value: 205",
            "from: SCADA-1, to: §RTU-1, port: 502, unit: 1, address: 100, value: 305" },
        { DiagnosticCodes.NotACollector, "product: Example RTU, collector: LOG-1", "product: Example RTU, collector: §SCADA-1" },
        { DiagnosticCodes.UnknownTechnique, "techniques: [T0855]", "techniques: [§T9855]" },
        { DiagnosticCodes.LinkOutsideConduit, "from: Z-CC, to: Z-DRS, kind: leased-line, conduit: C1",
            "from: Z-CC, to: Z-CC, kind: leased-line, conduit: §C1" },
        { DiagnosticCodes.RateIncomplete, "max_change: 20, per: 10min", "max_change: §20" },
        { DiagnosticCodes.BackupOutOfReach, "  - { kind: accounts,", "  - { kind: backup, id: b, on: RTU-1, server: §LOG-1 }\n  - { kind: accounts," },
        { DiagnosticCodes.NoConsole, "  - { kind: accounts,", "  - { kind: inventory, id: i, on: §LOG-1 }\n  - { kind: accounts," },
        { DiagnosticCodes.WarningTooLate, "product: Example RTU, collector: LOG-1", "product: Example RTU, capacity: 10, warn_at: §91, collector: LOG-1" },
        { DiagnosticCodes.ClaimNotOfKind, "on: C1, product: Example monitor", "on: C1, claims: §[SR 7.1], product: Example monitor" },
        { DiagnosticCodes.NotPositive, "length_m: 600", "length_m: §0" },
        { DiagnosticCodes.NotPositive, "diameter_mm: 200", "diameter_mm: §-200" },
        { DiagnosticCodes.NotPositive, "kg: 929", "kg: §0" },
        { DiagnosticCodes.PressureOutOfRange, "pressure: 3.45 bar", "pressure: §345 bar" },
        { DiagnosticCodes.PressureOutOfRange, "pressure: 3.45 bar", "pressure: §3.45" },
        { DiagnosticCodes.SetPointAboveInlet,
            "pressure: 3.45 bar }\n  regulators:\n    - id: DRS\n      from: A1\n      to: L1\n      kg: 929\n      set_point: 20 mbar",
            "pressure: 15 mbar }\n  regulators:\n    - id: DRS\n      from: A1\n      to: L1\n      kg: 929\n      set_point: §20 mbar" },
        { DiagnosticCodes.MonitorBelowWorker, "monitor: { set_point: 27 mbar", "monitor: { set_point: §19 mbar" },
        { DiagnosticCodes.SlamShutTooLow, "over_pressure: 33 mbar", "over_pressure: §25 mbar" },
        { DiagnosticCodes.DisconnectedNode, "    - { id: L2, tier", "    - { id: §L3, tier: low-pressure, volume_m3: 1 }\n    - { id: L2, tier" },
        { DiagnosticCodes.PilotRange, "min: 5 mbar, max: 45 mbar", "min: 5 mbar, max: §15 mbar" },
        { DiagnosticCodes.LimitBelowMaop, "limit: 4.55 bar", "limit: §4.10 bar" },
        { DiagnosticCodes.ReliefOrder, "  demands:",
            "  reliefs:\n    - { id: PSV, node: L1, set: 30 mbar, full_open: §29 mbar, capacity_nm3_per_h: 10 }\n  demands:" },
        { DiagnosticCodes.PercentOutOfRange, "droop_percent: 10", "droop_percent: §90" },
        { DiagnosticCodes.WrongElement, "quantity: pressure-mbar, element: L1", "quantity: pressure-mbar, element: §DRS" },
        { DiagnosticCodes.WrongElement, "action: set-point-mbar, element: DRS", "action: close, element: §DRS" },
        { DiagnosticCodes.TagDirection, "tag: DRS.PILOT.SP, initial", "tag: §DRS.PT-1, initial" },
        { DiagnosticCodes.NoVolume, "    - { id: L2, tier", "    - { id: §M1, tier: low-pressure }\n    - { id: L2, tier" },
        { DiagnosticCodes.SourceConflict, "{ id: homes, node: L2", "{ id: homes, node: §A1" },
        { DiagnosticCodes.OutageOrder, "unsafe_above: 13 mbar", "unsafe_above: §9 mbar" },
        { DiagnosticCodes.SelfLoop, "from: L1, to: L2, length_m", "from: L1, to: §L1, length_m" },
        { DiagnosticCodes.ExpiryBeforeDate, "expiry: 2027-12-31", "expiry: §2024-12-31" },
        { DiagnosticCodes.UnknownReason, "    kind: document", "    kind: not-applicable" },
        { DiagnosticCodes.ReasonContradicted, "    kind: document", "    kind: not-applicable" },
        { DiagnosticCodes.CompensationIncomplete, "    kind: document", "    kind: §compensation" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Reports_Code_And_Place(string code, string find, string replace)
    {
        // Three rows need a second passage; they are written here rather than squeezed into the table.
        var marked = (code, find) switch
        {
            (DiagnosticCodes.UnknownReason, _) =>
                ScenarioText.Change(find, replace).Replace("reason: power supplies", "reason: §power supplies", StringComparison.Ordinal),
            (DiagnosticCodes.ReasonContradicted, _) => ScenarioText.Change(find, replace)
                .Replace("reason: power supplies are outside the model", "reason: §no-passwords", StringComparison.Ordinal),
            (DiagnosticCodes.DanglingReference, "assets: [H-SCADA]") =>
                ScenarioText.Change("{ id: H-SCADA, assets: [SCADA-1] }", "{ id: H-SCADA, assets: [§SCADA-2] }"),
            _ => ScenarioText.Change(find, replace),
        };
        var (text, line, column) = ScenarioText.Locate(marked);

        var result = ScenarioText.Load(text);

        Assert.Null(result.Scenario);
        var found = result.Diagnostics.Where(d => d.Code == code).ToList();
        Assert.True(found.Count > 0, $"expected {code}, got:\n{string.Join('\n', result.Diagnostics)}");
        Assert.Contains((line, column), found.Select(d => (d.Line, d.Column)));
    }

    [Fact]
    public void Every_Code_Has_A_Test()
    {
        var codes = typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToList();
        var inTable = Mistakes.Select(row => (string)row[0]);
        var inFacts = typeof(DiagnosticCodeTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes<CoversAttribute>()).Select(a => a.Code);

        Assert.Empty(codes.Except(inTable).Except(inFacts));
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, c => Assert.Matches("^TB0[0-9]{3}$", c));
    }

    [Fact]
    public void Reports_All_Mistakes_At_Once()
    {
        var text = ScenarioText.Change("number: 2,", "number: 63,").Replace("kg: 929", "kg: -1", StringComparison.Ordinal)
            .Replace("zone: Z-DRS\n", "zone: Z-DSR\n", StringComparison.Ordinal).Replace("SR 7.5", "SR 9.5", StringComparison.Ordinal)
            .Replace("triage: 3min", "triage: soon", StringComparison.Ordinal).Replace("kind: accounts", "kind: acounts", StringComparison.Ordinal);

        var codes = ScenarioText.Load(text).Diagnostics.Select(d => d.Code).ToList();

        Assert.Equal(
            [DiagnosticCodes.ZoneNumberOutOfRange, DiagnosticCodes.DanglingReference, DiagnosticCodes.UnknownKind, DiagnosticCodes.NotPositive,
                DiagnosticCodes.BadDuration, DiagnosticCodes.UnknownRequirement],
            codes);
    }

    [Theory]
    [InlineData("kind: district-rtu", "kind: district-rut", "did you mean 'district-rtu'?")]
    [InlineData("title: A first scenario", "titel: A first scenario", "did you mean 'title'?")]
    [InlineData("    zone: Z-DRS\n", "    zone: Z-DSR\n", "did you mean 'Z-DRS'?")]
    [InlineData("{ kind: audit, id", "{ kind: auditt, id", "did you mean 'audit'?")]
    public void Names_The_Nearest_Known_Word(string find, string replace, string fix) =>
        Assert.Contains(fix, ScenarioText.Load(ScenarioText.Change(find, replace)).Diagnostics.Select(d => d.Fix));

    [Fact]
    public void Prints_File_Line_Caret_And_Fix()
    {
        var diagnostic = Assert.Single(ScenarioText.Load(ScenarioText.Change("kind: district-rtu", "kind: district-rut")).Diagnostics);
        var lines = diagnostic.ToString().Split('\n');

        Assert.Matches(@"scenario\.yaml:\d+:11: error TB0205: 'district-rut' is no known kind of asset$", lines[0]);
        Assert.Equal("        kind: district-rut", lines[1]);
        Assert.Equal("              ^", lines[2]);
        Assert.Equal("    fix: did you mean 'district-rtu'?", lines[3]);
    }
}
