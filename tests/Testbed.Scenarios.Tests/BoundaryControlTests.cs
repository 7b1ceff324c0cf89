using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>Controls of a whole boundary. § marks the place in the changed text.</summary>
public sealed class BoundaryControlTests
{
    private const string Audit = "  - { kind: audit, id: rtu-audit";

    [Fact]
    public void Fail_Close_Covers_Every_Failure_Unless_Some_Are_Named()
    {
        Assert.Equal(Enum.GetValues<BoundaryFailure>(), Good<FailCloseConfig>("{ kind: fail-close, id: f, on: C1 }").Failures);
        Assert.Equal([BoundaryFailure.PowerLost, BoundaryFailure.CorruptRules], Good<FailCloseConfig>("{ kind: fail-close, id: f, on: C1, failures: [power-lost, corrupt-rules] }").Failures);
    }

    [Fact]
    public void Island_Mode_Cuts_What_Runs_Unless_It_Says_Otherwise()
    {
        Assert.True(Good<IslandModeConfig>("{ kind: island-mode, id: i, on: C1, ordered_from: [SCADA-1], key: k }") is { CutsRunning: true, OrderedFrom: ["SCADA-1"], Key: "k" });
        Assert.False(Good<IslandModeConfig>("{ kind: island-mode, id: i, on: C1, ordered_from: [SCADA-1], key: k, cuts_running: false }").CutsRunning);
    }

    [Theory]
    [InlineData(DiagnosticCodes.UnknownWord, "{ kind: fail-close, id: f, on: C1, failures: [§asleep] }")]
    [InlineData(DiagnosticCodes.EmptyList, "{ kind: fail-close, id: f, on: C1, failures: §[] }")]
    [InlineData(DiagnosticCodes.DanglingReference, "{ kind: island-mode, id: i, on: C1, ordered_from: [§SCADA-9], key: k }")]
    [InlineData(DiagnosticCodes.MissingKey, "§{ kind: island-mode, id: i, on: C1, ordered_from: [SCADA-1] }")]
    public void Reports_Code_And_Place(string code, string entry)
    {
        var (text, line, column) = ScenarioText.Locate(ScenarioText.Change(Audit, $"  - {entry}\n{Audit}"));
        Assert.Contains((code, line, column), ScenarioText.Load(text).Diagnostics.Select(d => (d.Code, d.Line, d.Column)));
    }

