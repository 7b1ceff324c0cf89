using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class LogOnTests
{
    private static readonly AccountsConfig Accounts = new() { Id = "acc", On = "PLC" };
    private static readonly LockOutConfig LockOut = new() { Id = "lock", On = "PLC", Attempts = 3, Exempt = ["otto"] };

    [Fact]
    public void Requires_LogOn_And_Refuses_Uniformly_When_Accounts_Are_Armed()
    {
        var lab = Gate(l => l.Arm(Accounts));
        var console = lab.Console("GUEST", "PLC");
        Assert.StartsWith("530", lab.Say(console, "READ feeder-pressure"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("acc", "log-on-required"));
        var unknown = lab.Say(console, "LOGON nobody secret");
        var wrong = lab.Say(console, "LOGON anna secret");
        Assert.Equal("530 log-on refused", unknown);
        Assert.Equal(unknown, wrong);
        Assert.Equal(2, lab.Ledger("acc", LedgerAction.Blocked, "log-on-refused"));
        Assert.StartsWith("230 session ", lab.Say(console, $"LOGON anna {Assets.Good}"), StringComparison.Ordinal);
        Assert.Equal("200 8.6 u", lab.Say(console, "READ feeder-pressure"));
    }

    [Fact]
    public void Lets_Anybody_Read_And_Echoes_Passwords_When_Accounts_Are_Disarmed()
    {
        var lab = Gate(l => l.Disarm(Accounts));
        var console = lab.Console("GUEST", "PLC");
        Assert.Equal("200 8.6 u", lab.Say(console, "READ feeder-pressure"));
        Assert.Equal("200 ok", lab.Say(console, "WRITE set-point-a 9.1"));
        Assert.Contains("unknown user 'nobody'", lab.Say(console, "LOGON nobody secret"), StringComparison.Ordinal);
        Assert.Contains("wrong password 'secret'", lab.Say(console, "LOGON anna secret"), StringComparison.Ordinal);
        Assert.DoesNotContain(lab.Recorder.Entries, e => e.Control.Length > 0);
    }

    [Theory]
    [InlineData("svc", "Robot-Arm-900", "service-account")]
    [InlineData("shift", "Shared-Desk-1", "shared-account")]
    [InlineData("admin", "admin", "vendor-default")]
    public void Refuses_Accounts_That_May_Not_LogOn(string name, string password, string rule)
    {
        var armed = Gate(l => l.Arm(Accounts));
        Assert.Equal("530 log-on refused", armed.Say(armed.Console("GUEST", "PLC"), $"LOGON {name} {password}"));
        Assert.True(armed.Blocked("acc", rule));
        var open = Gate(l => l.Disarm(Accounts));
        Assert.StartsWith("230", open.Say(open.Console("GUEST", "PLC"), $"LOGON {name} {password}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Locks_Out_For_The_Duration_And_Says_Nothing_Of_It()
    {
        var lab = Gate(l => l.Arm(Accounts, LockOut));
        var console = lab.Console("GUEST", "PLC");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("530 log-on refused", lab.Say(console, "LOGON anna guess"));
        }

        Assert.Equal("530 log-on refused", lab.Say(console, $"LOGON anna {Assets.Good}"));
        Assert.True(lab.Blocked("lock", "locked"));
        lab.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.Equal("530 log-on refused", lab.Say(console, $"LOGON anna {Assets.Good}"));
        lab.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("230", lab.Say(console, $"LOGON anna {Assets.Good}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_Failures_Only_Within_The_Window_And_Never_Locks_Exempt_Accounts()
    {
        var lab = Gate(l => l.Arm(LockOut));
        var console = lab.Console("GUEST", "PLC");
        lab.Say(console, "LOGON anna guess");
        lab.Say(console, "LOGON anna guess");
        lab.Advance(TimeSpan.FromMinutes(16));
        lab.Say(console, "LOGON anna guess");
        Assert.StartsWith("230", lab.Say(console, $"LOGON anna {Assets.Good}"), StringComparison.Ordinal);
        for (var i = 0; i < 10; i++)
        {
            lab.Say(console, "LOGON otto guess");
        }

        Assert.StartsWith("230", lab.Say(console, "LOGON otto Winter-Pipe-17"), StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_Guesses_When_LockOut_Is_Disarmed()
    {
        var lab = Gate(l => l.Disarm(LockOut));
        var console = lab.Console("GUEST", "PLC");
        for (var i = 0; i < 10; i++)
        {
            lab.Say(console, "LOGON anna guess");
        }

        Assert.StartsWith("230", lab.Say(console, $"LOGON anna {Assets.Good}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_New_Passwords_Only_When_The_Policy_Is_Armed()
    {
        var policy = new PasswordPolicyConfig { Id = "pol", On = "PLC" };
        var armed = Gate(l => l.Arm(policy));
        var console = armed.Console("GUEST", "PLC");
        armed.Say(console, $"LOGON anna {Assets.Good}");
        Assert.StartsWith("501", armed.Say(console, $"PASSWD {Assets.Good} short"), StringComparison.Ordinal);
        Assert.StartsWith("501", armed.Say(console, $"PASSWD {Assets.Good} onlylowercaseletters"), StringComparison.Ordinal);
        Assert.True(armed.Blocked("pol", "length") && armed.Blocked("pol", "classes"));
        Assert.Equal("200 ok", armed.Say(console, $"PASSWD {Assets.Good} Better-Word-2026"));
        Assert.StartsWith("230", armed.Say(console, "LOGON anna Better-Word-2026"), StringComparison.Ordinal);

        var open = Gate(l => l.Disarm(policy));
        console = open.Console("GUEST", "PLC");
        open.Say(console, $"LOGON anna {Assets.Good}");
        Assert.Equal("200 ok", open.Say(console, $"PASSWD {Assets.Good} x"));
        Assert.StartsWith("230", open.Say(console, "LOGON anna x"), StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_The_Notification_Only_When_Armed()
    {
        var notice = new UseNotificationConfig { Id = "note", On = "PLC", Text = "Authorised use only.\nEverything is recorded." };
        var armed = Gate(l => l.Arm(notice));
        armed.Console("GUEST", "PLC");
        Assert.Equal(["Authorised use only.", "Everything is recorded.", "PLC console ready"], armed.Greeting!.Lines);
        Assert.Equal(1, armed.Ledger("note", LedgerAction.Recorded, "shown"));
        var open = Gate(l => l.Disarm(notice));
        open.Console("GUEST", "PLC");
        Assert.Equal(["PLC console ready"], open.Greeting!.Lines);
    }

    [Fact]
    public void Errors_Tell_The_Product_Only_When_Handling_Is_Disarmed()
    {
        var handling = new ErrorHandlingConfig { Id = "err", On = "PLC" };
        var armed = Gate(l => l.Arm(handling));
        Assert.Equal("500 unknown command", armed.Say(armed.Console("GUEST", "PLC"), "EXPLODE now"));
        Assert.True(armed.Blocked("err", "detail-withheld"));
        var open = Gate(l => l.Disarm(handling));
        var reply = open.Say(open.Console("GUEST", "PLC"), "EXPLODE now");
        Assert.Contains("Gate Controller 2.4", reply, StringComparison.Ordinal);
        Assert.Contains("/opt/gate-controller", reply, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Disabled_Account_Cannot_LogOn_Until_Enabled()
    {
        var lab = Gate(l => l);
        var console = lab.Console("GUEST", "PLC");
        Assert.Equal("200 ok", lab.Say(console, "USER ADD bert operator Any-Password-1"));
        Assert.Equal("200 ok", lab.Say(console, "USER DISABLE bert"));
        Assert.StartsWith("534", lab.Say(console, "LOGON bert Any-Password-1"), StringComparison.Ordinal);
        Assert.Contains("bert operator disabled", lab.Say(console, "USER LIST"), StringComparison.Ordinal);
        Assert.Equal("200 ok", lab.Say(console, "USER ENABLE bert"));
        Assert.StartsWith("230", lab.Say(console, "LOGON bert Any-Password-1"), StringComparison.Ordinal);
    }

    private static Lab Gate(Func<Lab, Lab> controls)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return controls(lab).Start();
    }
}
