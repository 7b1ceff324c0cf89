using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class SessionLimitTests
{
    private static readonly SessionLimitsConfig Limits = new()
    {
        Id = "ses", On = "PLC", MaxSessions = 2, MaxTotal = 2, Lock = TimeSpan.FromMinutes(5), MaxDuration = TimeSpan.FromMinutes(30),
    };

    [Fact]
    public void Refuses_One_Session_More_Than_All_Accounts_May_Have_And_Takes_It_Once_One_Ended()
    {
        var lab = Gate();
        var anna = LogOn(lab, "A", $"anna {Assets.Good}");
        LogOn(lab, "B", "otto Winter-Pipe-17");
        var vera = lab.Console("C", "PLC");
        Assert.StartsWith("552", lab.Say(vera, "LOGON vera Autumn-Leaf-33"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("ses", "max-total"));
        lab.Say(anna, "LOGOFF");
        Assert.StartsWith("230", lab.Say(vera, "LOGON vera Autumn-Leaf-33"), StringComparison.Ordinal);
    }

    [Fact]
    public void Locks_An_Idle_Session_Before_It_Ends_And_Only_Its_Owner_Opens_It()
    {
        var lab = Gate();
        var anna = LogOn(lab, "A", $"anna {Assets.Good}");
        lab.Advance(TimeSpan.FromMinutes(6));
        Assert.StartsWith("550", lab.Say(anna, "READ set-point-a"), StringComparison.Ordinal);
        Assert.StartsWith("530", lab.Say(anna, "UNLOCK wrong"), StringComparison.Ordinal);
        Assert.StartsWith("550", lab.Say(anna, "READ set-point-a"), StringComparison.Ordinal);
        Assert.StartsWith("200", lab.Say(anna, $"UNLOCK {Assets.Good}"), StringComparison.Ordinal);
        Assert.StartsWith("200", lab.Say(anna, "READ set-point-a"), StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_A_Busy_Session_After_Its_Longest_Duration()
    {
        var lab = Gate();
        var anna = LogOn(lab, "A", $"anna {Assets.Good}");
        for (var minute = 0; minute < 28; minute += 4)
        {
            lab.Advance(TimeSpan.FromMinutes(4));
            Assert.StartsWith("200", lab.Say(anna, "READ set-point-a"), StringComparison.Ordinal);
        }

        lab.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(421, lab.Talk(anna.NextAsync)!.Code);
        Assert.True(anna.IsClosed);
        Assert.True(lab.Blocked("ses", "duration"));
    }

    private static Lab Gate()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return lab.Arm(Limits).Start();
    }

    private static ConsoleClient LogOn(Lab lab, string from, string who)
    {
        var console = lab.Console(from, "PLC");
        Assert.StartsWith("230", lab.Say(console, $"LOGON {who}"), StringComparison.Ordinal);
        return console;
    }
}
