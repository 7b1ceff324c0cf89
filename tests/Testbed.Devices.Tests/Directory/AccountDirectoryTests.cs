using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class AccountDirectoryTests
{
    private static readonly AccountDirectoryConfig Joined = new()
    {
        Id = "dir", On = "PLC", Server = "DIR", Key = "sixteen or more of them", Propagation = TimeSpan.FromSeconds(60), EmergencyAccounts = ["anna"],
    };

    [Fact]
    public void A_Disabled_Account_Is_Refused_After_The_Propagation_Time_And_Its_Session_Ends()
    {
        var lab = Gate(l => l.Arm(Joined));
        var otto = lab.Console("GUEST", "PLC");
        Assert.StartsWith("230", lab.Say(otto, "LOGON otto Winter-Pipe-17"), StringComparison.Ordinal);
        Office(lab, "USER DISABLE otto");
        Assert.StartsWith("200", lab.Say(otto, "CLOCK SHOW"), StringComparison.Ordinal);
        lab.Run(61);
        Assert.Equal("421 session ended", lab.Say(otto, "CLOCK SHOW"));
        Assert.StartsWith("530", lab.Say(lab.Console("GUEST", "PLC"), "LOGON otto Winter-Pipe-17"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("dir", "disabled-centrally"));
    }

    [Fact]
    public void Nothing_Of_This_Happens_When_Disarmed()
    {
        var lab = Gate(l => l.Disarm(Joined));
        Office(lab, "USER DISABLE otto");
        lab.Run(61);
        var dials = lab.Net.Dials;
        Assert.StartsWith("230", lab.Say(lab.Console("GUEST", "PLC"), "LOGON otto Winter-Pipe-17"), StringComparison.Ordinal);
        Assert.Equal(dials + 1, lab.Net.Dials);
    }

    [Fact]
    public void Accounts_And_Roles_Made_In_The_Directory_Hold_At_The_Asset()
    {
        var lab = Gate(l => l.Arm(Joined, new RolesConfig { Id = "roles", On = "PLC", Permissions = Roles }));
        Office(lab, "USER ADD nora viewer Gravel-Lamp-31", "USER ROLE otto viewer");
        var nora = lab.Console("GUEST", "PLC");
        Assert.StartsWith("230", lab.Say(nora, "LOGON nora Gravel-Lamp-31"), StringComparison.Ordinal);
        Assert.StartsWith("550", lab.Say(nora, "WRITE set-point-a 8"), StringComparison.Ordinal);
        var otto = lab.Console("GUEST", "PLC");
        lab.Say(otto, "LOGON otto Winter-Pipe-17");
        Assert.StartsWith("550", lab.Say(otto, "WRITE set-point-a 8"), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_Emergency_Accounts_And_Programs_Work_While_The_Directory_Is_Cut_Off()
    {
        var lab = Gate(l => l.Arm(Joined, new AuditConfig { Id = "aud", On = "PLC" }));
        lab.Net.CutOff.Add("DIR");
        Assert.Equal("530", Code(lab, "LOGON otto Winter-Pipe-17"));
        Assert.Equal("230", Code(lab, $"LOGON anna {Assets.Good}"));
        Assert.Equal("230", Code(lab, "BIND svc Robot-Arm-900"));
        Assert.Equal(1, lab.Ledger("dir", LedgerAction.Recorded, "unreachable"));
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "emergency-log-on", Subject: "anna" });
        Assert.Single(lab["PLC"].AuditRecords, r => r.Type == "directory-unreachable");
        lab.Net.CutOff.Clear();
        lab.Run(11);
        Assert.Equal("230", Code(lab, "LOGON otto Winter-Pipe-17"));
        Assert.Contains(lab["PLC"].AuditRecords, r => r.Type == "directory-back");
    }

    [Fact]
    public void What_Was_Disabled_Before_The_Cut_Does_Not_Come_Back_Even_As_Emergency_Account()
    {
        var lab = Gate(l => l.Arm(Joined));
        Office(lab, "USER DISABLE anna");
        Assert.Equal("530", Code(lab, $"LOGON anna {Assets.Good}"));
        lab.Net.CutOff.Add("DIR");
        lab.Run(61);
        Assert.Equal("530", Code(lab, $"LOGON anna {Assets.Good}"));
    }

    [Theory]
    [InlineData(false, "530")]
    [InlineData(true, "230")]
    public void Accounts_The_Directory_Does_Not_Know_Are_Left_To_The_Asset_Only_When_Told(bool local, string code)
    {
        var lab = Gate(l => l.Arm(Joined with { LocalAccounts = local }));
        Assert.Equal(code, Code(lab, "LOGON vera Autumn-Leaf-33"));
    }

    [Fact]
    public void A_Changed_Password_Goes_To_The_Directory()
    {
        var lab = Gate(l => l.Arm(Joined));
        var otto = lab.Console("GUEST", "PLC");
        lab.Say(otto, "LOGON otto Winter-Pipe-17");
        Assert.StartsWith("200", lab.Say(otto, "PASSWD Winter-Pipe-17 Hollow-Birch-28"), StringComparison.Ordinal);
        Assert.StartsWith("230", lab.Say(lab.Console("GUEST", "DIR"), "LOGON otto Hollow-Birch-28"), StringComparison.Ordinal);
        lab.Net.CutOff.Add("DIR");
        var refused = lab.Begun(() => otto.SendAsync("PASSWD Hollow-Birch-28 Marble-Creek-90"));
        lab.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(550, Lab.Ended(refused)!.Code);
    }

    [Fact]
    public void A_Stranger_Learns_Nothing()
    {
        var lab = Gate(l => l.Arm(Joined));
        var stream = lab.Dial("GUEST", "DIR", DirectoryMessage.DefaultPort)!;
        var answer = lab.Talk(async () =>
        {
            await stream.WriteAsync(LengthFrame.Of("FETCH otto"u8));
            var buffer = new byte[64];
            return buffer[..await stream.ReadAsync(buffer)];
        });
        Assert.Equal([0, 1, DirectoryMessage.Unsealed], answer);
    }

    [Fact]
    public void An_Answer_Sealed_With_Another_Key_Is_Refused_And_Recorded()
    {
        var lab = Gate(l => l.Arm(Joined with { Server = "ROGUE" }, new AuditConfig { Id = "aud", On = "PLC" }));
        using var rogue = lab.Net.Listen("ROGUE", DirectoryMessage.DefaultPort, async c =>
        {
            var buffer = new byte[512];
            var read = await c.Stream.ReadAsync(buffer);
            var asked = DirectoryMessage.Parse(buffer.AsSpan(2, read - 2))!;
            var forged = DirectoryMessage.Seal(DirectoryMessage.KeyOf("another secret than PLC has"), true, "PLC", new byte[12], asked.Nonce, "NONE");
            await c.Stream.WriteAsync(LengthFrame.Of(forged));
        });
        Assert.Equal("530", Code(lab, "LOGON otto Winter-Pipe-17"));
        Assert.True(lab.Blocked("dir", "forged-answer"));
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "directory-answer-refused", Result: "failure" });
    }

    private static readonly Dictionary<AccountRole, IReadOnlyList<string>> Roles = new()
    {
        [AccountRole.Viewer] = ["read"], [AccountRole.Operator] = ["read", "write"],
    };

    private static Lab Gate(Action<Lab> controls)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        var server = Assets.Server(lab, "DIR", AssetKind.Host, Assets.Console, new("directory", ServiceProtocol.Directory, DirectoryMessage.DefaultPort, null, true));
        lab.Replace(server with
        {
            Accounts =
            [
                new("adam", AccountRole.Administrator, "Summer-Gas-88", true, false, false), new("anna", AccountRole.Engineer, Assets.Good, true, false, false),
                new("otto", AccountRole.Operator, "Winter-Pipe-17", true, false, false),
            ],
        });
        controls(lab);
        return lab.Start();
    }

    private static void Office(Lab lab, params string[] commands)
    {
        var office = lab.Console("GUEST", "DIR");
        lab.Say(office, "LOGON adam Summer-Gas-88");
        Assert.All(commands, c => Assert.StartsWith("200", lab.Say(office, c), StringComparison.Ordinal));
    }

    // A silent directory costs simulated seconds.
    private static string Code(Lab lab, string line)
    {
        var console = lab.Console("GUEST", "PLC");
        var reply = lab.Begun(() => console.SendAsync(line));
        lab.Advance(TimeSpan.FromSeconds(3));
        return FormattableString.Invariant($"{Lab.Ended(reply)!.Code}");
    }
}
