using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class AuditCapacityTests
{
    private static readonly AuditConfig Local = new() { Id = "aud", On = "PLC", Capacity = 20, WarnAt = 50 };

    [Fact]
    public void Warns_Once_At_The_Threshold_And_Not_Before()
    {
        var (lab, console) = Start(Local);
        Events(lab, console, 8);
        Assert.Equal("200 none", lab.Say(console, "ALARMS"));
        Events(lab, console, 3);
        Assert.Equal("200 audit-capacity 50 % of 20 records are taken", lab.Say(console, "ALARMS"));
        Assert.Single(lab["PLC"].AuditRecords, r => r.Type == "capacity-warning");
        Assert.Single(lab.Recorder.Facts, f => f is ("PLC", "alarm", _));
        Assert.True(lab["PLC"].AuditRecords.Count < Local.Capacity);
    }

    [Fact]
    public void Without_Threshold_Nobody_Is_Warned()
    {
        var (lab, console) = Start(Local with { WarnAt = null });
        Events(lab, console, 18);
        Assert.Equal("200 none", lab.Say(console, "ALARMS"));
    }

    [Fact]
    public void Keeps_Every_Record_Up_To_The_Capacity()
    {
        var (lab, console) = Start(Local with { WarnAt = null });
        Events(lab, console, 19);
        Assert.Equal(20, lab["PLC"].AuditRecords.Count);
        Assert.Contains(lab["PLC"].AuditRecords, r => r.Type == "start");
    }

    [Fact]
    public void Overwrites_The_Oldest_When_Full_And_Says_So()
    {
        var (lab, console) = Start(Local with { WarnAt = null });
        Events(lab, console, 30);
        Assert.Contains("audit-full", lab.Say(console, "ALARMS"), StringComparison.Ordinal);
        Assert.DoesNotContain(lab["PLC"].AuditRecords, r => r.Detail == "E1");
        Assert.Equal("E30", lab["PLC"].AuditRecords[^1].Detail);
        Assert.Equal(20, lab["PLC"].AuditRecords.Count);
    }

    [Fact]
    public void Stops_Recording_When_Full_And_Tells_How_Much_Was_Lost_Once_Read_Out()
    {
        var (lab, console) = Start(Local with { WarnAt = null, WhenFull = AuditOverflow.StopRecording });
        Events(lab, console, 30);
        Assert.Contains(lab["PLC"].AuditRecords, r => r.Detail == "E1");
        Assert.DoesNotContain(lab["PLC"].AuditRecords, r => r.Detail == "E30");
        lab.Say(console, "AUDIT ARCHIVE");
        lab.Run(1);
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "recording-resumed", Detail: "11 events not recorded" });
        Assert.Equal("200 none", lab.Say(console, "ALARMS"));
        Events(lab, console, 1);
        Assert.Equal("E1", lab["PLC"].AuditRecords[^1].Detail);
    }

    [Fact]
    public void A_Collector_That_Is_Gone_Is_An_Alarm_And_Gets_What_Waited()
    {
        var (lab, console) = Start(Local with { Collector = "LOG", Capacity = 100 });
        Events(lab, console, 3);
        lab.Run(1);
        Assert.Contains(lab["LOG"].Collected, m => m.Message.EndsWith(" E3", StringComparison.Ordinal));

        lab.Pump.Do(() => lab["LOG"].Stop(crashed: true));
        Events(lab, console, 5, "GONE");
        lab.Run(4);
        Assert.Equal("200 none", lab.Say(console, "ALARMS"));
        lab.Run(2);
        Assert.Equal("200 audit-collector LOG takes no records", lab.Say(console, "ALARMS"));

        lab.Pump.Do(lab["LOG"].Start);
        lab.Run(2);
        Assert.Equal("200 none", lab.Say(console, "ALARMS"));
        Assert.Equal(
            ["GONE1", "GONE2", "GONE3", "GONE4", "GONE5"],
            lab["LOG"].Collected.Select(m => m.Message.Split(' ')[^1]).Where(m => m.StartsWith("GONE", StringComparison.Ordinal)));
        Assert.Contains(lab["LOG"].Collected, m => m.Message.Contains(" audit - collector-back ", StringComparison.Ordinal));
    }

    [Fact]
    public void Records_The_Collector_Has_Take_No_Room()
    {
        var (lab, console) = Start(Local with { Collector = "LOG" });
        Events(lab, console, 60);
        Assert.Equal("200 none", lab.Say(console, "ALARMS"));
        Assert.True(lab["LOG"].Collected.Count > 60);
        Assert.Equal(20, lab["PLC"].AuditRecords.Count);
    }

    private static (Lab Lab, Core.ConsoleClient Console) Start(AuditConfig audit)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        Assets.Server(lab, "LOG", AssetKind.LogCollector, Assets.Syslog, Assets.Console);
        lab.Arm(audit).Start();
        return (lab, lab.Console("GUEST", "PLC"));
    }

    private static void Events(Lab lab, Core.ConsoleClient console, int count, string prefix = "E")
    {
        for (var i = 1; i <= count; i++)
        {
            lab.Say(console, FormattableString.Invariant($"{prefix}{i}"));
        }
    }
}
