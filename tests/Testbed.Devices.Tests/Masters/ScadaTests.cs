using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Devices.Tests;

public sealed class ScadaTests
{
    [Fact]
    public void Collects_Values_And_Serves_Them()
    {
        var lab = Station();
        lab.Run(5);
        Assert.Equal(20, lab["SCADA"].Point("RTU.outlet-pressure"));
        var client = lab.Modbus("HIST-2", "SCADA");
        Assert.Equal([200], lab.Talk(() => client.ReadInputRegistersAsync(1, 0, 1)).Value!);
        var historian = (Historian)lab["HIST"];
        Assert.Equal(["RTU.outlet-pressure"], historian.SeriesNames);
        Assert.Equal(3, historian.Series("RTU.outlet-pressure").Count);
    }

    [Fact]
    public void Polls_Keep_One_Connection_And_Count()
    {
        var lab = Station();
        var dials = lab.Net.Dials;
        lab.Run(4);
        Assert.Equal(2, lab.Net.Dials - dials);
        lab.Run(5);
        Assert.Equal((5, 0), lab["SCADA"].PollCounters["p1"]);
        Assert.Equal(3, lab.Net.Dials - dials);
    }

    [Fact]
    public void A_Step_Returns_While_The_Reply_Is_Missing_And_The_Next_Period_Dials_Again()
    {
        var lab = Station();
        lab.Run(2);
        lab.Net.CutOff.Add("RTU");
        lab.Run(2);
        Assert.Equal(0, lab["SCADA"].PollCounters["p1"].Failed);
        lab.Run(4);
        Assert.Equal(1, lab["SCADA"].PollCounters["p1"].Failed);
        lab.Net.CutOff.Clear();
        lab.Run(10);
        Assert.True(lab["SCADA"].PollCounters["p1"].Good >= 4);
    }

    [Fact]
    public void Communication_Is_Lost_After_Three_Polls_And_Starts_No_Operator()
    {
        var lab = Station();
        lab.Run(2);
        lab.Pump.Do(() => lab["RTU"].Stop(crashed: true));
        lab.Run(4);
        Assert.DoesNotContain(lab.Recorder.Facts, f => f.Name == "alarm");
        lab.Run(2);
        Assert.Single(lab.Recorder.Facts, f => f.Name == "alarm" && f.Value == "comms-lost RTU p1");
        lab.Run(400);
        Assert.Null(((ScadaMaster)lab["SCADA"]).TimeToDetect);
    }

    [Fact]
    public void The_Operator_Restores_The_SetPoint_After_Triage_And_Action()
    {
        var lab = Station();
        lab.Run(10);
        lab.Write(lab.Modbus("THIEF", "RTU"), 100, 60);
        lab.Run(5);
        lab.Wires.Sensors["D.PT-1"] = 12;
        lab.Run(10);
        var scada = (ScadaMaster)lab["SCADA"];
        Assert.InRange(scada.TimeToDetect!.Value.TotalSeconds, 16, 22);
        Assert.Contains("lp-low", scada.ActiveAlarms);
        lab.Run(280);
        Assert.Equal(6, lab["RTU"].Point("set-point"));
        lab.Run(20);
        Assert.Equal(20, lab["RTU"].Point("set-point"));
        Assert.Contains(lab.Recorder.Facts, f => f is { Name: "restored", Value: "RTU.set-point ok" });
    }

    [Fact]
    public void A_Fast_Fall_Raises_Its_Alarm_And_A_Slow_One_Does_Not()
    {
        var lab = Station();
        lab.Alarms.Clear();
        lab.Run(4);
        foreach (var (perTick, raised) in ((double, bool)[])[(0.002, false), (0.02, true)])
        {
            for (var i = 0; i < 700; i++)
            {
                lab.Wires.Sensors["D.PT-1"] -= perTick;
                lab.Run(1);
            }

            Assert.Equal(raised, ((ScadaMaster)lab["SCADA"]).ActiveAlarms.Contains("fall"));
        }
    }

    [Fact]
    public void Ordinary_Moves_And_Sessions_Happen_At_Their_Time()
    {
        var lab = Station();
        lab.Run(4);
        Assert.Equal(20, lab["RTU"].Point("set-point"));
        lab.Run(2);
        Assert.Equal(19, lab["RTU"].Point("set-point"));
        Assert.Contains(("SCADA", "session", "anna@RTU ok"), lab.Recorder.Facts);
        Assert.Contains(lab["RTU"].AuditRecords, r => r is { Type: "log-on", Result: "success", Subject: "anna" });
        Assert.Contains(lab["RTU"].AuditRecords, r => r.Type == "log-off");
    }

    private static Lab Station()
    {
        var lab = new Lab();
        Assets.Rtu(lab, "SCADA");
        Assets.Server(lab, "SCADA", AssetKind.ScadaMaster, Assets.Modbus);
        Assets.Server(lab, "HIST", AssetKind.Historian);
        lab.Polls.Add(new("p1", "SCADA", "RTU", 502, 1, ModbusTable.InputRegister, 0, 2, TimeSpan.FromSeconds(2)));
        lab.Polls.Add(new("p2", "HIST", "RTU", 502, 1, ModbusTable.InputRegister, 1, 1, TimeSpan.FromSeconds(2)));
        lab.Alarms.Add(new("lp-low", "RTU", "outlet-pressure", 25, 16, null));
        lab.Alarms.Add(new("fall", "RTU", "outlet-pressure", null, null, 5));
        lab.Moves.Add(new("SCADA", "RTU", 502, 1, 100, 190, TimeSpan.FromSeconds(5)));
        lab.LogOns.Add(new("SCADA", "RTU", 23, "anna", TimeSpan.FromSeconds(5), ["READ set-point"]));
        return lab.Arm(new AccountsConfig { Id = "acc", On = "RTU" }, new AuditConfig { Id = "aud", On = "RTU" }).Start();
    }
}
