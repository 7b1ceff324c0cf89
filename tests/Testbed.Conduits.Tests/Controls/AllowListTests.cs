using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Conduits.Tests;

public sealed class AllowListTests
{
    private static readonly byte[] Write = ModbusFrame.ToAdu(1, 1, [6, 0, 100, 0, 7]);

    [Fact]
    public void Judges_Source_Destination_And_Port()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList()));
        Assert.Equal(DialOutcome.Open, bench.Dial("MASTER", "PLC", 502).Outcome);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 23).Outcome);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 502).Outcome);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("PLC", "MASTER", 502).Outcome);
        Assert.Equal(DialOutcome.Open, bench.Dial("PLC", "LOG", 601).Outcome);
    }

    [Fact]
    public void The_End_Near_The_Caller_Blocks_First()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList()));
        bench.Dial("OTHER", "PLC", 502);
        var line = Assert.Single(bench.Blocked);
        Assert.Equal(("C1.gw-a", "C1", "C1-allow", "default-deny", "OTHER", "PLC", 502, "connect"), (line.Where, line.Place, line.Control, line.Rule, line.From, line.To, line.Port, line.Pdu));
    }

    [Fact]
    public void The_End_Near_The_Server_Judges_A_Host_On_The_Medium_Again()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList()));
        using var stream = Intruder.Enter(bench, "10.4.0.3");
        Intruder.Send(bench, stream, Write);
        Assert.Contains(bench.Blocked, l => l is { Where: "C1.gw-b", Control: "C1-allow", Rule: "default-deny", From: "OTHER" });
        Assert.Equal(0, bench.Served);
        Assert.Equal(0, bench.Registers.HoldingRegisters[100]);
    }

    [Fact]
    public void A_Source_Nobody_Has_Is_Denied()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList()));
        using var stream = Intruder.Enter(bench, "192.0.2.7");
        Intruder.Send(bench, stream, Write);
        Assert.Contains(bench.Blocked, l => l is { Where: "C1.gw-b", From: "192.0.2.7" });
        Assert.Equal(0, bench.Served);
    }

    [Fact]
    public void An_Allowed_Source_Can_Be_Claimed_On_The_Medium()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList()));
        using var stream = Intruder.Enter(bench, "10.4.0.1");
        Intruder.Send(bench, stream, Write);
        Assert.Equal(7, bench.Registers.HoldingRegisters[100]);
        Assert.Empty(bench.Blocked);
    }

    [Fact]
    public void Mutual_Tls_Stops_Who_Claims_An_Allowed_Source()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList(), TwoZones.Tls()));
        using var stream = Intruder.Enter(bench, "10.4.0.1");
        Intruder.Send(bench, stream, Write);
        Assert.Equal(0, bench.Served);
        Assert.Equal(0, bench.Registers.HoldingRegisters[100]);
        Assert.Contains(bench.Blocked, l => l is { Control: "C1-tls", Where: "C1.gw-b" });
    }

    [Fact]
    public void A_Header_For_Another_Zone_Leads_Nowhere()
    {
        using var bench = new Bench(TwoZones.With(), armed: false);
        using var stream = Intruder.Dial(bench);
        Intruder.Send(bench, stream, SpanPreamble.Encode(System.Net.IPAddress.Parse("10.5.0.1"), System.Net.IPAddress.Parse("10.4.0.2"), 1, 601));
        Intruder.Send(bench, stream, "5 <1>1 "u8.ToArray());
        bench.Settle();
        Assert.Empty(bench.Collected);
    }
}
