using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>Rights that a supervisor lends.</summary>
public sealed class SupervisorOverrideTests
{
    private const string Vera = "vera Autumn-Leaf-33";
    private const string Anna = "anna Spring-Thaw-42";

    private static readonly SupervisorOverrideConfig Override = new()
    {
        Id = "ovr", On = "PLC", Permissions = ["write", "configure"], Supervisors = ["anna"], Longest = TimeSpan.FromMinutes(10),
    };

    [Fact]
    public void A_Right_Is_Lent_Used_On_Record_And_Ends_By_Itself()
    {
        var lab = Gate();
        var vera = LogOn(lab, "DESK-1", Vera);
        Assert.StartsWith("550", lab.Say(vera, "WRITE set-point-a 8.7"), StringComparison.Ordinal);
        Assert.StartsWith("200", lab.Say(LogOn(lab, "DESK-2", Anna), "OVERRIDE vera write 5 storm duty"), StringComparison.Ordinal);
        Assert.StartsWith("200", lab.Say(vera, "WRITE set-point-a 8.7"), StringComparison.Ordinal);
        lab.Advance(TimeSpan.FromMinutes(5));
        Assert.StartsWith("550", lab.Say(vera, "WRITE set-point-a 8.8"), StringComparison.Ordinal);
        Assert.Equal(8.7, lab["PLC"].Point("set-point-a"));
        Assert.Equal(
            ["override anna vera write for 5 min: storm duty", "override-use vera WRITE with write of anna", "override-end self vera write"],
            lab["PLC"].AuditRecords.Where(r => r.Type.StartsWith("override", StringComparison.Ordinal)).Select(r => $"{r.Type} {r.Subject} {r.Detail}"));
        Assert.Equal(3, lab.Talk(() => vera.SendAsync("OVERRIDE LIST"))!.Lines.Count);
    }

