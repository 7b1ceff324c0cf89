using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class ClockSyncTests
{
    private static readonly ClockSyncConfig Sync = new()
    {
        Id = "sync", On = "PLC", Source = "DIR", Key = "sixteen or more of them", Period = TimeSpan.FromSeconds(30), MaxStep = TimeSpan.FromSeconds(600),
    };

    [Fact]
    public void Records_Carry_The_Drifting_Clock()
    {
        var lab = Gate(l => l.Arm(new AuditConfig { Id = "aud", On = "PLC" }), new ClockConfig(10, 100_000));
        lab.Run(100);
        Say(lab, "LOGON nobody x");
        Assert.Equal(Lab.Begin.AddSeconds(100 + 10 + 10), lab["PLC"].AuditRecords[^1].Time);
    }

    [Fact]
    public void A_Clock_Set_Off_Comes_Back_Within_The_Period_And_Says_So()
    {
        var lab = Gate(l => l.Arm(Sync, new AuditConfig { Id = "aud", On = "PLC" }));
        Say(lab, "CLOCK SET 2026-01-15T04:05:00Z");
        Assert.Equal(TimeSpan.FromMinutes(5), Error(lab));
        lab.Run(31);
        Assert.Equal(TimeSpan.Zero, Error(lab));
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "clock-corrected", Result: "success" });
        Assert.Equal(1, lab.Ledger("sync", LedgerAction.Recorded, "corrected"));
    }

    [Fact]
    public void It_Drifts_On_When_Disarmed_And_Takes_Any_Answer_When_Asked()
    {
        var lab = Gate(l => l.Disarm(Sync));
        Say(lab, "CLOCK SET 2026-01-15T08:00:00Z");
        lab.Run(61);
        Assert.Equal(TimeSpan.FromHours(4), Error(lab));
        Say(lab, "CLOCK SYNC");
        Assert.Equal(TimeSpan.Zero, Error(lab));
    }

    [Fact]
    public void A_Source_Too_Far_Off_Is_Refused_And_Recorded()
    {
        var lab = Gate(l => l.Arm(Sync, new AuditConfig { Id = "aud", On = "PLC" }));
        Say(lab, "CLOCK SET 2026-01-15T05:00:00Z", "DIR");
        Assert.Equal("200 answer refused", Say(lab, "CLOCK SYNC"));
        Assert.Equal(TimeSpan.Zero, Error(lab));
        Assert.True(lab.Blocked("sync", "step"));
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "time-answer-refused", Result: "failure" });
    }

    [Fact]
    public void A_Stopped_Source_Is_Recorded_Once_And_Its_Return_Too()
    {
        var lab = Gate(l => l.Arm(Sync, new AuditConfig { Id = "aud", On = "PLC" }));
        Say(lab, "CLOCK SERVE off", "DIR");
        lab.Run(95);
        Assert.Single(lab["PLC"].AuditRecords, r => r.Type == "time-source-lost");
        Say(lab, "CLOCK SERVE on", "DIR");
        lab.Run(31);
        Assert.Single(lab["PLC"].AuditRecords, r => r.Type == "time-source-back");
        Assert.Equal(TimeSpan.Zero, Error(lab));
    }

    [Theory]
    [InlineData(true, "mac")]
    [InlineData(false, "origin")]
    public void A_Rogue_Answer_Is_Refused(bool authenticated, string rule)
    {
        var lab = Gate(l => l.Arm(Sync with { Authenticated = authenticated }), serve: false);
        using var rogue = lab.Net.Listen("DIR", TimeMessage.DefaultPort, async c =>
        {
            var buffer = new byte[128];
            Assert.True(await c.Stream.ReadAsync(buffer) > 0);
            var now = TimeMessage.Stamp(Lab.Begin.AddSeconds(60));
            await c.Stream.WriteAsync(LengthFrame.Of(TimeMessage.Encode(new TimePacket(4, 1, 4711, now, now, null), null)));
        });
        Assert.Equal("200 answer refused", Say(lab, "CLOCK SYNC"));
        Assert.True(lab.Blocked("sync", rule));
        Assert.Equal(TimeSpan.Zero, Error(lab));
    }

    private static Lab Gate(Action<Lab> controls, ClockConfig? clock = null, bool serve = true)
    {
        var lab = new Lab();
        var plc = Assets.GatePlc(lab);
        lab.Replace(plc with { Clock = clock ?? ClockConfig.True });
        ServiceConfig[] services = serve ? [Assets.Console, new("time", ServiceProtocol.Time, TimeMessage.DefaultPort, null, true)] : [Assets.Console];
        Assets.Server(lab, "DIR", AssetKind.Host, services);
        controls(lab);
        return lab.Start();
    }

    private static string Say(Lab lab, string line, string asset = "PLC") => lab.Say(lab.Console("GUEST", asset), line);

    private static TimeSpan Error(Lab lab)
    {
        var shown = DateTimeOffset.ParseExact(Say(lab, "CLOCK SHOW")[4..], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return shown - lab.Clock.GetUtcNow();
    }
}
