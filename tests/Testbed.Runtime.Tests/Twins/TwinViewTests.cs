using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Runtime.Tests;

public sealed class TwinViewTests
{
    [Fact]
    public void Knows_Nothing_Of_What_Does_Not_Exist()
    {
        using var range = new Range(StationLab.AsFound);
        var view = new TwinView(range.Twin);
        Assert.Null(view.Point("NOBODY", "x"));
        Assert.Null(view.Point("PLC-CGS", "nothing"));
        Assert.Empty(view.Audit("NOBODY"));
        Assert.Empty(view.Collected("NOBODY"));
        Assert.Empty(view.Collected("PLC-CGS"));
        Assert.Equal((0, 0), view.Polls("no-such-poll"));
        Assert.Equal(TimeSpan.Zero, view.LongestScanGap("NOBODY"));
    }

    [Fact]
    public void Shows_What_A_Device_Really_Holds_After_A_Write()
    {
        using var range = new Range(StationLab.AsFound, TwinKind.Open);
        var view = new TwinView(range.Twin);
        Assert.Equal(8.6, view.Point("PLC-CGS", "set-point-a"));
        using var client = range.Client("SCADA-1", "PLC-CGS");
        Assert.Equal(ModbusStatus.Ok, range.Run(() => client.WriteSingleRegisterAsync(1, 100, 900)).Status);
        Assert.Equal(9.0, view.Point("PLC-CGS", "set-point-a"));
    }

    [Fact]
    public void Scans_Keep_Their_Period_Under_Ordinary_Traffic()
    {
        using var range = new Range(StationLab.AsFound);
        range.Tick(30);
        var view = new TwinView(range.Twin);
        Assert.Equal(TimeSpan.FromMilliseconds(250), view.LongestScanGap("PLC-CGS"));
        Assert.Equal(TimeSpan.FromSeconds(1), view.LongestScanGap("RTU-DRS-3"));
    }

    [Fact]
    public void Audit_Records_Reach_Their_Collector()
    {
        using var range = new Range(StationLab.Hardened);
        range.Tick(12);
        var view = new TwinView(range.Twin);
        Assert.Contains(view.Audit("PLC-CGS"), r => r is { Type: "start", Source: "PLC-CGS", Result: "success" });
        Assert.Contains(view.Collected("LOG-1"), c => c.Message.Contains("PLC-CGS", StringComparison.Ordinal));
        Assert.All(view.Collected("LOG-1"), c => Assert.InRange(c.Tick, 0, 12_000));
    }

    [Fact]
    public void The_Process_Is_Unharmed_Without_Attack()
    {
        using var range = new Range(StationLab.AsFound);
        range.Tick(60);
        var (customersOut, peak) = new TwinView(range.Twin).Process;
        Assert.Equal(0, customersOut);
        Assert.True(peak < 0);
    }
}
