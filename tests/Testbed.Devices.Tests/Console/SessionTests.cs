using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class SessionTests
{
    private static readonly SessionLimitsConfig Limits = new() { Id = "ses", On = "PLC" };

    [Fact]
    public void Tokens_Are_Random_And_Die_At_LogOff_When_Armed()
    {
        var lab = Gate(true);
        var console = lab.Console("GUEST", "PLC");
        var first = Token(lab, console);
        Assert.Matches("^[0-9a-f]{32}$", first);
        lab.Say(console, "LOGOFF");
        Assert.Equal("530 no such session", lab.Say(console, $"RESUME {first}"));
        Assert.True(lab.Blocked("ses", "dead-token"));
        Assert.NotEqual(first, Token(lab, console));
        Assert.DoesNotContain(lab.Recorder.Entries, e => e.ToString().Contains(first, StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_Are_Numbers_That_Never_Die_And_Serve_Anybody_When_Disarmed()
    {
        var lab = Gate(false);
        var console = lab.Console("GUEST", "PLC");
        Assert.Equal("1", Token(lab, console));
        lab.Say(console, "LOGOFF");
        Assert.Equal("2", Token(lab, console));
        var thief = lab.Console("THIEF", "PLC");
        Assert.Equal("230 session 1", lab.Say(thief, "RESUME 1"));
        Assert.Equal("530 no such session", lab.Say(thief, "RESUME 9"));
    }

    [Fact]
    public void A_Dropped_Session_Is_Resumed_Only_By_Its_Own_Peer()
    {
        var lab = Gate(true);
        var console = lab.Console("GUEST", "PLC");
        var token = Token(lab, console);
        var thief = lab.Console("THIEF", "PLC");
        Assert.StartsWith("530", lab.Say(thief, $"RESUME {token}"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("ses", "foreign-peer"));
        Assert.StartsWith("530", lab.Say(lab.Console("GUEST", "PLC"), $"RESUME {token}"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("ses", "in-use"));
        lab.Talk(async () =>
        {
            await console.DisposeAsync();
            return true;
        });
        Assert.StartsWith("230", lab.Say(lab.Console("GUEST", "PLC"), $"RESUME {token}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Dropped_Session_Dies_After_The_Idle_Time()
    {
        var lab = Gate(true);
        var console = lab.Console("GUEST", "PLC");
        var token = Token(lab, console);
        lab.Talk(async () =>
        {
            await console.DisposeAsync();
            return true;
        });
        lab.Advance(TimeSpan.FromMinutes(10));
        Assert.StartsWith("530", lab.Say(lab.Console("GUEST", "PLC"), $"RESUME {token}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "230")]
    [InlineData(9, "530")]
    public void Whoever_Drops_An_Idle_Session_Prolongs_Nothing(int idleMinutes, string answer)
    {
        var lab = Gate(true);
        var console = lab.Console("GUEST", "PLC");
        var token = Token(lab, console);
        lab.Advance(TimeSpan.FromMinutes(idleMinutes));
        lab.Talk(async () =>
        {
            await console.DisposeAsync();
            return true;
        });
        lab.Advance(TimeSpan.FromMinutes(2));
        Assert.StartsWith(answer, lab.Say(lab.Console("GUEST", "PLC"), $"RESUME {token}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_An_Idle_Session_With_421_And_Keeps_A_Busy_One()
    {
        var lab = Gate(true);
        var console = lab.Console("GUEST", "PLC");
        Token(lab, console);
        lab.Advance(TimeSpan.FromMinutes(9));
        Assert.StartsWith("200", lab.Say(console, "READ feeder-pressure"), StringComparison.Ordinal);
        lab.Advance(TimeSpan.FromMinutes(9));
        Assert.False(console.IsClosed);
        lab.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(421, lab.Talk(console.NextAsync)!.Code);
        Assert.True(console.IsClosed);
        Assert.True(lab.Blocked("ses", "idle"));
    }

    [Fact]
    public void No_Idle_End_When_Disarmed()
    {
        var lab = Gate(false);
        var console = lab.Console("GUEST", "PLC");
        Token(lab, console);
        lab.Advance(TimeSpan.FromHours(10));
        Assert.StartsWith("200", lab.Say(console, "READ feeder-pressure"), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_Sessions_Per_Account_When_Armed()
    {
        foreach (var isArmed in (bool[])[true, false])
        {
            var lab = Gate(isArmed);
            Token(lab, lab.Console("A", "PLC"));
            Token(lab, lab.Console("B", "PLC"));
            var third = lab.Say(lab.Console("C", "PLC"), $"LOGON anna {Assets.Good}");
            Assert.StartsWith(isArmed ? "552" : "230", third, StringComparison.Ordinal);
            Assert.Equal(isArmed, lab.Blocked("ses", "max-sessions"));
        }
    }

    [Fact]
    public void A_Locked_Session_Does_Nothing_Until_Unlocked()
    {
        var lab = Gate(true);
        var console = lab.Console("GUEST", "PLC");
        Token(lab, console);
        Assert.Equal("200 locked", lab.Say(console, "LOCK"));
        Assert.StartsWith("550", lab.Say(console, "READ feeder-pressure"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("ses", "session-locked"));
        Assert.StartsWith("530", lab.Say(console, "UNLOCK wrong"), StringComparison.Ordinal);
        Assert.Equal("200 unlocked", lab.Say(console, $"UNLOCK {Assets.Good}"));
        Assert.StartsWith("200", lab.Say(console, "READ feeder-pressure"), StringComparison.Ordinal);
    }

    [Fact]
    public void Quit_Says_Bye_And_Closes()
    {
        var lab = Gate(true);
        var console = lab.Console("GUEST", "PLC");
        Assert.Equal("221 bye", lab.Say(console, "QUIT"));
        Assert.True(console.IsClosed);
    }

    private static string Token(Lab lab, ConsoleClient console) => lab.Say(console, $"LOGON anna {Assets.Good}").Split(' ')[2];

    private static Lab Gate(bool isArmed)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return (isArmed ? lab.Arm(Limits) : lab.Disarm(Limits)).Start();
    }
}
