using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

public sealed class UserspaceNetworkTests
{
    [Fact]
    public void Carries_A_Poll_Through_Both_Gateway_Ends_And_The_Span()
    {
        using var bench = new Bench(TwoZones.With(), armed: false);
        bench.Registers.HoldingRegisters[100] = 860;
        using var client = bench.Client();
        var read = bench.Run(() => client.ReadHoldingRegistersAsync(1, 100, 1));
        Assert.Equal(ModbusStatus.Ok, read.Status);
        Assert.Equal([860], read.Value!);
        Assert.Contains(bench.Lines, l => l is { Action: LedgerAction.Forwarded, From: "MASTER", To: "PLC" } && l.Pdu.Contains("FC 3", StringComparison.Ordinal));
    }

    [Fact]
    public void Closed_When_Nobody_Listens_Behind_The_Conduit()
    {
        using var bench = new Bench(TwoZones.With(), armed: false);
        Assert.Equal(DialOutcome.Closed, bench.Dial("MASTER", "PLC", 4840).Outcome);
    }

    [Fact]
    public void Closed_When_Nobody_Listens_In_The_Zone()
    {
        using var bench = new Bench(TwoZones.With(), armed: false);
        Assert.Equal(DialOutcome.Closed, bench.Dial("MASTER", "OTHER", 502).Outcome);
    }

    [Fact]
    public void Unreachable_When_No_Conduit_Joins_The_Zones()
    {
        using var bench = new Bench(TwoZones.With(), armed: false);
        using var guest = bench.Network.Enter("Z-C", "laptop");
        Assert.Equal(DialOutcome.Unreachable, bench.Dial("laptop", "PLC", 502).Outcome);
    }

    [Theory]
    [InlineData("Z-C", "PLC")]
    [InlineData("PLC", "Z-C")]
    [InlineData("Z-C", "Z-B")]
    [InlineData("laptop", "PLC")]
    public void A_Link_On_No_Drawing_Leads_To_Where_It_Ends_And_Nowhere_Else(string from, string to)
    {
        var found = new LinkConfig("X1", from, to, "modem", null, "SIM card");
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList()) with { AsBuilt = new AsBuiltConfig([found], [], [], [], []) });
        using var guest = bench.Network.Enter("Z-C", "laptop");
        Assert.Equal(DialOutcome.Open, bench.Dial("laptop", "PLC", 502).Outcome);
        Assert.Equal(DialOutcome.Unreachable, bench.Dial("laptop", "OTHER", 502).Outcome);
    }

    [Fact]
    public void Filtered_By_The_Allow_List_After_The_Simulated_Time_Out()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList()));
        var before = bench.Clock.Elapsed;
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 502).Outcome);
        Assert.Equal(TimeSpan.FromSeconds(5), bench.Clock.Elapsed - before);
        Assert.Contains(bench.Blocked, l => l is { Control: "C1-allow", Rule: "default-deny", From: "OTHER" });
    }

    [Fact]
    public void A_Guest_Reaches_Assets_Of_Its_Zone_Directly()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList()));
        using var guest = bench.Network.Enter("Z-B", "laptop");
        using var client = bench.Client("laptop");
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 1)).Status);
    }

    [Fact]
    public void A_Stranger_Is_Refused_After_Accept()
    {
        using var bench = new Bench(TwoZones.With(), armed: false);
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        bench.Transport.PumpReady(0);
        socket.Connect(bench.Network.EndPointOf("PLC", 502));
        bench.Transport.PumpReady(100_000);
        bench.Transport.PumpReady(1000);
        Assert.Equal(1, bench.Network.Strangers);
        Assert.Equal(0, socket.Receive(new byte[1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Quiescence_Holds_Under_Disturbed_Deliveries(bool tls)
    {
        var scenario = tls ? TwoZones.With(TwoZones.AllowList(), TwoZones.Tls(), TwoZones.Inspection()) : TwoZones.With(TwoZones.AllowList());
        using var bench = new Bench(scenario, noise: new DeliveryNoise(7));
        using var client = bench.Client();
        for (ushort i = 0; i < 20; i++)
        {
            Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.ReadHoldingRegistersAsync(1, i, 2)).Status);
        }

        Assert.True(bench.Transport.Disturbed > 0);
    }
}
