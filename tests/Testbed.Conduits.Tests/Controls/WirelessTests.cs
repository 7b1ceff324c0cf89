using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>Who is let onto a wireless medium, on sockets.</summary>
public sealed class WirelessTests
{
    private static readonly WirelessConfig Config = new()
    {
        Id = "C1-air", On = "C1", Devices = [new("C1.gw-a", "key of a"), new("C1.gw-b", "key of b"), new("lost", "key of lost")], Withdrawn = ["lost"], Collector = "LOG",
    };

    [Fact]
    public void Gateway_Ends_Join_And_Traffic_Goes_On_As_Before()
    {
        using var bench = new Bench(TwoZones.With(Config));
        Assert.True(bench.Run(() => bench.Client().ReadHoldingRegistersAsync(1, 100, 1)).IsOk);
        Assert.Contains(bench.Lines, l => l is { Control: "C1-air", Rule: "attached", Pdu: "C1.gw-a" });
        Assert.Empty(bench.Blocked);
    }

    [Theory]
    [InlineData("nobody", "a key", "unknown-device")]
    [InlineData("C1.gw-a", "a key", "wrong-key")]
    [InlineData("C1.gw-a", "key of b", "wrong-key")]
    [InlineData("lost", "key of lost", "withdrawn")]
    public void Others_Are_Not_Let_On_And_Reported(string name, string key, string rule)
    {
        using var bench = new Bench(TwoZones.With(Config));
        Assert.False(Joins(bench, name, key));
        bench.Settle();
        Assert.Contains(bench.Blocked, l => l.Rule == rule && l.From == "thief");
        Assert.Contains("rule=\"unauthorised-device\" from=\"thief\"", Assert.Single(bench.Collected), StringComparison.Ordinal);
        Assert.Equal(0, bench.Served);
    }

    [Fact]
    public void A_Copy_Is_Refused_While_The_Original_Is_On_Line_Only()
    {
        using var bench = new Bench(TwoZones.With(Config));
        var original = bench.Raw();
        Assert.False(Joins(bench, "C1.gw-a", "key of a"));
        Assert.Contains(bench.Blocked, l => l.Rule == "identity-in-use");
        bench.Run(async () => await original.DisposeAsync());
        bench.Settle();
        Assert.True(Joins(bench, "C1.gw-a", "key of a"));
    }

    [Fact]
    public void A_Group_Key_Or_A_Copy_Serves_Where_That_Is_Configured()
    {
        using var bench = new Bench(TwoZones.With(Config with { PerDevice = false, Exclusive = false, Withdrawn = [] }));
        using var original = bench.Raw();
        Assert.True(Joins(bench, "C1.gw-a", "key of a"));
        Assert.True(Joins(bench, "C1.gw-a", "key of b"));
        Assert.True(Joins(bench, "lost", "key of lost"));
        Assert.False(Joins(bench, "nobody", "key of b"));
    }

    [Fact]
    public void Who_Says_Nothing_Or_Something_Else_Is_Dropped()
    {
        using var bench = new Bench(TwoZones.With(Config));
        byte[][] openings = [[], [0, 3, 65, 66, 67], [0, 0], [255, 255, 0], new byte[5000], SpanPreamble.Encode(new([10, 4, 0, 1]), new([10, 5, 0, 1]), 1, 502)];
        foreach (var bytes in openings)
        {
            Assert.True(bench.Run(async () =>
            {
                var dial = await bench.Network.DialGatewayAsync("C1", "Z-B", "thief");
                await dial.Stream!.WriteAsync(bytes);
                var buffer = new byte[500];
                try
                {
                    while (await dial.Stream.ReadAsync(buffer) > 0)
                    {
                    }
                }
                catch (IOException)
                {
                }

                return true;
            }));
        }

        Assert.Equal(0, bench.Served);
        Assert.True(bench.Run(() => bench.Client().ReadHoldingRegistersAsync(1, 100, 1)).IsOk);
    }

    [Fact]
    public void Undeclared_Services_Are_Out_Of_Reach()
    {
        using var bench = new Bench(TwoZones.With(Config));
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 502).Outcome);
        Assert.Contains(bench.Blocked, l => l is { Control: "C1-air", Rule: "not-declared" });
        using var open = new Bench(TwoZones.With(Config with { DeclaredOnly = false }));
        Assert.Equal(DialOutcome.Open, open.Dial("OTHER", "PLC", 502).Outcome);
    }

    [Fact]
    public void Disarmed_Whoever_Is_In_Range_Is_On_The_Medium()
    {
        using var bench = new Bench(TwoZones.With(Config), armed: false);
        Assert.True(bench.Run(() => bench.Client().ReadHoldingRegistersAsync(1, 100, 1)).IsOk);
        Assert.DoesNotContain(bench.Lines, l => l.Control == "C1-air");
    }

    private static bool Joins(Bench bench, string name, string key) => bench.Run(async () =>
    {
        var dial = await bench.Network.DialGatewayAsync("C1", "Z-B", "thief");
        await using (dial.Stream!)
        {
            return await WirelessAttach.AttachAsync(dial.Stream!, name, key, bench.Clock);
        }
    });
}
