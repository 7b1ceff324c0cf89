using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>The monitor's rules about what sources do, over sockets; each alone, with a case on either side of its limit.</summary>
public sealed class MonitorHabitTests
{
    private const byte Unit = 1;

    [Fact]
    public void A_Source_That_No_Flow_Declares_Is_New()
    {
        using var bench = Only("new-source");
        using var master = bench.Client();
        Assert.Empty(bench.Alerts);
        using var other = bench.Client("OTHER");

        Assert.Equal(("C1/C1-monitor/new-source", "OTHER"), Assert.Single(bench.Alerts.Select(l => (l.Rule, l.From))));
    }

    [Fact]
    public void A_Read_By_A_Function_Or_Of_A_Place_Nobody_Declared_Is_Told()
    {
        using var bench = Only("undeclared-read");
        using var client = bench.Client();
        bench.Run(() => client.ReadHoldingRegistersAsync(Unit, 0, 125));
        Assert.Empty(bench.Alerts);
        bench.Run(() => client.ReadCoilsAsync(Unit, 0, 1));
        Assert.Single(bench.Alerts);
        bench.Advance(TimeSpan.FromMinutes(1));
        bench.Run(() => client.ReadHoldingRegistersAsync(Unit, 200, 2));
        Assert.Equal(2, bench.Alerts.Count());
    }

    [Theory]
    [InlineData(SourceHabits.PlacesPerMinute, 0)]
    [InlineData(SourceHabits.PlacesPerMinute + 1, 1)]
    public void A_Sweep_Reads_More_Places_Than_A_Master(int places, int alerts)
    {
        using var bench = Only("read-sweep");
        using var client = bench.Client();
        for (ushort i = 0; i < places; i++)
        {
            bench.Run(() => client.ReadHoldingRegistersAsync(Unit, i, 1));
            bench.Run(() => client.ReadHoldingRegistersAsync(Unit, i, 1));
        }

        Assert.Equal(alerts, bench.Alerts.Count());
    }

    [Theory]
    [InlineData(SourceHabits.WritesPerMinute, 0, 0)]
    [InlineData(SourceHabits.WritesPerMinute + 1, 0, 1)]
    [InlineData(SourceHabits.WritesPerMinute + 20, 6, 0)]
    public void More_Writes_In_A_Minute_Than_An_Operator_Makes(int writes, int secondsApart, int alerts)
    {
        using var bench = Only("command-rate");
        using var client = bench.Client();
        for (var i = 0; i < writes; i++)
        {
            bench.Run(() => client.WriteSingleRegisterAsync(Unit, 100, 860));
            bench.Advance(TimeSpan.FromSeconds(secondsApart + 0.5));
        }

        Assert.Equal(alerts, bench.Alerts.Count());
    }

    [Theory]
    [InlineData(SourceHabits.StormConnections, 0)]
    [InlineData(SourceHabits.StormConnections + 1, 1)]
    public void Connections_In_A_Row_Are_A_Storm(int connections, int alerts)
    {
        using var bench = Only("connection-storm");
        for (var i = 0; i < connections; i++)
        {
            bench.Client().Dispose();
        }

        Assert.Equal(alerts, bench.Alerts.Count());
    }

    [Theory]
    [InlineData(true, "010500FF00", 0, 1)]
    [InlineData(false, "010500FF00", 0, 0)]
    [InlineData(true, "010500FF01", 0, 0)]
    [InlineData(true, "010500FF00", 61, 0)]
    public void The_Same_Frame_Over_Another_Connection_Is_A_Replay(bool otherConnection, string second, int minutesApart, int alerts)
    {
        using var bench = Only("replay");
        var first = bench.Client();
        Send(bench, first, "010500FF00");
        bench.Advance(TimeSpan.FromMinutes(minutesApart));
        using var again = otherConnection ? bench.Client() : first;
        Send(bench, again, second);
        first.Dispose();

        Assert.Equal(alerts, bench.Alerts.Count());

        // Transaction 7, unit 1, write of one coil: the address of the second differs in one case.
        static void Send(Bench bench, ModbusClient client, string tail) =>
            bench.Run(() => client.SendRawAsync(Convert.FromHexString("000700000006" + tail + "00")));
    }

    [Theory]
    [InlineData("08000100FF", "restart")]
    [InlineData("080004 0000", "restart")]
    [InlineData("0800000000", "")]
    [InlineData("6406", "engineering restart")]
    [InlineData("6404", "engineering")]
    public void Restarts_And_The_Engineering_Function_Are_Told(string pdu, string rules)
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor() with { Rules = ["engineering", "restart"] }));
        using var client = bench.Client();
        var bytes = Convert.FromHexString(pdu.Replace(" ", "", StringComparison.Ordinal));
        bench.Run(() => client.SendRawAsync(ModbusFrame.ToAdu(9, Unit, bytes)));

        Assert.Equal(rules, string.Join(' ', bench.Alerts.Select(l => l.Rule[(l.Rule.LastIndexOf('/') + 1)..])));
    }

    private static Bench Only(string rule) => new(TwoZones.With(TwoZones.Monitor() with { Rules = [rule] }));
}
