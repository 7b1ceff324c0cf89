using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>Connections counted at both ends of a conduit, on real sockets.</summary>
public sealed class ConnectionLimitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refuses_A_Fourth_Connection_To_One_Service_And_Takes_It_Once_Another_Has_Ended(bool tls)
    {
        using var bench = Armed(Limit(perFlow: 3), tls);
        var open = Enumerable.Range(0, 3).Select(_ => bench.Raw()).ToList();
        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 502).Outcome);
        Assert.Contains(bench.Blocked, l => l is { Control: "C1-connections", Rule: "connections-per-flow", From: "MASTER" });
        Assert.Equal(DialOutcome.Open, bench.Dial("OTHER", "PLC", 502).Outcome);
        open[0].Dispose();
        bench.Settle();
        Assert.Equal(DialOutcome.Open, bench.Dial("MASTER", "PLC", 502).Outcome);
        Assert.Equal(5, bench.Served);
    }

    [Fact]
    public void Counts_A_Source_Over_All_Services()
    {
        using var bench = Armed(Limit(perFlow: 2, perSource: 3));
        bench.Network.Listen("PLC", 23, c => Wire.ReceiveAsync(c.Stream));
        bench.Raw();
        bench.Raw();
        bench.Raw(port: 23);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 23).Outcome);
        Assert.Contains(bench.Blocked, l => l.Rule == "connections-per-source");
    }

    [Fact]
    public void Refuses_What_Begins_Too_Often_And_Forgets_It_After_The_Period()
    {
        using var bench = Armed(Limit(begun: 4));
        for (var i = 0; i < 4; i++)
        {
            bench.Raw().Dispose();
            bench.Settle();
        }

        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 502).Outcome);
        Assert.Contains(bench.Blocked, l => l.Rule == "new-connections");
        Assert.Equal(DialOutcome.Open, bench.Dial("OTHER", "PLC", 502).Outcome);
        bench.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(DialOutcome.Open, bench.Dial("MASTER", "PLC", 502).Outcome);
    }

    [Fact]
    public void Asking_Often_Shuts_Nobody_Out_For_Longer()
    {
        using var bench = Armed(Limit(begun: 1));
        bench.Raw().Dispose();
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 502).Outcome);
        }

        bench.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal(DialOutcome.Open, bench.Dial("MASTER", "PLC", 502).Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ends_A_Connection_On_Which_The_Client_Says_Nothing(bool tls)
    {
        using var bench = Armed(Limit(), tls);
        using var silent = bench.Client();
        using var busy = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => busy.ReadHoldingRegistersAsync(1, 0, 1)).Status);
        bench.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(bench.Blocked);
        bench.Advance(TimeSpan.FromSeconds(2));
        Assert.Single(bench.Blocked, l => l is { Control: "C1-connections", Rule: "half-open", From: "MASTER", To: "PLC", Port: 502 });
        Assert.NotEqual(ModbusStatus.Ok, bench.Run(() => silent.ReadHoldingRegistersAsync(1, 0, 1)).Status);
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => busy.ReadHoldingRegistersAsync(1, 0, 1)).Status);
        Assert.Null(bench.Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ends_A_Stranger_On_The_Medium_Who_Says_Nothing(bool tls)
    {
        using var faults = new EscapedFaults();
        using var bench = Armed(Limit(), tls);
        using var stranger = Intruder.Dial(bench);
        bench.Advance(TimeSpan.FromSeconds(11));
        Assert.Contains(bench.Blocked, l => l is { Rule: "half-open", From: "intruder" });
        Assert.Empty(bench.Run(() => Wire.ReceiveAsync(stranger)));
        Assert.Null(bench.Failure);
        faults.AssertNone();
    }

    [Fact]
    public void Counts_A_Host_On_The_Medium_Under_The_Name_It_Claims()
    {
        using var bench = Armed(Limit(perFlow: 2));
        var streams = Enumerable.Range(0, 4).Select(_ => Intruder.Enter(bench, "10.4.0.1")).ToList();
        Assert.Equal(2, bench.Served);
        Assert.Equal(2, bench.Blocked.Count(l => l.Rule == "connections-per-flow"));
        streams.ForEach(s => s.Dispose());
    }

    [Fact]
    public void Disarmed_Everything_Stands_As_Long_As_It_Likes()
    {
        using var bench = new Bench(TwoZones.With(Limit(perFlow: 1, begun: 1)), armed: false);
        using var silent = bench.Client();
        bench.Raw();
        bench.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => silent.ReadHoldingRegistersAsync(1, 0, 1)).Status);
        Assert.Empty(bench.Blocked);
    }

    private static Bench Armed(ConnectionLimitConfig limit, bool tls = false) => new(tls ? TwoZones.With(limit, TwoZones.Tls()) : TwoZones.With(limit));

    private static ConnectionLimitConfig Limit(int perFlow = 100, int perSource = 100, int begun = 100) => new()
    {
        Id = "C1-connections", On = "C1", PerFlow = perFlow, PerSource = perSource, NewConnections = begun, Period = TimeSpan.FromMinutes(1), HalfOpen = TimeSpan.FromSeconds(10),
    };
}
