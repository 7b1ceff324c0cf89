using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>A boundary that is closed and opened by order, over the network of its zones.</summary>
public sealed class IslandModeTests
{
    private const string Key = "Sorrel-Anvil";

    [Theory]
    [InlineData("MASTER", "C1.gw-a")]
    [InlineData("PLC", "C1.gw-b")]
    public void An_Order_At_Either_End_Closes_Both_Ways_And_Cuts_What_Runs(string from, string gateway)
    {
        using var bench = new Bench(TwoZones.With(Island("MASTER", "PLC")));
        using var running = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => running.ReadHoldingRegistersAsync(1, 100, 1)).Status);

        Assert.Equal(IslandOrder.Done, Order(bench, from, gateway, IslandOrder.On));
        Assert.NotEqual(ModbusStatus.Ok, bench.Run(() => running.ReadHoldingRegistersAsync(1, 100, 1)).Status);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 502).Outcome);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("PLC", "LOG", 601).Outcome);
        Assert.Contains(bench.Blocked, l => l is { Control: "C1-island", Rule: "island" });
        Assert.Equal(1, bench.Served);

        Assert.Equal(IslandOrder.Done, Order(bench, from, gateway, IslandOrder.Off));
        using var again = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => again.ReadHoldingRegistersAsync(1, 100, 1)).Status);
    }

    [Fact]
    public void A_Host_On_The_Span_Does_Not_Get_Past_The_Far_End_Either()
    {
        using var bench = new Bench(TwoZones.With(Island("MASTER")));
        Order(bench, "MASTER", "C1.gw-a", IslandOrder.On);
        using var stream = Intruder.Enter(bench, "10.4.0.1");
        Intruder.Send(bench, stream, ModbusFrame.ToAdu(1, 1, [3, 0, 100, 0, 1]));
        Assert.Empty(bench.Run(() => Wire.ReceiveAsync(stream)));
        Assert.Equal(0, bench.Served);
    }

    [Theory]
    [InlineData("OTHER", Key)]
    [InlineData("MASTER", "wrong")]
    [InlineData("MASTER", "")]
    public void Orders_Of_Others_And_Without_The_Key_Are_Refused_And_Recorded(string from, string key)
    {
        using var bench = new Bench(TwoZones.With(Island("MASTER")));
        Assert.Equal(IslandOrder.Refused, Order(bench, from, "C1.gw-a", IslandOrder.On, key));
        Assert.Contains(bench.Blocked, l => l is { Control: "C1-island", Rule: "order-refused" } && l.From == from);
        Assert.Equal(DialOutcome.Open, bench.Dial("MASTER", "PLC", 502).Outcome);
    }

    [Fact]
    public void Where_It_Does_Not_Cut_What_Runs_Goes_On()
    {
        using var bench = new Bench(TwoZones.With(Island("MASTER") with { CutsRunning = false }));
        using var running = bench.Client();
        Order(bench, "MASTER", "C1.gw-a", IslandOrder.On);
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => running.ReadHoldingRegistersAsync(1, 100, 1)).Status);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 502).Outcome);
    }

    [Fact]
    public void Disarmed_Nobody_Listens_For_Orders()
    {
        using var bench = new Bench(TwoZones.With(Island("MASTER")), armed: false);
        Assert.Equal(DialOutcome.Closed, bench.Dial("MASTER", "C1.gw-a", IslandOrder.Port).Outcome);
    }

    private static IslandModeConfig Island(params string[] from) => new() { Id = "C1-island", On = "C1", OrderedFrom = from, Key = Key };

    private static string? Order(Bench bench, string from, string gateway, string order, string key = Key) => bench.Run(async () =>
    {
        var dial = await bench.Network.DialAsync(from, gateway, IslandOrder.Port);
        await using var stream = dial.Stream!;
        var challenge = await IslandOrder.ReadAsync(stream);
        await IslandOrder.WriteAsync(stream, IslandOrder.Answer(key, challenge!, order, "a.keller"));
        return await IslandOrder.ReadAsync(stream);
    });
}
