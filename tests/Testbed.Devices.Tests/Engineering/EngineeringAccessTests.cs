using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>Who may use the engineering service: each control armed and disarmed.</summary>
public sealed class EngineeringAccessTests
{
    private static readonly RolesConfig Roles = new()
    {
        Id = "roles", On = "PLC",
        Permissions = new Dictionary<AccountRole, IReadOnlyList<string>>
        {
            [AccountRole.Viewer] = ["read"], [AccountRole.Operator] = ["read", "write"], [AccountRole.Engineer] = ["read", "write", "configure"],
        },
    };

    [Fact]
    public void Wants_A_Log_On_Where_Accounts_Are_Armed()
    {
        var lab = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts));
        var tool = lab.Tool();
        Assert.True(lab.Lab.Talk(tool.IdentifyAsync).IsDone);
        Assert.Equal(EngineeringStatus.LogOnRequired, lab.Status(tool.StateAsync));
        Assert.Equal(EngineeringStatus.LogOnRequired, lab.Status(tool.StopAsync));
        Assert.Equal(EngineeringStatus.LogOnRequired, lab.Download(tool, FakeProgramHost.Bundle("2", "x")));
        Assert.Equal(ControllerState.Run, lab.Host.State);
        Assert.True(lab.Lab.Blocked("acc", "log-on-required"));
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => tool.LogOnAsync("anna", Assets.Good)));
        Assert.Equal(EngineeringStatus.Done, lab.Status(tool.StopAsync));
        Assert.Equal(["success anna"], lab.Records("program-stop"));
        Assert.Equal(EngineeringStatus.Done, lab.Status(tool.LogOffAsync));
        Assert.Equal(EngineeringStatus.LogOnRequired, lab.Status(tool.StateAsync));
        Assert.Equal(["success anna from GUEST"], lab.Records("log-on"));
    }

    [Fact]
    public void Wants_None_Where_They_Are_Disarmed()
    {
        var lab = new EngineeringLab(l => l.Disarm(EngineeringLab.Accounts));
        Assert.Equal(EngineeringStatus.Done, lab.Status(lab.Tool().StopAsync));
    }

    [Fact]
    public void Refuses_Wrong_Names_And_Passwords_With_One_Answer_And_Keeps_Them_Secret()
    {
        var lab = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts));
        var tool = lab.Tool();
        Assert.Equal("log-on refused: log-on refused", lab.Text(() => tool.LogOnAsync("anna", "Wrong-Password-1")));
        Assert.Equal("log-on refused: log-on refused", lab.Text(() => tool.LogOnAsync("nobody", "Wrong-Password-1")));
        Assert.Equal(EngineeringStatus.LogOnRefused, lab.Status(() => tool.LogOnAsync("svc", "Robot-Arm-900")));
        Assert.Equal(3, lab.Records("log-on").Count(r => r.StartsWith("failure", StringComparison.Ordinal)));
        Assert.DoesNotContain(lab.Lab.Recorder.Entries, e => e.Pdu.Contains("Wrong", StringComparison.Ordinal));
        Assert.DoesNotContain(lab.Lab["PLC"].AuditRecords, r => r.Detail.Contains("Wrong", StringComparison.Ordinal));
    }

    [Fact]
    public void Locks_Out_Whoever_Guesses()
    {
        LockOutConfig lockOut = new() { Id = "lock", On = "PLC", Attempts = 3 };
        var armed = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts, lockOut));
        var disarmed = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts).Disarm(lockOut));
        foreach (var (lab, expected) in ((EngineeringLab, EngineeringStatus)[])[(armed, EngineeringStatus.LogOnRefused), (disarmed, EngineeringStatus.Done)])
        {
            var tool = lab.Tool();
            for (var i = 0; i < 3; i++)
            {
                lab.Status(() => tool.LogOnAsync("anna", "wrong"));
            }

            Assert.Equal(expected, lab.Status(() => tool.LogOnAsync("anna", Assets.Good)));
        }

        Assert.True(armed.Lab.Blocked("lock", "locked"));
    }

    [Theory]
    [InlineData("vera", "Autumn-Leaf-33", true, false, false)]
    [InlineData("otto", "Winter-Pipe-17", true, true, false)]
    [InlineData("anna", Assets.Good, true, true, true)]
    [InlineData("audie", "Quiet-Eyes-55", false, false, false)]
    public void Lets_Each_Role_Do_What_It_May(string name, string password, bool read, bool write, bool configure)
    {
        var lab = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts, Roles));
        var tool = lab.LoggedOn(name, password);
        EngineeringStatus Expect(bool may) => may ? EngineeringStatus.Done : EngineeringStatus.NotPermitted;
        Assert.Equal(Expect(read), lab.Status(tool.StateAsync));
        Assert.Equal(Expect(read), lab.Status(() => tool.ReadAsync("Main.level")));
        Assert.Equal(Expect(write), lab.Status(() => tool.WriteAsync("Main.level", "1")));
        Assert.Equal(Expect(configure), lab.Status(() => tool.ForceAsync("Main.level", "1")));
        Assert.Equal(Expect(configure), lab.Lab.Talk(tool.UploadAsync).End.Response!.Status);
        Assert.Equal(Expect(configure), lab.Status(tool.StopAsync));
        Assert.Equal(Expect(configure), lab.Download(tool, FakeProgramHost.Bundle("2", "x")));
        Assert.Equal(!configure, lab.Lab.Recorder.Entries.Any(e => e.Control == "roles" && e.Action == LedgerAction.Blocked));
    }

    [Fact]
    public void Lets_Every_Role_Do_Everything_Where_Roles_Are_Disarmed()
    {
        var lab = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts).Disarm(Roles));
        Assert.Equal(EngineeringStatus.Done, lab.Status(lab.LoggedOn("audie", "Quiet-Eyes-55").StopAsync));
    }

    [Fact]
    public void Binds_A_Session_To_Its_Connection_And_Ends_It_With_It()
    {
        var lab = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts, EngineeringLab.Sessions));
        var tool = lab.LoggedOn();
        var thief = lab.Tool();
        thief.Session = tool.Session;
        Assert.Equal(EngineeringStatus.LogOnRequired, lab.Status(thief.StopAsync));
        Assert.True(lab.Lab.Blocked("ses", "foreign-session"));
        Assert.True(tool.Session > ulong.MaxValue, "a number of 128 random bits");

        lab.Lab.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(EngineeringStatus.Done, lab.Status(tool.StateAsync));
        lab.Lab.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(EngineeringStatus.LogOnRequired, lab.Status(tool.StateAsync));
        Assert.True(lab.Lab.Blocked("ses", "idle"));
    }

    [Fact]
    public void Counts_Sessions_And_Frees_Them_When_Connections_End()
    {
        var lab = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts, EngineeringLab.Sessions with { MaxSessions = 1 }));
        var first = lab.Lab.Modbus("GUEST", "PLC");
        Assert.Equal(0, lab.Send(first, EngineeringRequests.LogOn("anna", Assets.Good))[2]);
        Assert.Equal(EngineeringStatus.TooManySessions, lab.Status(() => lab.Tool().LogOnAsync("anna", Assets.Good)));
        lab.Lab.Pump.Do(first.Dispose);
        lab.LoggedOn();
    }

    [Fact]
    public void Hands_Out_Numbers_That_Anybody_Can_Guess_Where_Limits_Are_Disarmed()
    {
        var lab = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts).Disarm(EngineeringLab.Sessions));
        lab.LoggedOn();
        var thief = lab.Tool();
        thief.Session = 1;
        Assert.Equal(EngineeringStatus.Done, lab.Status(thief.StopAsync));
        Assert.Equal(["success anna"], lab.Records("program-stop"));
        var tool = lab.Tool();
        for (var i = 0; i < EngineeringSessions.Most; i++)
        {
            Assert.Equal(EngineeringStatus.Done, lab.Status(() => tool.LogOnAsync("anna", Assets.Good)));
        }

        Assert.Equal(EngineeringStatus.LogOnRequired, lab.Status(thief.StateAsync));
    }

    [Fact]
    public void Refuses_An_Expired_Password()
    {
        PasswordPolicyConfig policy = new() { Id = "pw", On = "PLC", MaxAge = TimeSpan.FromDays(1) };
        var lab = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts, policy));
        lab.LoggedOn();
        lab.Lab.Advance(TimeSpan.FromDays(2));
        Assert.Equal(EngineeringStatus.PasswordExpired, lab.Status(() => lab.Tool().LogOnAsync("anna", Assets.Good)));
    }

    [Fact]
    public void Shows_The_Notification_Before_Any_Log_On()
    {
        UseNotificationConfig notification = new() { Id = "note", On = "PLC", Text = "For plant staff only.\nAll use is recorded." };
        var armed = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts, notification));
        Assert.Equal("For plant staff only. All use is recorded.", armed.Lab.Talk(armed.Tool().IdentifyAsync).Response!.Identity!.Notice);
        var disarmed = new EngineeringLab(l => l.Disarm(notification));
        Assert.Equal("", disarmed.Lab.Talk(disarmed.Tool().IdentifyAsync).Response!.Identity!.Notice);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_Off_Where_The_Function_Code_Is(bool armed)
    {
        LeastFunctionalityConfig least = new() { Id = "least", On = "PLC", Functions = [.. Enumerable.Range(1, 127).Except([100])] };
        var lab = new EngineeringLab(l => _ = armed ? l.Arm(least) : l.Disarm(least));
        var reply = lab.Send(lab.Lab.Modbus("GUEST", "PLC"), EngineeringRequests.Plain(EngineeringSubfunction.Identify, 0));
        Assert.Equal(armed, reply is [0xE4, 1]);
        Assert.Equal(armed, lab.Lab.Blocked("least", "fc-100"));
    }

    [Fact]
    public void Reads_But_Changes_Nothing_In_Read_Only_Mode()
    {
        var lab = new EngineeringLab(l => l.Arm(new ReadOnlyConfig { Id = "ro", On = "PLC" }));
        var client = lab.Lab.Modbus("GUEST", "PLC");
        foreach (var subfunction in EngineeringSubfunctions.All)
        {
            var reply = lab.Send(client, Request(subfunction));
            Assert.Equal(subfunction.Changes(), reply is [0xE4, 1]);
        }

        Assert.Equal(EngineeringSubfunctions.All.Count(s => s.Changes()), lab.Lab.Ledger("ro", LedgerAction.Blocked, "read-only"));
        Assert.Equal(ControllerState.Run, lab.Host.State);
    }

    private static byte[] Request(EngineeringSubfunction subfunction) => subfunction switch
    {
        EngineeringSubfunction.LogOn => EngineeringRequests.LogOn("anna", Assets.Good),
        EngineeringSubfunction.Start => EngineeringRequests.Start(0, true),
        EngineeringSubfunction.UploadBlock or EngineeringSubfunction.ListVariables => EngineeringRequests.Numbered(subfunction, 0, 0),
        EngineeringSubfunction.DownloadBegin => EngineeringRequests.DownloadBegin(0, 1, new byte[32]),
        EngineeringSubfunction.DownloadBlock => EngineeringRequests.DownloadBlock(0, 0, [1]),
        EngineeringSubfunction.ReadVariable or EngineeringSubfunction.Unforce => EngineeringRequests.Path(subfunction, 0, "Main.level"),
        EngineeringSubfunction.WriteVariable or EngineeringSubfunction.Force => EngineeringRequests.Assign(subfunction, 0, "Main.level", "1"),
        _ => EngineeringRequests.Plain(subfunction, 0),
    };
}
