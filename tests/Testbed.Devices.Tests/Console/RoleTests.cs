using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class RoleTests
{
    private static readonly RolesConfig Roles = new()
    {
        Id = "rol", On = "PLC",
        Permissions = new Dictionary<AccountRole, IReadOnlyList<string>>
        {
            [AccountRole.Viewer] = ["read"], [AccountRole.Operator] = ["read", "write"], [AccountRole.Engineer] = ["read", "write", "configure"],
            [AccountRole.Administrator] = ["read", "accounts", "roles"], [AccountRole.Auditor] = ["audit"],
        },
    };

    [Theory]
    [InlineData("vera Autumn-Leaf-33", "READ feeder-pressure", 200)]
    [InlineData("vera Autumn-Leaf-33", "WRITE set-point-a 9", 550)]
    [InlineData("otto Winter-Pipe-17", "WRITE set-point-a 9", 200)]
    [InlineData("otto Winter-Pipe-17", "CONFIG SHOW", 550)]
    [InlineData("otto Winter-Pipe-17", "USER ADD x viewer y", 550)]
    [InlineData("otto Winter-Pipe-17", "ROLE SET operator configure", 550)]
    [InlineData("otto Winter-Pipe-17", "AUDIT CLEAR", 550)]
    [InlineData("adam Summer-Gas-88", "USER LIST", 200)]
    [InlineData("audie Quiet-Eyes-55", "AUDIT LIST 5", 200)]
    public void Permits_What_The_Role_Has_And_Everything_When_Disarmed(string account, string command, int code)
    {
        foreach (var isArmed in (bool[])[true, false])
        {
            var lab = new Lab();
            Assets.GatePlc(lab);
            _ = isArmed ? lab.Arm(Roles) : lab.Disarm(Roles);
            lab.Start();
            var console = lab.Console("GUEST", "PLC");
            lab.Say(console, $"LOGON {account}");
            var expected = isArmed ? code : 200;
            Assert.StartsWith(FormattableString.Invariant($"{expected}"), lab.Say(console, command), StringComparison.Ordinal);
            Assert.Equal(isArmed && code == 550, lab.Recorder.Entries.Any(e => e.Control == "rol" && e.Action == LedgerAction.Blocked));
        }
    }

    [Fact]
    public void Nobody_Without_A_Role_May_Write()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(Roles).Start();
        Assert.StartsWith("550", lab.Say(lab.Console("GUEST", "PLC"), "WRITE set-point-a 9"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("rol", "no-role-write"));
        Assert.Equal(8.6, lab["PLC"].Point("set-point-a"));
    }

    [Fact]
    public void A_Changed_Role_Holds_At_Once()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(Roles).Start();
        var (administrator, viewer) = (lab.Console("A", "PLC"), lab.Console("B", "PLC"));
        lab.Say(administrator, "LOGON adam Summer-Gas-88");
        lab.Say(viewer, "LOGON vera Autumn-Leaf-33");
        Assert.StartsWith("550", lab.Say(viewer, "WRITE set-point-a 9"), StringComparison.Ordinal);
        Assert.Equal("200 ok", lab.Say(administrator, "ROLE SET viewer read,write"));
        Assert.Contains("viewer read,write", lab.Say(administrator, "ROLE SHOW"), StringComparison.Ordinal);
        Assert.Equal("200 ok", lab.Say(viewer, "WRITE set-point-a 9"));
        Assert.StartsWith("501", lab.Say(administrator, "ROLE SET viewer fly"), StringComparison.Ordinal);
        Assert.StartsWith("501", lab.Say(administrator, "ROLE SET 3 read"), StringComparison.Ordinal);
    }
}
