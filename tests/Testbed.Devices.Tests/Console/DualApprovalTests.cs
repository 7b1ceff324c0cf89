using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>Commands that two people give.</summary>
public sealed class DualApprovalTests
{
    private const string Command = "WRITE set-point-a 8.7";

    private static readonly DualApprovalConfig Two = new()
    {
        Id = "two", On = "PLC", Points = ["set-point-a"], Operations = [ApprovedOperation.ProgramDownload], Approvers = ["anna", "otto"], Within = TimeSpan.FromMinutes(2),
    };

    [Fact]
    public void A_Command_Waits_For_Somebody_Else_At_Another_Station()
    {
        var lab = Gate();
        var otto = LogOn(lab, "DESK-1", "otto Winter-Pipe-17");
        Assert.Equal($"202 awaits confirmation: {Command}", lab.Say(otto, "write set-point-a 8.70"));
        Assert.Equal(8.6, lab["PLC"].Point("set-point-a"));
        var anna = LogOn(lab, "DESK-2", $"anna {Assets.Good}");
        Assert.Equal($"200 {Command} by otto", lab.Say(anna, "PENDING"));
        Assert.StartsWith("200", lab.Say(anna, $"CONFIRM {Command}"), StringComparison.Ordinal);
        Assert.Equal(8.7, lab["PLC"].Point("set-point-a"));
        Assert.Equal("200 nothing waits", lab.Say(anna, "PENDING"));
        Assert.Equal(
            [$"approval-asked success otto {Command}", $"confirmation success anna {Command} by otto", "write success otto set-point-a 8.7 was 8.6"],
            lab["PLC"].AuditRecords.Where(r => r.Category == AuditCategories.ControlSystem).Select(r => $"{r.Type} {r.Result} {r.Subject} {r.Detail}"));
    }

