using Akka.Actor;
using Testbed.Core;
using Testbed.Devices;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>A device that fails is stopped, its neighbours go on, and it comes back after simulated seconds.</summary>
public sealed class DeviceFailureTests
{
    private const string Gate = "PLC-CGS";

    /// <summary>A running device that is told to start breaks its own rule and throws in its actor.</summary>
    private static readonly object Throws = new DeviceProtocol.Start();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_Failed_Device_Comes_Back_After_Five_Simulated_Seconds_And_Serves_Again(bool killed)
    {
        using var range = new Range(StationLab.AsFound, TwinKind.Open);
        range.Tick(3);
        range.Tell(Gate, killed ? Kill.Instance : Throws);
        Assert.False(range.Device(Gate).IsRunning);
        Assert.Equal([(Gate, 3.0)], range.Twin.Failures);
        Assert.Equal(DialOutcome.Closed, range.Twin.ZoneNetwork.DialAsync("SCADA-1", Gate, 502) is var dial ? Settle(range, dial).Outcome : default);
        range.Tick(4);
        Assert.False(range.Device(Gate).IsRunning);
        range.Tick(1);
        Assert.True(range.Device(Gate).IsRunning);
        using var client = range.Client("SCADA-1", Gate);
        Assert.Equal(ModbusStatus.Ok, range.Run(() => client.WriteSingleRegisterAsync(1, 100, 861)).Status);
        Assert.Equal(8.61, range.Device(Gate).Point("set-point-a")!.Value, 3);
        Assert.Single(range.Twin.Failures);
    }

    [Fact]
    public void Its_Connections_Close()
    {
        using var range = new Range(StationLab.AsFound, TwinKind.Open);
        using var client = range.Client("SCADA-1", Gate);
        Assert.Equal(ModbusStatus.Ok, range.Run(() => client.ReadHoldingRegistersAsync(1, 100, 1)).Status);
        range.Tell(Gate, Throws);
        Assert.False(client.IsOpen);
    }

    [Fact]
    public void Its_Outputs_Go_To_Their_Fail_State()
    {
        using var range = new Range(StationLab.AsFound, TwinKind.Open);
        using var client = range.Client("SCADA-1", Gate);
        range.Run(() => client.WriteSingleRegisterAsync(1, 103, 1));
        range.Run(() => client.WriteSingleRegisterAsync(1, 104, 400));
        range.Tick(60);
        Assert.Equal(40, range.Device(Gate).Point("output-b")!.Value, 1);
        range.Tell(Gate, Throws);
        Assert.Equal(0, range.Device(Gate).Point("output-b"));
        // The spring drives the valve itself, not only the register.
        var valve = range.Twin.Gas.Element("FCV-101B");
        var before = range.Twin.Gas.OpeningFraction(valve);
        range.Tick(4);
        Assert.True(range.Twin.Gas.OpeningFraction(valve) < before);
    }

    [Fact]
    public void The_Failure_Is_Recorded()
    {
        using var range = new Range(StationLab.AsFound);
        range.Tick(2);
        range.Tell(Gate, Throws);
        range.Tick(6);
        range.Twin.Record.Finish("", "");
        Assert.Contains(
            """
            "fact":"device","of":"PLC-CGS","value":"failed and stopped"
            """, range.Twin.Record.Text, StringComparison.Ordinal);
        var audit = new TwinView(range.Twin).Audit(Gate);
        Assert.Equal(["start", "crash", "start"], audit.Select(r => r.Type).Where(t => t is "start" or "crash"));
    }

    [Fact]
    public void Its_Neighbours_Go_On()
    {
        using var range = new Range(StationLab.AsFound);
        range.Tick(2);
        range.Tell(Gate, Throws);
        range.Tick(4);
        Assert.All(range.Twin.Devices.Values.Where(d => d.Id != Gate), d => Assert.True(d.IsRunning));
        using var client = range.Client("SCADA-1", "RTU-DRS-3");
        Assert.Equal(ModbusStatus.Ok, range.Run(() => client.ReadInputRegistersAsync(13, 0, 1)).Status);
    }

    [Fact]
    public void Polls_Recover_With_The_Device()
    {
        using var range = new Range(StationLab.AsFound);
        range.Tick(5);
        range.Tell(Gate, Throws);
        range.Tick(60);
        var view = new TwinView(range.Twin);
        var (good, failed) = view.Polls("poll-cgs-inputs");
        Assert.InRange(failed, 0, 2);
        Assert.InRange(good, 4, 7);
    }

    [Fact]
    public void It_May_Fail_Again_And_Again()
    {
        using var range = new Range(StationLab.AsFound);
        for (var i = 0; i < 4; i++)
        {
            range.Tell(Gate, Throws);
            range.Tick(6);
            Assert.True(range.Device(Gate).IsRunning);
        }

        Assert.Equal(4, range.Twin.Failures.Count);
    }

    [Fact]
    public void A_Failure_Is_As_Repeatable_As_Everything_Else()
    {
        static string Hash(ulong? noise)
        {
            using var range = new Range(StationLab.Hardened, options: new TwinOptions { DeliveryNoise = noise });
            range.Tick(9);
            range.Tell(Gate, Throws);
            range.Tick(20);
            return range.Twin.Record.Finish("", "");
        }

        Assert.Equal(Hash(null), Hash(5));
    }

    private static DialResult Settle(Range range, Task<DialResult> dial)
    {
        range.Twin.Transport.RunUntilQuiescent();
        Assert.True(dial.IsCompleted);
        return dial.GetAwaiter().GetResult();
    }
}
