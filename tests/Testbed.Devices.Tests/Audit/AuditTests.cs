using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class AuditTests
{
    private static readonly AuditConfig Audit = new() { Id = "aud", On = "PLC", Collector = "LOG" };

    [Fact]
    public void Every_Category_Has_Its_Record_With_All_Fields()
    {
        var lab = Plant(true);
        CauseEvents(lab);
        var records = lab["PLC"].AuditRecords;
        Assert.Equal(AuditCategories.All.Order(), records.Select(r => r.Category).Distinct().Order());
        Assert.All(records, r =>
        {
            Assert.Equal("PLC", r.Source);
            Assert.True(r.Time >= Lab.Begin);
            Assert.Contains(r.Result, (string[])["success", "failure"]);
            Assert.NotEmpty(r.Type);
            Assert.NotEmpty(r.Subject);
        });
        Assert.Equal(Enumerable.Range(1, records.Count), records.Select(r => r.EventId));
        Assert.Contains(records, r => r is { Type: "log-on", Result: "failure", Subject: "anna" });
        Assert.Contains(records, r => r is { Type: "write", Result: "success" } && r.Detail == "set-point-a 8.8 was 8.6");
        Assert.Contains(records, r => r is { Category: AuditCategories.Reconnaissance, Type: "unit" });
        Assert.Contains(records, r => r is { Category: AuditCategories.Reconnaissance, Type: "function-code" });
        Assert.Equal(records.Count, lab.Recorder.Entries.Count(e => e.Control == "aud" && e.Action == LedgerAction.Recorded));
    }

    [Fact]
    public void Records_Reach_The_Collector_As_Syslog()
    {
        var lab = Plant(true);
        CauseEvents(lab);
        var messages = lab["LOG"].Collected.Select(m => m.Message).ToList();
        Assert.Equal(lab["PLC"].AuditRecords.Select(SyslogMessage.FromAudit), messages);
        Assert.Contains("configuration-export", lab.Say(lab.Console("GUEST", "LOG"), "AUDIT LIST 200"), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_Wait_While_The_Collector_Is_Gone_And_Arrive_After_It()
    {
        var lab = Plant(true);
        lab.Run(1);
        var before = lab["LOG"].Collected.Count;
        lab.Pump.Do(() => lab["LOG"].Stop(crashed: true));
        lab.Run(1);
        lab.Say(lab.Console("GUEST", "PLC"), "LOGON anna wrong");
        lab.Run(3);
        Assert.Equal(before, lab["LOG"].Collected.Count);
        lab.Pump.Do(lab["LOG"].Start);
        lab.Run(1);
        Assert.Contains("log-on", lab["LOG"].Collected[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dials_A_Missing_Collector_Once_Per_Tick_And_Bounds_What_Waits()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(Audit with { Capacity = 5 }).Start();
        var dials = lab.Net.Dials;
        var console = lab.Console("GUEST", "PLC");
        for (var i = 0; i < 50; i++)
        {
            lab.Say(console, $"LOGON user{i} wrong");
        }

        lab.Run(1);
        Assert.InRange(lab.Net.Dials - dials, 1, 3);
        Assert.Equal(5, lab["PLC"].AuditRecords.Count);
        Assert.Equal("user49", lab["PLC"].AuditRecords[^1].Subject);
    }

    [Fact]
    public void Nothing_Is_Recorded_When_Disarmed()
    {
        var lab = Plant(false);
        CauseEvents(lab);
        Assert.Empty(lab["PLC"].AuditRecords);
        Assert.Empty(lab["LOG"].Collected);
    }

    [Fact]
    public void Protected_Records_Are_Read_By_Auditors_Only_And_Cleared_By_Nobody()
    {
        var protection = new AuditProtectionConfig { Id = "pro", On = "PLC" };
        foreach (var isArmed in (bool[])[true, false])
        {
            var lab = new Lab();
            Assets.GatePlc(lab);
            lab.Arm(Audit with { Collector = null });
            (isArmed ? lab.Arm(protection) : lab.Disarm(protection)).Start();
            var console = lab.Console("GUEST", "PLC");
            lab.Say(console, "LOGON otto Winter-Pipe-17");
            Assert.StartsWith(isArmed ? "550" : "200", lab.Say(console, "AUDIT LIST"), StringComparison.Ordinal);
            Assert.StartsWith(isArmed ? "550" : "200", lab.Say(console, "AUDIT CLEAR"), StringComparison.Ordinal);
            Assert.Equal(isArmed, lab.Blocked("pro", "list"));
            Assert.Equal(isArmed, lab.Blocked("pro", "clear"));
            lab.Say(console, "LOGON audie Quiet-Eyes-55");
            Assert.StartsWith("200", lab.Say(console, "AUDIT LIST"), StringComparison.Ordinal);
            Assert.Equal(isArmed, lab["PLC"].AuditRecords.Any(r => r.Type == "start"));
        }
    }

    private static Lab Plant(bool isArmed)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        Assets.Server(lab, "LOG", AssetKind.LogCollector, Assets.Syslog, Assets.Console);
        return (isArmed ? lab.Arm(Audit) : lab.Disarm(Audit)).Start();
    }

    private static void CauseEvents(Lab lab)
    {
        var console = lab.Console("GUEST", "PLC");
        lab.Say(console, "LOGON anna wrong");
        lab.Say(console, $"LOGON anna {Assets.Good}");
        lab.Say(console, "WRITE set-point-a 8.8");
        lab.Say(console, "WRITE set-point-a plenty");
        lab.Say(console, "ROLE SET viewer read");
        lab.Say(console, "CONFIG SHOW");
        lab.Say(console, "AUDIT LIST");
        var modbus = lab.Modbus("GUEST", "PLC");
        var unanswered = lab.Begun(() => modbus.ReadCoilsAsync(77, 0, 1));
        lab.Talk(() => modbus.SendPduAsync(1, [0x64, 0x0E, 0x01, 0x00]));
        lab.Write(modbus, 100, 870);
        lab.Pump.Do(() => lab["PLC"].Stop(crashed: false));
        lab.Pump.Do(lab["PLC"].Start);
        lab.Run(1);
        Assert.True(unanswered.IsCompleted);
    }
}