    [Theory]
    [InlineData("DESK-1", "otto Winter-Pipe-17", Command, "same-person")]
    [InlineData("DESK-2", "otto Winter-Pipe-17", Command, "same-person")]
    [InlineData("DESK-2", "vera Autumn-Leaf-33", Command, "not-an-approver")]
    [InlineData("DESK-1", "anna Spring-Thaw-42", Command, "same-station")]
    [InlineData("DESK-2", "anna Spring-Thaw-42", "WRITE set-point-a 8.8", "no-such-command-waits")]
    public void Nobody_Else_Makes_It_Take_Effect_And_Each_Try_Is_Recorded(string from, string who, string command, string rule)
    {
        var lab = Gate();
        lab.Say(LogOn(lab, "DESK-1", "otto Winter-Pipe-17"), Command);
        Assert.StartsWith("550", lab.Say(LogOn(lab, from, who), $"CONFIRM {command}"), StringComparison.Ordinal);
        Assert.Equal(8.6, lab["PLC"].Point("set-point-a"));
        Assert.True(lab.Blocked("two", rule));
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "confirmation", Result: "failure" } && r.Detail == $"{command}: {rule}");
    }

    [Fact]
    public void It_Lapses_And_A_Second_Asking_Does_Not_Lengthen_It()
    {
        var lab = Gate();
        var otto = LogOn(lab, "DESK-1", "otto Winter-Pipe-17");
        lab.Say(otto, Command);
        lab.Advance(TimeSpan.FromSeconds(100));
        lab.Say(otto, Command);
        lab.Advance(TimeSpan.FromSeconds(30));
        Assert.True(lab.Blocked("two", "lapsed"));
        Assert.StartsWith("550", lab.Say(LogOn(lab, "DESK-2", $"anna {Assets.Good}"), $"CONFIRM {Command}"), StringComparison.Ordinal);
        Assert.Equal(8.6, lab["PLC"].Point("set-point-a"));
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "approval-lapsed", Subject: "otto" });
    }

    [Theory]
    [InlineData("otto Winter-Pipe-17", true)]
    [InlineData("anna Spring-Thaw-42", true)]
    [InlineData("vera Autumn-Leaf-33", false)]
    public void Both_May_Refuse_It_And_Others_Not(string who, bool may)
    {
        var lab = Gate();
        lab.Say(LogOn(lab, "DESK-1", "otto Winter-Pipe-17"), Command);
        Assert.StartsWith(may ? "200" : "550", lab.Say(LogOn(lab, "DESK-3", who), $"REFUSE {Command}"), StringComparison.Ordinal);
        var confirmed = lab.Say(LogOn(lab, "DESK-2", $"anna {Assets.Good}"), $"CONFIRM {Command}");
        Assert.StartsWith(may ? "550" : "200", confirmed, StringComparison.Ordinal);
    }

    [Fact]
    public void What_A_Disabled_Person_Asked_For_Is_Not_Done_And_A_Restart_Forgets_Everything()
    {
        var lab = Gate();
        lab.Say(LogOn(lab, "DESK-1", "otto Winter-Pipe-17"), Command);
        lab.Say(LogOn(lab, "DESK-3", "adam Summer-Gas-88"), "USER DISABLE otto");
        var anna = LogOn(lab, "DESK-2", $"anna {Assets.Good}");
        Assert.StartsWith("550", lab.Say(anna, $"CONFIRM {Command}"), StringComparison.Ordinal);
        lab.Say(LogOn(lab, "DESK-3", "adam Summer-Gas-88"), "USER ENABLE otto");
        lab.Pump.Do(() => lab["PLC"].Stop(crashed: true));
        lab.Pump.Do(lab["PLC"].Start);
        Assert.StartsWith("550", lab.Say(LogOn(lab, "DESK-2", $"anna {Assets.Good}"), $"CONFIRM {Command}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_Is_Nobody_Asks_For_Nothing()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(Two).Start();
        var console = lab.Console("DESK-1", "PLC");
        Assert.StartsWith("530", lab.Say(console, Command), StringComparison.Ordinal);
        Assert.StartsWith("530", lab.Say(console, $"CONFIRM {Command}"), StringComparison.Ordinal);
        Assert.StartsWith("501", lab.Say(console, "CONFIRM"), StringComparison.Ordinal);
        Assert.Equal(8.6, lab["PLC"].Point("set-point-a"));
    }

    [Fact]
    public void Other_Points_And_The_Disarmed_Control_Need_One_Person()
    {
        var lab = Gate();
        Assert.StartsWith("200", lab.Say(LogOn(lab, "DESK-1", "otto Winter-Pipe-17"), "WRITE set-point-b 8.1"), StringComparison.Ordinal);
        var open = new Lab();
        Assets.GatePlc(open);
        open.Disarm(Two).Start();
        Assert.StartsWith("200", open.Say(open.Console("DESK-1", "PLC"), Command), StringComparison.Ordinal);
        Assert.Equal(8.7, open["PLC"].Point("set-point-a"));
    }

    [Fact]
    public void Too_Many_Waiting_Commands_Are_Refused()
    {
        var lab = Gate();
        var otto = LogOn(lab, "DESK-1", "otto Winter-Pipe-17");
        for (var i = 0; i < 16; i++)
        {
            Assert.StartsWith("202", lab.Say(otto, FormattableString.Invariant($"WRITE set-point-a 8.{i + 10}")), StringComparison.Ordinal);
        }

        Assert.StartsWith("501", lab.Say(otto, "WRITE set-point-a 9"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Scada_Server_Passes_Commands_On_When_Both_Have_Given_Them()
    {
        var lab = new Lab();
        Assets.GatePlc(lab, "SCADA");
        var server = Assets.Server(lab, "SCADA", AssetKind.ScadaMaster, Assets.Console);
        lab.Replace(server with { Accounts = lab.Scenario.Asset("PLC")!.Accounts });
        lab.Arm(new AccountsConfig { Id = "acc", On = "SCADA" }, new AuditConfig { Id = "aud", On = "SCADA" }, new AuditConfig { Id = "aud2", On = "PLC" })
            .Arm(new DualApprovalConfig { Id = "two", On = "SCADA", Points = ["PLC.set-point-b"], Approvers = ["anna"] }).Start();
        var otto = LogOn(lab, "HMI-1", "otto Winter-Pipe-17", "SCADA");
        Assert.StartsWith("200", lab.Say(otto, "WRITE PLC.set-point-a 8.7"), StringComparison.Ordinal);
        Assert.StartsWith("200", lab.Say(otto, "WRITE PLC.isolate-b 1"), StringComparison.Ordinal);
        Assert.StartsWith("202", lab.Say(otto, "WRITE PLC.set-point-b 8.1"), StringComparison.Ordinal);
        Assert.Equal((8.7, 1.0, 8.0), (lab["PLC"].Point("set-point-a"), lab["PLC"].Point("isolate-b"), lab["PLC"].Point("set-point-b")));
        Assert.StartsWith("200", lab.Say(LogOn(lab, "HMI-2", $"anna {Assets.Good}", "SCADA"), "CONFIRM WRITE PLC.set-point-b 8.1"), StringComparison.Ordinal);
        Assert.Equal(8.1, lab["PLC"].Point("set-point-b"));
        Assert.Contains(lab["SCADA"].AuditRecords, r => r is { Type: "command", Subject: "otto", Detail: "PLC.set-point-b 8.1" });
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "write", Subject: "SCADA" });
    }

    [Theory]
    [InlineData("WRITE PLC.set-point-a high", "501")]
    [InlineData("WRITE PLC.set-point-a 1e9", "501")]
    [InlineData("WRITE PLC.feeder-pressure 8", "501")]
    [InlineData("WRITE OTHER.set-point-a 8", "501")]
    [InlineData("WRITE PLC.set-point-a", "501")]
    [InlineData("WRITE PLC.set-point-a 20", "550")]
    public void A_Scada_Server_Says_What_Could_Not_Be_Commanded(string command, string code)
    {
        var lab = new Lab();
        Assets.GatePlc(lab, "SCADA");
        Assets.Server(lab, "SCADA", AssetKind.ScadaMaster, Assets.Console);
        lab.Arm(new RangeCheckConfig { Id = "range", On = "PLC", Ranges = [new RangeConfig(Scenarios.ModbusTable.HoldingRegister, 100, 800, 920)] }).Start();
        Assert.StartsWith(code, lab.Say(lab.Console("HMI-1", "SCADA"), command), StringComparison.Ordinal);
        Assert.Equal(8.6, lab["PLC"].Point("set-point-a"));
    }

    [Fact]
    public void A_Silent_Controller_Is_Told_And_Recorded()
    {
        var lab = new Lab();
        Assets.GatePlc(lab, "SCADA");
        Assets.Server(lab, "SCADA", AssetKind.ScadaMaster, Assets.Console);
        lab.Arm(new AuditConfig { Id = "aud", On = "SCADA" }).Start();
        lab.Pump.Do(() => lab["PLC"].Stop(crashed: false));
        Assert.StartsWith("425", lab.Say(lab.Console("HMI-1", "SCADA"), "WRITE PLC.set-point-a 8.7"), StringComparison.Ordinal);
        Assert.Contains(lab["SCADA"].AuditRecords, r => r is { Type: "command", Result: "failure" });
    }

    private static ConsoleClient LogOn(Lab lab, string from, string who, string to = "PLC")
    {
        var console = lab.Console(from, to);
        Assert.StartsWith("230", lab.Say(console, $"LOGON {who}"), StringComparison.Ordinal);
        return console;
    }

    private static Lab Gate()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return lab.Arm(new AccountsConfig { Id = "acc", On = "PLC" }).Arm(new AuditConfig { Id = "aud", On = "PLC" }).Arm(Two).Start();
    }
}
