using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

public sealed class MonitorTests
{
    [Fact]
    public void Alerts_Once_Per_Rule_And_Source_In_A_Minute()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor()));
        using var client = bench.Client();
        for (var i = 0; i < 5; i++)
        {
            bench.Run(() => client.WriteSingleCoilAsync(1, 0, true));
        }

        Assert.Equal(["C1/C1-monitor/unauthorised-write"], bench.Alerts.Select(l => l.Rule));
        bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 921));
        Assert.Equal(["C1/C1-monitor/unauthorised-write", "C1/C1-monitor/value-out-of-range"], bench.Alerts.Select(l => l.Rule));
        bench.Advance(TimeSpan.FromMilliseconds(59_999));
        bench.Run(() => client.WriteSingleCoilAsync(1, 0, true));
        Assert.Equal(2, bench.Alerts.Count());
        bench.Advance(TimeSpan.FromMilliseconds(1));
        bench.Run(() => client.WriteSingleCoilAsync(1, 0, true));
        Assert.Equal(3, bench.Alerts.Count());
    }

    [Fact]
    public void Each_Source_Has_Its_Own_Alert()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor()));
        using var master = bench.Client();
        using var other = bench.Client("OTHER");
        bench.Run(() => master.WriteSingleCoilAsync(1, 0, true));
        bench.Run(() => other.WriteSingleCoilAsync(1, 0, true));
        Assert.Equal(["MASTER", "OTHER"], bench.Alerts.Where(l => l.Rule == "C1/C1-monitor/unauthorised-write").Select(l => l.From));
    }

    [Fact]
    public void Stops_Nothing()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor()));
        using var client = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 200, 4711)).Status);
        Assert.Equal(4711, bench.Registers.HoldingRegisters[200]);
        Assert.Empty(bench.Blocked);
    }

    [Fact]
    public void A_Deaf_Monitor_Stays_Silent()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList("*"), TwoZones.Monitor() with { Rules = [] }));
        using var client = bench.Client();
        bench.Run(() => client.WriteSingleCoilAsync(1, 0, true));
        bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 1));
        bench.Dial("OTHER", "PLC", 23);
        Load(bench, client, 80);
        Assert.Empty(bench.Alerts);
        Assert.Empty(bench.Collected);
    }

    [Fact]
    public void A_Rule_Switched_Off_Does_Not_Silence_The_Others()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor() with { Rules = [.. MonitorConfig.AllRules.Where(r => r != "unauthorised-write")] }));
        using var client = bench.Client();
        bench.Run(() => client.WriteSingleCoilAsync(1, 0, true));
        bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 921));
        Assert.Equal(["C1/C1-monitor/value-out-of-range"], bench.Alerts.Select(l => l.Rule));
    }

    [Fact]
    public void A_Scan_Takes_Four_Distinct_Targets()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor()));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(DialOutcome.Closed, bench.Dial("OTHER", "PLC", 4840).Outcome);
        }

        bench.Dial("OTHER", "PLC", 4841);
        bench.Dial("OTHER", "PLC", 4842);
        bench.Dial("MASTER", "PLC", 4843);
        Assert.Empty(bench.Alerts);
        bench.Dial("OTHER", "PLC", 4843);
        Assert.Equal(["C1/C1-monitor/scan"], bench.Alerts.Select(l => l.Rule));
    }

    [Fact]
    public void Misses_Spread_Over_More_Than_A_Minute_Are_No_Scan()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor()));
        for (var port = 5000; port < 5012; port++)
        {
            bench.Dial("OTHER", "PLC", port);
            bench.Advance(TimeSpan.FromSeconds(21));
        }

        Assert.Empty(bench.Alerts);
    }

    [Fact]
    public void Blocked_Flows_Count_As_Misses()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList(), TwoZones.Monitor()));
        for (var port = 5000; port < 5004; port++)
        {
            Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", port).Outcome);
        }

        Assert.Equal(["C1/C1-monitor/blocked-flow", "C1/C1-monitor/scan"], bench.Alerts.Select(l => l.Rule));
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(51, 1)]
    public void A_Flood_Begins_Above_Fifty_Pdus_In_A_Second(int pdus, int alerts)
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor()));
        using var client = bench.Client();
        Load(bench, client, pdus);
        Assert.Equal(alerts, bench.Alerts.Count(l => l.Rule == "C1/C1-monitor/flood"));
    }

    [Fact]
    public void Sends_Every_Alert_To_The_Collector_As_Syslog()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor()));
        using var client = bench.Client();
        bench.Run(() => client.WriteSingleCoilAsync(1, 0, true));
        bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 1));
        bench.Settle();
        var text = string.Concat(bench.Collected);
        Assert.Contains("from=\"MASTER\"", text, StringComparison.Ordinal);
        Assert.Contains("rule=\"unauthorised-write\"", text, StringComparison.Ordinal);
        Assert.Contains("rule=\"value-out-of-range\"", text, StringComparison.Ordinal);
        Assert.Contains("2026-01-15T04:15:0", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Collector_Out_Of_Reach_Does_Not_Hold_The_Conduit_Up()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor() with { Collector = "NOBODY" }));
        using var client = bench.Client();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleCoilAsync(1, 0, true)).Status);
        }

        Assert.Single(bench.Alerts);
        Assert.Empty(bench.Collected);
    }

    [Fact]
    public void Notices_Bytes_That_Are_No_Frame_And_A_Source_Nobody_Has()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor()));
        using var stream = Intruder.Enter(bench, "192.0.2.7");
        Intruder.Send(bench, stream, (byte[])[0, 1, 0, 7, 0, 6, 1, 3, 0, 0, 0, 1]);
        // Once for the host that is not the opposite gateway end, once for the source it claims.
        Assert.Equal(
            ["C1/C1-monitor/rogue-device", "C1/C1-monitor/rogue-device", "C1/C1-monitor/new-source", "C1/C1-monitor/malformed"], bench.Alerts.Select(l => l.Rule));
        Assert.All(bench.Alerts.Skip(1), l => Assert.Equal("192.0.2.7", l.From));
    }

    private static void Load(Bench bench, ModbusClient client, int pdus)
    {
        for (var i = 0; i < pdus; i++)
        {
            bench.Run(() => client.ReadHoldingRegistersAsync(1, 0, 1));
        }
    }
}