    [Fact]
    [Covers(DiagnosticCodes.OrderFromElsewhere)]
    public void The_Order_Must_Not_Need_A_Conduit()
    {
        var lab = File.ReadAllText(TestSupport.Repository.PathOf("scenarios/station-lab/scenario.yaml"))
            .Replace("\ncontrols:\n", "\ncontrols:\n  - { kind: island-mode, id: i, on: C6, ordered_from: [SCADA-1], key: k }\n", StringComparison.Ordinal);
        using var place = new TestSupport.TempFolder();
        var folder = place.Copy("scenarios/station-lab", "station-lab");
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), lab);
        Assert.Equal(DiagnosticCodes.OrderFromElsewhere, Assert.Single(ScenarioLoader.Load(folder).Diagnostics).Code);
    }

    [Theory]
    [Covers(DiagnosticCodes.NoSuchVisitor)]
    [InlineData("{ kind: session-broker, id: b, on: RTU-1, visitors: §[nobody], approvers: [m.brandt] }")]
    public void A_Visitor_Has_An_Account(string entry)
    {
        var (text, line, column) = ScenarioText.Locate(ScenarioText.Change(Audit, $"  - {entry}\n{Audit}"));
        Assert.Contains((DiagnosticCodes.NoSuchVisitor, line, column), ScenarioText.Load(text).Diagnostics.Select(d => (d.Code, d.Line, d.Column)));
    }

    [Fact]
    [Covers(DiagnosticCodes.BadTokenSecret)]
    public void A_Token_Has_A_Secret_Of_Some_Length()
    {
        var lab = File.ReadAllText(TestSupport.Repository.PathOf("scenarios/station-lab/scenario.yaml"));
        using var place = new TestSupport.TempFolder();
        var folder = place.Copy("scenarios/station-lab", "station-lab");
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), new System.Text.RegularExpressions.Regex("totp: [A-Z2-7]{32}").Replace(lab, "totp: GEZDGNBV", 1));
        Assert.Equal(DiagnosticCodes.BadTokenSecret, Assert.Single(ScenarioLoader.Load(folder).Diagnostics).Code);
    }

    [Fact]
    public void A_Connection_Limit_Has_A_Pace_And_A_Patience_Of_Its_Own()
    {
        var usual = Good<ConnectionLimitConfig>("{ kind: connection-limit, id: c, on: C1, per_flow: 2, per_source: 4 }");
        Assert.Equal((2, 4, 60, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30)), (usual.PerFlow, usual.PerSource, usual.NewConnections, usual.Period, usual.HalfOpen));
        var own = Good<ConnectionLimitConfig>("{ kind: connection-limit, id: c, on: C1, per_flow: 2, per_source: 2, new_connections: 5, period: 10s, half_open: 3s }");
        Assert.Equal((5, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3)), (own.NewConnections, own.Period, own.HalfOpen));
    }

    [Theory]
    [Covers(DiagnosticCodes.SourceBelowFlow)]
    [InlineData(DiagnosticCodes.SourceBelowFlow, "{ kind: connection-limit, id: c, on: C1, per_flow: 3, per_source: §2 }")]
    public void A_Whole_Is_No_Smaller_Than_Its_Part(string code, string entry) => Reports_Code_And_Place(code, entry);

    [Theory]
    [Covers(DiagnosticCodes.DiodeSide)]
    [Covers(DiagnosticCodes.DiodeAgainstFlow)]
    [Covers(DiagnosticCodes.DiodeWithTls)]
    [InlineData(DiagnosticCodes.DiodeSide, "{ kind: data-diode, id: d, on: C6, from_zone: Z-CC }")]
    [InlineData(DiagnosticCodes.DiodeAgainstFlow, "{ kind: data-diode, id: d, on: C6, from_zone: Z-CGS }")]
    [InlineData(DiagnosticCodes.DiodeWithTls, "{ kind: data-diode, id: d, on: C6, from_zone: Z-CGS }", "{ kind: mutual-tls, id: t, on: C6 }")]
    public void A_One_Way_Conduit_Carries_What_Is_Pushed_Its_Way(string code, params string[] entries) => Assert.Contains(code, CodesOfLab(entries));

    [Theory]
    [Covers(DiagnosticCodes.ShortLinkKey)]
    [Covers(DiagnosticCodes.TwoLinkProtections)]
    [InlineData(DiagnosticCodes.ShortLinkKey, "{ kind: link-encryption, id: l, on: C6, key: fifteen-letters }")]
    [InlineData(DiagnosticCodes.TwoLinkProtections, "{ kind: link-encryption, id: l, on: C6, key: sixteen-letters-x }", "{ kind: mutual-tls, id: t, on: C6 }")]
    public void A_Link_Has_One_Protection_And_A_Key_Worth_The_Name(string code, params string[] entries) => Assert.Equal([code], CodesOfLab(entries));

    [Theory]
    [Covers(DiagnosticCodes.JumpHostElsewhere)]
    [Covers(DiagnosticCodes.JumpHostWithoutConsole)]
    [Covers(DiagnosticCodes.FlowPastJumpHost)]
    [InlineData(DiagnosticCodes.JumpHostElsewhere, "{ kind: jump-host, id: j, on: C3, host: ENG-1, key: k }")]
    [InlineData(DiagnosticCodes.FlowPastJumpHost, "{ kind: jump-host, id: j, on: C4, host: SCADA-1, key: k }")]
    [InlineData(DiagnosticCodes.JumpHostWithoutConsole, "{ kind: jump-host, id: j, on: C6, host: PLC-OPP, key: k }")]
    public void A_Jump_Host_Stands_At_The_Conduit_And_Every_Console_Flow_Begins_There(string code, string entry) => Assert.Contains(code, CodesOfLab(entry));

    private static IEnumerable<string> CodesOfLab(params string[] entries)
    {
        var text = File.ReadAllText(TestSupport.Repository.PathOf("scenarios/station-lab/scenario.yaml"))
            .Replace("\ncontrols:\n", $"\ncontrols:\n{string.Concat(entries.Select(e => $"  - {e}\n"))}", StringComparison.Ordinal);
        const string Unit = "port: 502, unit: 2 }\n", Console = "      - { id: console, protocol: console, port: 23 }\n";
        text = entries.Any(e => e.Contains("PLC-OPP", StringComparison.Ordinal)) ? text.Replace(Unit + Console, Unit, StringComparison.Ordinal) : text;
        using var place = new TestSupport.TempFolder();
        var folder = place.Copy("scenarios/station-lab", "station-lab");
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), text);
        return [.. ScenarioLoader.Load(folder).Diagnostics.Select(d => d.Code)];
    }

    private static T Good<T>(string entry)
        where T : ControlConfig => ScenarioText.LoadGood(ScenarioText.Change(Audit, $"  - {entry}\n{Audit}")).Controls.OfType<T>().Single();
}
