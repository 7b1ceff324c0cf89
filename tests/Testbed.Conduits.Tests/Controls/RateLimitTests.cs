using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Conduits.Tests;

public sealed class RateLimitTests
{
    [Fact]
    public void Stops_The_Requests_Beyond_The_Limit_Of_One_Simulated_Second()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.RateLimit(pdusPerSecond: 5)));
        using var client = bench.Client();
        var reads = Enumerable.Range(0, 8).Select(i => client.ReadHoldingRegistersAsync(1, (ushort)i, 1)).ToList();
        bench.Settle();
        Assert.Equal(5, reads.Count(r => r.IsCompleted));
        Assert.Equal(3, bench.Blocked.Count(l => l is { Control: "C1-rate", Rule: "pdus-per-second" }));
        bench.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(3, reads.Count(r => r.Result.Status != ModbusStatus.Ok));
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.ReadHoldingRegistersAsync(1, 0, 1)).Status);
    }

    [Fact]
    public void A_New_Second_Has_Its_Own_Budget()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.RateLimit(pdusPerSecond: 3)));
        using var client = bench.Client();
        for (var second = 0; second < 3; second++)
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.ReadHoldingRegistersAsync(1, 0, 1)).Status);
            }

            bench.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(bench.Blocked);
    }

    [Fact]
    public void A_Noisy_Source_Takes_Nothing_From_Another()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.RateLimit(pdusPerSecond: 2)));
        using var noisy = bench.Client("OTHER");
        using var client = bench.Client();
        for (var i = 0; i < 20; i++)
        {
            _ = noisy.ReadHoldingRegistersAsync(1, 0, 1);
        }

        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.ReadHoldingRegistersAsync(1, 0, 1)).Status);
        Assert.All(bench.Blocked, l => Assert.Equal("OTHER", l.From));
        Assert.Equal(18, bench.Blocked.Count());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Carries_As_Many_Connections_Of_A_Source_As_It_Says(int limit, bool tls)
    {
        var scenario = tls ? TwoZones.With(TwoZones.RateLimit(connections: limit), TwoZones.Tls()) : TwoZones.With(TwoZones.RateLimit(connections: limit));
        using var bench = new Bench(scenario);
        var open = Enumerable.Range(0, limit).Select(_ => bench.Raw()).ToList();
        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 502).Outcome);
        Assert.Contains(bench.Blocked, l => l is { Control: "C1-rate", Rule: "connections" });
        Assert.Equal(DialOutcome.Open, bench.Dial("OTHER", "PLC", 502).Outcome);
        open[0].Dispose();
        bench.Settle();
        Assert.Equal(DialOutcome.Open, bench.Dial("MASTER", "PLC", 502).Outcome);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 502).Outcome);
    }

    [Fact]
    public void Counts_The_Connections_Of_A_Host_On_The_Medium_Too()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.RateLimit(connections: 2)));
        var streams = new List<Stream>();
        for (var i = 0; i < 4; i++)
        {
            streams.Add(Intruder.Enter(bench, "10.4.0.1"));
        }

        Assert.Equal(2, bench.Served);
        Assert.Equal(2, bench.Blocked.Count(l => l.Rule == "connections"));
        streams.ForEach(s => s.Dispose());
    }
}
