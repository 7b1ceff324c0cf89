using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>Controls of what people command. § marks the place in the changed text.</summary>
public sealed class PeopleControlTests
{
    private const string Audit = "  - { kind: audit, id: rtu-audit";

    [Fact]
    public void Two_People_Sit_At_Two_Stations_Unless_It_Says_Otherwise()
    {
        var two = Good<DualApprovalConfig>("{ kind: dual-approval, id: d, on: SCADA-1, points: [RTU-1.set-point], approvers: [b.stone] }");
        Assert.True(two is { OtherStation: true, Points: ["RTU-1.set-point"], Approvers: ["b.stone"], Operations: [] });
        Assert.Equal(TimeSpan.FromMinutes(5), two.Within);
        Assert.False(Good<DualApprovalConfig>("{ kind: dual-approval, id: d, on: RTU-1, points: [set-point], approvers: [b.stone], other_station: false }").OtherStation);
    }

    [Fact]
    public void A_Right_Is_Lent_For_Half_An_Hour_Unless_It_Says_Otherwise()
    {
        var lent = Good<SupervisorOverrideConfig>("{ kind: supervisor-override, id: d, on: RTU-1, permissions: [write, island], supervisors: [b.stone] }");
        Assert.True(lent is { Permissions: ["write", "island"], Supervisors: ["b.stone"] });
        Assert.Equal(TimeSpan.FromMinutes(30), lent.Longest);
        Assert.DoesNotContain("roles", SupervisorOverrideConfig.Lendable);
    }

    [Theory]
    [Covers(DiagnosticCodes.NoSuchCommandPoint)]
    [Covers(DiagnosticCodes.NoSuchPerson)]
    [Covers(DiagnosticCodes.NothingToApprove)]
    [Covers(DiagnosticCodes.NoSuchOperation)]
    [InlineData(DiagnosticCodes.NoSuchCommandPoint, "{ kind: dual-approval, id: d, on: RTU-1, points: §[RTU-1.set-point], approvers: [b.stone] }")]
    [InlineData(DiagnosticCodes.NoSuchCommandPoint, "{ kind: dual-approval, id: d, on: SCADA-1, points: §[RTU-1.outlet-pressure], approvers: [b.stone] }")]
    [InlineData(DiagnosticCodes.NoSuchPerson, "{ kind: dual-approval, id: d, on: RTU-1, points: [set-point], approvers: §[nobody] }")]
    [InlineData(DiagnosticCodes.NothingToApprove, "{ kind: dual-approval, id: d, on: RTU-1, approvers: §[b.stone] }")]
    [InlineData(DiagnosticCodes.NoSuchOperation, "{ kind: dual-approval, id: d, on: RTU-1, operations: §[island], approvers: [b.stone] }")]
    [InlineData(DiagnosticCodes.NoSuchOperation, "{ kind: dual-approval, id: d, on: RTU-1, operations: §[program-download], approvers: [b.stone] }")]
    [InlineData(DiagnosticCodes.NoSuchOperation, "{ kind: dual-approval, id: d, on: RTU-1, operations: §[override], approvers: [b.stone] }")]
    [InlineData(DiagnosticCodes.NoSuchPerson, "{ kind: supervisor-override, id: d, on: RTU-1, permissions: [write], supervisors: §[nobody] }")]
    [InlineData(DiagnosticCodes.UnknownWord, "{ kind: supervisor-override, id: d, on: RTU-1, permissions: [§roles], supervisors: [b.stone] }")]
    [InlineData(DiagnosticCodes.UnknownWord, "{ kind: dual-approval, id: d, on: RTU-1, operations: [§anything], approvers: [b.stone] }")]
    public void Reports_Code_And_Place(string code, string entry)
    {
        var (text, line, column) = ScenarioText.Locate(ScenarioText.Change(Audit, $"  - {entry}\n{Audit}"));
        Assert.Contains((code, line, column), ScenarioText.Load(text).Diagnostics.Select(d => (d.Code, d.Line, d.Column)));
    }

