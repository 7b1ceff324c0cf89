using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>People who hold sessions at their stations.</summary>
public sealed class ShiftTests
{
    [Fact]
    public void Logs_On_Commands_A_Controller_Through_The_Server_And_Logs_Off()
    {
        var lab = Dispatch(null, Shift((60, "WRITE PLC.set-point-a 8.7"), (120, "READ PLC.feeder-pressure")));
        lab.Run(100);
        Assert.Equal(8.7, lab["PLC"].Point("set-point-a"));
        Assert.Equal(["log-on otto", "command otto PLC.set-point-a 8.7"], Records(lab));
        lab.Run(200);
        Assert.Equal(["log-on otto", "command otto PLC.set-point-a 8.7", "log-off otto"], Records(lab));
        Assert.Equal(["logged on", "WRITE PLC.set-point-a 8.7: 200", "READ PLC.feeder-pressure: 501", "logged off"], Said(lab));
    }

    [Fact]
    public void Unlocks_A_Locked_Session_And_Logs_On_Again_Where_It_Was_Ended()
    {
        var limits = new SessionLimitsConfig { Id = "ses", On = "SCADA", Lock = TimeSpan.FromMinutes(1), Idle = TimeSpan.FromMinutes(3) };
        var lab = Dispatch(limits, Shift((90, "WRITE PLC.set-point-a 8.7"), (280, "WRITE PLC.set-point-a 8.8")) with { Until = TimeSpan.FromMinutes(6) });
        lab.Run(370);
        Assert.Equal(8.8, lab["PLC"].Point("set-point-a"));
        var kinds = lab["SCADA"].AuditRecords.Where(r => r.Category == AuditCategories.AccessControl).Select(r => r.Type).ToList();
        Assert.Equal(["log-on", "session-lock", "log-on", "session-lock", "session-idle-end", "log-on", "session-lock", "log-off"], kinds);
        Assert.Equal(["logged on", "WRITE PLC.set-point-a 8.7: 200", "WRITE PLC.set-point-a 8.8: 200", "logged off"], Said(lab));
    }

    [Fact]
    public void Who_Keeps_Looking_Is_Neither_Locked_Out_Nor_Logged_Off()
    {
        var limits = new SessionLimitsConfig { Id = "ses", On = "SCADA", Lock = TimeSpan.FromMinutes(1), Idle = TimeSpan.FromMinutes(3) };
        var lab = Dispatch(limits, Shift((200, "WRITE PLC.set-point-a 8.7")) with { Look = new("CLOCK SHOW", TimeSpan.FromSeconds(45)) });
        lab.Run(300);
        Assert.Equal(["log-on", "log-off"], lab["SCADA"].AuditRecords.Where(r => r.Category == AuditCategories.AccessControl).Select(r => r.Type));
        Assert.Equal(["logged on", "WRITE PLC.set-point-a 8.7: 200", "logged off"], Said(lab));
    }

    [Fact]
    public void Somebody_Without_The_Right_Is_Refused_And_A_Second_Factor_Is_Given()
    {
        var lab = Dispatch(null, Shift((60, "WRITE PLC.set-point-a 8.7")) with { Account = "vera" });
        lab.Run(100);
        Assert.Equal(["logged on", "WRITE PLC.set-point-a 8.7: 550"], Said(lab));

        var codes = Dispatch(new SecondFactorConfig { Id = "two", On = "SCADA" }, Shift((60, "WRITE PLC.set-point-a 8.7")) with { Account = "anna" });
        codes.Run(100);
        Assert.Equal(["logged on", "WRITE PLC.set-point-a 8.7: 200"], Said(codes));
    }

    [Fact]
    public void Comes_Again_When_It_Says_So_And_Stays_Away_In_Other_Trials()
    {
        var lab = Dispatch(null, Shift((60, "WRITE PLC.set-point-a 8.7")) with { Every = TimeSpan.FromMinutes(10) });
        lab.Run(800);
        Assert.Equal(2, Said(lab).Count(s => s == "logged on"));
        Assert.Equal(2, lab["SCADA"].AuditRecords.Count(r => r.Type == "command"));

        var probes = Dispatch(null, Shift((60, "WRITE PLC.set-point-a 8.7")) with { Trials = [TrafficTrials.Probes] });
        probes.Run(100);
        Assert.Empty(Said(probes));
    }

    [Fact]
    public void A_Server_That_Was_Away_Is_Logged_On_To_Again()
    {
        var lab = Dispatch(null, Shift((60, "WRITE PLC.set-point-a 8.7")));
        lab.Run(30);
        lab.Pump.Do(() => lab["SCADA"].Stop(crashed: true));
        lab.Pump.Do(lab["SCADA"].Start);
        lab.Run(60);
        Assert.Equal(8.7, lab["PLC"].Point("set-point-a"));
    }

    [Fact]
    public void So_Many_Polls_Get_Lost_And_The_Same_Ones_Each_Time()
    {
        (int Good, int Failed) Count()
        {
            var lab = new Lab();
            Assets.Rtu(lab, "SCADA");
            Assets.Server(lab, "SCADA", AssetKind.ScadaMaster);
            lab.Polls.Add(new("p", "SCADA", "RTU", 502, 1, ModbusTable.InputRegister, 1, 1, TimeSpan.FromSeconds(5)));
            lab.Losses.Add(new("SCADA", ["RTU"], 20, [TrafficTrials.NegativeControl]));
            lab.Start().Run(2000);
            return lab["SCADA"].PollCounters["p"];
        }

        var first = Count();
        Assert.InRange(first.Failed, 50, 110);
        Assert.InRange(first.Good + first.Failed, 398, 400);
        Assert.Equal(first, Count());
    }

    private static ShiftConfig Shift(params (int At, string Say)[] commands) => new(
        "day", "HMI", "SCADA", 23, "otto", TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(4), [.. commands.Select(c => new ShiftCommandConfig(TimeSpan.FromSeconds(c.At), c.Say))]);

    private static List<string> Records(Lab lab) =>
        [.. lab["SCADA"].AuditRecords.Where(r => r.Type is "log-on" or "log-off" or "command").Select(r => r.Type == "command" ? $"command {r.Subject} {r.Detail}" : $"{r.Type} {r.Subject}")];

    private static List<string> Said(Lab lab) =>
        [.. lab.Recorder.Facts.Where(f => f.Name == "shift").Select(f => f.Value[(f.Value.IndexOf("SCADA ", StringComparison.Ordinal) + 6)..])];

    private static Lab Dispatch(ControlConfig? more, ShiftConfig shift)
    {
        var lab = new Lab();
        var plc = Assets.GatePlc(lab, "SCADA");
        Assets.Server(lab, "HMI", AssetKind.Host);
        lab.Replace(Assets.Server(lab, "SCADA", AssetKind.ScadaMaster, Assets.Console) with { Accounts = plc.Accounts });
        lab.Shifts.Add(shift);
        return lab.Arm(new AccountsConfig { Id = "acc", On = "SCADA" }, new AuditConfig { Id = "aud", On = "SCADA" }, new RolesConfig { Id = "rol", On = "SCADA", Permissions = RolesConfig.Usual })
            .Arm(more is null ? [] : [more]).Start();
    }
}