    [Theory]
    [InlineData(Vera, "vera write 5 please", "not-a-supervisor")]
    [InlineData("otto Winter-Pipe-17", "vera write 5 please", "not-a-supervisor")]
    [InlineData(Anna, "anna configure 5 please", "not-to-oneself")]
    [InlineData(Anna, "vera clock 5 please", "not-lent")]
    [InlineData(Anna, "vera write 5", "no-reason")]
    [InlineData(Anna, "vera write 11 please", "too-long")]
    public void Refuses_And_Records_What_Is_Not_Lent(string who, string what, string rule)
    {
        var lab = Gate();
        Assert.StartsWith("550", lab.Say(LogOn(lab, "DESK-2", who), $"OVERRIDE {what}"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("ovr", rule));
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "override", Result: "failure" });
        Assert.StartsWith("550", lab.Say(LogOn(lab, "DESK-1", Vera), "WRITE set-point-a 8.7"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vera write")]
    [InlineData("vera fly 5 please")]
    [InlineData("nobody write 5 please")]
    [InlineData("vera write 0 please")]
    [InlineData("vera write soon please")]
    public void Says_What_It_Does_Not_Understand(string what) =>
        Assert.StartsWith("501", Say(Gate(), Anna, $"OVERRIDE {what}"), StringComparison.Ordinal);

    [Theory]
    [InlineData(Anna, true)]
    [InlineData(Vera, true)]
    [InlineData("otto Winter-Pipe-17", false)]
    public void Supervisor_And_Borrower_May_End_It_Sooner(string who, bool may)
    {
        var lab = Gate();
        Say(lab, Anna, "OVERRIDE vera write 5 storm");
        Assert.StartsWith(may ? "200" : "550", Say(lab, who, "OVERRIDE END vera write"), StringComparison.Ordinal);
        Assert.StartsWith(may ? "550" : "200", Say(lab, Vera, "WRITE set-point-a 8.7"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_New_Loan_Replaces_The_Old_One_And_A_Restart_Ends_All()
    {
        var lab = Gate();
        Say(lab, Anna, "OVERRIDE vera write 1 storm");
        Say(lab, Anna, "OVERRIDE vera write 5 storm");
        lab.Advance(TimeSpan.FromMinutes(2));
        Assert.StartsWith("200", Say(lab, Vera, "WRITE set-point-a 8.7"), StringComparison.Ordinal);
        lab.Pump.Do(() => lab["PLC"].Stop(crashed: true));
        lab.Pump.Do(lab["PLC"].Start);
        Assert.StartsWith("550", Say(lab, Vera, "WRITE set-point-a 8.8"), StringComparison.Ordinal);
    }

    [Fact]
    public void Alone_It_Refuses_What_Can_Be_Lent_And_Nothing_Else()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(Override).Start();
        Assert.StartsWith("550", Say(lab, Vera, "WRITE set-point-a 8.7"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("ovr", "no-override"));
        Assert.StartsWith("550", lab.Say(lab.Console("DESK-9", "PLC"), "WRITE set-point-a 8.7"), StringComparison.Ordinal);
        Assert.StartsWith("200", Say(lab, Vera, "ROLE SHOW"), StringComparison.Ordinal);
        Assert.StartsWith("200", Say(lab, "otto Winter-Pipe-17", "WRITE set-point-a 8.7"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_People_Lend_Where_That_Needs_Two()
    {
        var lab = Gate(new DualApprovalConfig { Id = "two", On = "PLC", Operations = [ApprovedOperation.Override], Approvers = ["adam"] });
        Assert.StartsWith("202", Say(lab, Anna, "OVERRIDE vera write 5 storm duty"), StringComparison.Ordinal);
        Assert.StartsWith("550", Say(lab, Vera, "WRITE set-point-a 8.7"), StringComparison.Ordinal);
        Assert.StartsWith("200", lab.Say(LogOn(lab, "DESK-2", "adam Summer-Gas-88"), "CONFIRM OVERRIDE vera write 5 storm duty"), StringComparison.Ordinal);
        Assert.StartsWith("200", Say(lab, Vera, "WRITE set-point-a 8.7"), StringComparison.Ordinal);
    }

    [Fact]
    public void Disarmed_Anybody_Lends_Anything_For_Ever_And_Without_The_Control_Nobody_Does()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(new AccountsConfig { Id = "acc", On = "PLC" }, new AuditConfig { Id = "aud", On = "PLC" }, Roles()).Disarm(Override).Start();
        Assert.StartsWith("200", Say(lab, Vera, "OVERRIDE vera write 1"), StringComparison.Ordinal);
        lab.Advance(TimeSpan.FromHours(5));
        Assert.StartsWith("200", Say(lab, Vera, "WRITE set-point-a 8.7"), StringComparison.Ordinal);
        Assert.DoesNotContain(lab["PLC"].AuditRecords, r => r.Type.StartsWith("override", StringComparison.Ordinal));

        var without = new Lab();
        Assets.GatePlc(without);
        without.Arm(new AccountsConfig { Id = "acc", On = "PLC" }, Roles()).Start();
        Assert.StartsWith("550", Say(without, Anna, "OVERRIDE vera write 1 storm"), StringComparison.Ordinal);
        Assert.StartsWith("550", Say(without, Vera, "WRITE set-point-a 8.7"), StringComparison.Ordinal);
    }

    private static string Say(Lab lab, string who, string line) => lab.Say(LogOn(lab, "DESK-1", who), line);

    private static ConsoleClient LogOn(Lab lab, string from, string who)
    {
        var console = lab.Console(from, "PLC");
        Assert.StartsWith("230", lab.Say(console, $"LOGON {who}"), StringComparison.Ordinal);
        return console;
    }

    private static RolesConfig Roles() => new() { Id = "rol", On = "PLC", Permissions = RolesConfig.Usual };

    private static Lab Gate(params ControlConfig[] more)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return lab.Arm(new AccountsConfig { Id = "acc", On = "PLC" }, new AuditConfig { Id = "aud", On = "PLC" }, Roles(), Override).Arm(more).Start();
    }
}
