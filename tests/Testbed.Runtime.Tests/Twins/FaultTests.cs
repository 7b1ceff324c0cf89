using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Runtime.Tests;

/// <summary>Failures that tests cause: lost power and swapped units.</summary>
public sealed class FaultTests
{
    private const string Gate = "PLC-CGS";

    [Fact]
    public void An_Outage_Lasts_Until_It_Is_Disposed_And_Keeps_What_Was_Stored()
    {
        using var range = new Range(StationLab.AsFound, TwinKind.Open);
        using var client = range.Client("SCADA-1", Gate);
        range.Run(() => client.WriteSingleRegisterAsync(1, 111, 930));
        var outage = range.Twin.Outage(Gate);
        range.Tick(10);
        Assert.False(range.Device(Gate).IsRunning);
        Assert.False(client.IsOpen);
        outage.Dispose();
        outage.Dispose();
        range.Tick(1);
        Assert.True(range.Device(Gate).IsRunning);
        Assert.Equal(9.3, range.Device(Gate).Point("alarm-h")!.Value, 3);
        Assert.Empty(range.Twin.Failures);
    }

    [Fact]
    public void A_Spare_Has_The_Suppliers_Account_And_None_Of_The_Settings()
    {
        using var range = new Range(StationLab.Hardened, TwinKind.Armed);
        var old = range.Device(Gate);
        range.Twin.Replace(Gate);
        range.Tick(2);
        var spare = range.Device(Gate);
        Assert.NotSame(old, spare);
        Assert.False(old.IsRunning);
        Assert.True(spare.IsRunning);
        Assert.Equal(new TwinProgram("STOP", "", "", ""), spare.Program);
        Assert.Equal(8.0, spare.Point("set-point-a"));
        Assert.Equal(["account.admin"], spare.Settings.Select(BackupText.KeyOf).Where(k => k.StartsWith("account.", StringComparison.Ordinal)));
        Assert.Equal(
            ["backup"],
            spare.Settings.Select(l => BackupText.KeyOf(l).Split('.')).Where(k => k[0] == "control").Select(k => k[1]).Distinct());
        using var client = range.Client("SCADA-1", Gate);
        Assert.Equal(ModbusStatus.Ok, range.Run(() => client.ReadHoldingRegistersAsync(1, 100, 1)).Status);
    }
}