    [Theory]
    [Covers(DiagnosticCodes.ShiftTimes)]
    [Covers(DiagnosticCodes.NothingToLose)]
    [InlineData(DiagnosticCodes.ShiftTimes, "shifts: [{ id: s, from: LOG-1, to: SCADA-1, port: 23, account: a.miller, at: 1h, until: §1h }]")]
    [InlineData(DiagnosticCodes.ShiftTimes, "shifts: [{ id: s, from: LOG-1, to: SCADA-1, port: 23, account: a.miller, at: 1h, until: §2h, commands: [{ at: 1h, say: POINTS }] }]")]
    [InlineData(DiagnosticCodes.ShiftTimes, "shifts: [{ id: s, from: LOG-1, to: SCADA-1, port: 23, account: a.miller, at: 1h, until: §9h, every: 1h }]")]
    [InlineData(DiagnosticCodes.DanglingReference, "shifts: [{ id: s, from: LOG-1, to: SCADA-1, port: 23, account: §nobody, at: 1h, until: 2h }]")]
    [InlineData(DiagnosticCodes.TrafficNotDeclared, "shifts: [{ id: s, from: LOG-1, to: §RTU-1, port: 23, account: a.miller, at: 1h, until: 2h }]")]
    [InlineData(DiagnosticCodes.UnknownWord, "shifts: [{ id: s, from: LOG-1, to: SCADA-1, port: 23, account: a.miller, at: 1h, until: 2h, trials: [§never] }]")]
    [InlineData(DiagnosticCodes.NothingToLose, "losses: [{ from: LOG-1, to: §[RTU-1], percent: 1 }]")]
    [InlineData(DiagnosticCodes.PercentOutOfRange, "losses: [{ from: SCADA-1, to: [RTU-1], percent: §101 }]")]
    [InlineData(DiagnosticCodes.DanglingReference, "outages: [{ asset: §RTU-9, at: 1h, for: 5min }]")]
    public void Reports_Traffic_That_Makes_No_Sense(string code, string part)
    {
        var (text, line, column) = ScenarioText.Locate(ScenarioText.Change("traffic:\n", $"traffic:\n  {part}\n"));
        Assert.Contains((code, line, column), ScenarioText.Load(text).Diagnostics.Select(d => (d.Code, d.Line, d.Column)));
    }

    [Fact]
    public void Ordinary_People_And_Lost_Polls_Belong_To_The_Negative_Control()
    {
        const string Day = """
            traffic:
              shifts: [{ id: s, from: LOG-1, to: SCADA-1, port: 23, account: a.miller, at: 1h, until: 2h, every: 1d, look: { say: CLOCK SHOW, every: 4min } }]
              losses: [{ from: SCADA-1, to: [RTU-1], percent: 1 }]
              outages: [{ asset: RTU-1, at: 1h, within: 2h, for: 5min, trials: [negative-control, replay] }]

            """;
        var traffic = ScenarioText.LoadGood(ScenarioText.Change("traffic:\n", Day)).Traffic;
        Assert.True(traffic.Shifts is [{ Every.TotalHours: 24, Look: { Command: "CLOCK SHOW", Every.TotalMinutes: 4 }, Trials: [TrafficTrials.NegativeControl] }]);
        Assert.True(traffic.Losses is [{ Percent: 1, Trials: [TrafficTrials.NegativeControl] }]);
        Assert.True(traffic.Outages is [{ Within.TotalHours: 2, For.TotalMinutes: 5, Trials: [TrafficTrials.NegativeControl, TrafficTrials.Replay] }]);
    }

    private static T Good<T>(string entry)
        where T : ControlConfig => ScenarioText.LoadGood(ScenarioText.Change(Audit, $"  - {entry}\n{Audit}")).Controls.OfType<T>().Single();
}
