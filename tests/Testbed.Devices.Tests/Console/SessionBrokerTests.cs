using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>Visitors who work while somebody else's approval lasts.</summary>
public sealed class SessionBrokerTests
{
    private static readonly SessionBrokerConfig Broker = new() { Id = "brk", On = "PLC", Visitors = ["otto"], Approvers = ["adam"], Window = TimeSpan.FromMinutes(30) };

    [Fact]
    public void A_Visitor_Waits_For_An_Approval_And_Works_While_It_Lasts()
    {
        var lab = Gate();
        var otto = LogOn(lab, "O", "otto Winter-Pipe-17");
        Assert.StartsWith("550", lab.Say(otto, "READ set-point-a"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("brk", "not-approved"));
        Assert.StartsWith("200", lab.Say(LogOn(lab, "B", "adam Summer-Gas-88"), "APPROVE otto"), StringComparison.Ordinal);
        Assert.StartsWith("200", lab.Say(otto, "READ set-point-a"), StringComparison.Ordinal);
        lab.Advance(TimeSpan.FromMinutes(31));
        Assert.StartsWith("550", lab.Say(otto, "READ set-point-a"), StringComparison.Ordinal);
        Assert.Equal(["approval success otto for 30 min", "approval-end success otto"],
            lab["PLC"].AuditRecords.Where(r => r.Type.StartsWith("approval", StringComparison.Ordinal)).Select(r => $"{r.Type} {r.Result} {r.Detail}"));
    }

    [Theory]
    [InlineData("otto Winter-Pipe-17")]
    [InlineData("vera Autumn-Leaf-33")]
    public void Neither_The_Visitor_Nor_Anybody_Else_Approves(string who)
    {
        var lab = Gate();
        var otto = LogOn(lab, "O", "otto Winter-Pipe-17");
        Assert.StartsWith("501", lab.Say(LogOn(lab, "B", who), "APPROVE otto"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("brk", "not-an-approver"));
        Assert.StartsWith("550", lab.Say(otto, "READ set-point-a"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Shorter_Approval_Ends_Sooner_And_A_Longer_One_Is_Cut()
    {
        var lab = Gate();
        var adam = LogOn(lab, "B", "adam Summer-Gas-88");
        var otto = LogOn(lab, "O", "otto Winter-Pipe-17");
        lab.Say(adam, "APPROVE otto 5");
        lab.Advance(TimeSpan.FromMinutes(6));
        Assert.StartsWith("550", lab.Say(otto, "READ set-point-a"), StringComparison.Ordinal);
        lab.Say(adam, "APPROVE otto 1440");
        lab.Advance(TimeSpan.FromMinutes(31));
        Assert.StartsWith("550", lab.Say(otto, "READ set-point-a"), StringComparison.Ordinal);
        Assert.StartsWith("501", lab.Say(adam, "APPROVE nobody"), StringComparison.Ordinal);
        Assert.StartsWith("501", lab.Say(adam, "APPROVE otto never"), StringComparison.Ordinal);
    }

    [Fact]
    public void Leads_On_To_Another_Console_Records_What_Is_Done_There_And_Cuts_It_With_The_Approval()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        Assets.Rtu(lab);
        lab.Arm(new AccountsConfig { Id = "acc", On = "PLC" }).Arm(Broker).Arm(new AccountsConfig { Id = "acc2", On = "RTU" }).Start();
        var otto = LogOn(lab, "O", "otto Winter-Pipe-17");
        Assert.StartsWith("550", lab.Say(otto, "CONNECT RTU"), StringComparison.Ordinal);
        var adam = LogOn(lab, "B", "adam Summer-Gas-88");
        lab.Say(adam, "APPROVE otto");
        Assert.StartsWith("150", lab.Say(otto, "CONNECT RTU"), StringComparison.Ordinal);
        Assert.StartsWith("220", Next(lab, otto), StringComparison.Ordinal);
        Assert.StartsWith("230", lab.Say(otto, "LOGON vera Autumn-Leaf-33"), StringComparison.Ordinal);
        Assert.StartsWith("200 20", lab.Say(otto, "READ outlet-pressure"), StringComparison.Ordinal);

        lab.Advance(TimeSpan.FromMinutes(31));
        Assert.StartsWith("226", Next(lab, otto), StringComparison.Ordinal);
        Assert.StartsWith("550", lab.Say(otto, "CONNECT RTU"), StringComparison.Ordinal);
        var recording = lab.Talk(() => LogOn(lab, "U", "audie Quiet-Eyes-55").SendAsync("RECORDING"))!.Lines;
        Assert.Contains(recording, l => l.EndsWith("otto RTU > LOGON *", StringComparison.Ordinal));
        Assert.Contains(recording, l => l.EndsWith("otto RTU > READ outlet-pressure", StringComparison.Ordinal));
        Assert.Contains(recording, l => l.Contains("otto RTU < 200 20", StringComparison.Ordinal));
        Assert.DoesNotContain(recording, l => l.Contains("Autumn", StringComparison.Ordinal));
    }

    [Fact]
    public void Disarmed_A_Log_On_Is_Enough()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(new AccountsConfig { Id = "acc", On = "PLC" }).Disarm(Broker).Start();
        Assert.StartsWith("200", lab.Say(LogOn(lab, "O", "otto Winter-Pipe-17"), "READ set-point-a"), StringComparison.Ordinal);
    }

    private static string Next(Lab lab, ConsoleClient client) => lab.Talk(client.NextAsync) is { } reply ? FormattableString.Invariant($"{reply.Code} {reply.Text}") : "closed";

    private static ConsoleClient LogOn(Lab lab, string from, string who)
    {
        var console = lab.Console(from, "PLC");
        Assert.StartsWith("230", lab.Say(console, $"LOGON {who}"), StringComparison.Ordinal);
        return console;
    }

    private static Lab Gate()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return lab.Arm(new AccountsConfig { Id = "acc", On = "PLC" }).Arm(new AuditConfig { Id = "aud", On = "PLC" }).Arm(Broker).Start();
    }
}
