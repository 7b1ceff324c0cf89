using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class PasswordAgeTests
{
    private const string Anna = $"LOGON anna {Assets.Good}";

    private static readonly PasswordPolicyConfig Policy = new()
    {
        Id = "pol", On = "PLC", History = 3, MinAge = TimeSpan.FromDays(1), MaxAge = TimeSpan.FromDays(90), ServiceMaxAge = TimeSpan.FromDays(365),
    };

    [Fact]
    public void The_Present_And_Former_Passwords_Are_Not_Taken_Again()
    {
        var lab = Gate(true, former: ["Older-Moss-12x", "Oldest-Fern-34y", "Forgotten-Elm-56z"]);
        var console = LoggedOn(lab);
        foreach (var used in new[] { Assets.Good, "Older-Moss-12x", "Oldest-Fern-34y" })
        {
            Assert.StartsWith("501", lab.Say(console, $"PASSWD {Assets.Good} {used}"), StringComparison.Ordinal);
        }

        Assert.Equal(3, lab.Ledger("pol", LedgerAction.Blocked, "history"));
        Assert.StartsWith("200", lab.Say(console, $"PASSWD {Assets.Good} Forgotten-Elm-56z"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Password_Set_Here_Is_Kept_For_The_Least_Age()
    {
        var lab = Gate(true);
        var console = LoggedOn(lab);
        Assert.StartsWith("200", lab.Say(console, $"PASSWD {Assets.Good} Velvet-Anchor-72q"), StringComparison.Ordinal);
        Assert.StartsWith("501", lab.Say(console, "PASSWD Velvet-Anchor-72q Copper-Lichen-58w"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("pol", "min-age"));
        lab.Say(console, "CLOCK SET 2026-01-16T05:00:00Z");
        Assert.StartsWith("200", lab.Say(console, "PASSWD Velvet-Anchor-72q Copper-Lichen-58w"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_Expired_Password_Must_Be_Changed_Before_Anything_Else_And_Throws_Nobody_Out()
    {
        var lab = Gate(true);
        var inside = LoggedOn(lab);
        lab.Say(inside, "CLOCK SET 2026-04-16T04:00:00Z");
        Assert.StartsWith("200", lab.Say(inside, "READ set-point-a"), StringComparison.Ordinal);
        var console = lab.Console("GUEST", "PLC");
        Assert.StartsWith("232", lab.Say(console, Anna), StringComparison.Ordinal);
        Assert.StartsWith("550", lab.Say(console, "READ set-point-a"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("pol", "expired"));
        lab.Say(console, $"PASSWD {Assets.Good} Velvet-Anchor-72q");
        Assert.StartsWith("200", lab.Say(console, "READ set-point-a"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_LogOn_Shortly_Before_The_End_Warns()
    {
        var lab = Gate(true);
        lab.Say(LoggedOn(lab), "CLOCK SET 2026-04-10T04:00:00Z");
        Assert.StartsWith("230 password expires in 5 days session", lab.Say(lab.Console("GUEST", "PLC"), Anna), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Program_With_An_Expired_Password_Goes_On_Reading_And_Nothing_Else()
    {
        var lab = Gate(true);
        lab.Say(LoggedOn(lab), "CLOCK SET 2027-01-16T04:00:00Z");
        var program = lab.Console("GUEST", "PLC");
        Assert.StartsWith("232", lab.Say(program, "BIND svc Robot-Arm-900"), StringComparison.Ordinal);
        Assert.StartsWith("200", lab.Say(program, "READ set-point-a"), StringComparison.Ordinal);
        Assert.StartsWith("550", lab.Say(program, "WRITE set-point-a 8"), StringComparison.Ordinal);
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "password-expired", Subject: "svc" });
    }

    [Fact]
    public void Passwords_Live_For_Ever_And_Come_Back_When_Disarmed()
    {
        var lab = Gate(false);
        var console = LoggedOn(lab);
        lab.Say(console, "CLOCK SET 2029-01-01T00:00:00Z");
        Assert.StartsWith("200", lab.Say(console, $"PASSWD {Assets.Good} {Assets.Good}"), StringComparison.Ordinal);
        Assert.StartsWith("230", lab.Say(lab.Console("GUEST", "PLC"), Anna), StringComparison.Ordinal);
        Assert.StartsWith("230", lab.Say(lab.Console("GUEST", "PLC"), "BIND svc Robot-Arm-900"), StringComparison.Ordinal);
    }

    [Fact]
    public void People_Log_On_And_Programs_Bind_Each_With_Their_Own_Accounts()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(new AccountsConfig { Id = "acc", On = "PLC" }).Start();
        Assert.StartsWith("530", lab.Say(lab.Console("GUEST", "PLC"), "LOGON svc Robot-Arm-900"), StringComparison.Ordinal);
        Assert.StartsWith("530", lab.Say(lab.Console("GUEST", "PLC"), $"BIND anna {Assets.Good}"), StringComparison.Ordinal);
        Assert.StartsWith("230", lab.Say(lab.Console("GUEST", "PLC"), "BIND svc Robot-Arm-900"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("acc", "service-account"));
        Assert.True(lab.Blocked("acc", "not-a-program"));
    }

    private static Lab Gate(bool armed, string[]? former = null)
    {
        var lab = new Lab();
        var plc = Assets.GatePlc(lab);
        lab.Replace(plc with { Accounts = [plc.Accounts[0] with { FormerPasswords = former ?? [] }, .. plc.Accounts.Skip(1)] });
        _ = armed ? lab.Arm(Policy) : lab.Disarm(Policy);
        return lab.Arm(new AuditConfig { Id = "aud", On = "PLC" }).Start();
    }

    private static ConsoleClient LoggedOn(Lab lab)
    {
        var console = lab.Console("GUEST", "PLC");
        Assert.StartsWith("230", lab.Say(console, Anna), StringComparison.Ordinal);
        return console;
    }
}
