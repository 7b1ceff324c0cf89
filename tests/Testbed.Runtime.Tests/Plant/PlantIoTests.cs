using Testbed.Core;
using Testbed.GasNetwork;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

public sealed class PlantIoTests : IDisposable
{
    private readonly TwinBlueprint _blueprint = new(StationLab.AsFound, 1);

    [Fact]
    public void Noise_Is_Repeatable_Per_Seed_And_Differs_Between_Seeds()
    {
        var one = Readings(1);
        Assert.Equal(one, Readings(1));
        Assert.NotEqual(one, Readings(2));
    }

    [Fact]
    public void A_Sensors_Noise_Does_Not_Hang_On_The_Other_Sensors()
    {
        var process = StationLab.AsFound.Process;
        var fewer = process with { Sensors = [.. process.Sensors.Where(s => s.Tag != "CGS-1.PT-100")] };
        Assert.Equal(Readings(1), Readings(1, fewer));
    }

    [Fact]
    public void Noise_Has_The_Declared_Size_Around_The_True_Value()
    {
        var gas = _blueprint.NewGasTwin();
        var io = Io(gas, 1);
        gas.TryNode("F0", out var node);
        var truth = gas.PressurePaGauge(node) / 1e5;
        var errors = new List<double>();
        for (var i = 0; i < 2000; i++)
        {
            io.Sample(1);
            errors.Add(io.ReadSensor("CGS-1.PT-101") - truth);
        }

        var sigma = Math.Sqrt(errors.Sum(e => e * e) / errors.Count);
        Assert.Equal(16 * 0.0002, sigma, 16 * 0.0002 * 0.1);
        Assert.InRange(errors.Average(), -0.0005, 0.0005);
    }

    [Fact]
    public void A_Reading_Stands_Still_Between_Samples()
    {
        var io = Io(_blueprint.NewGasTwin(), 1);
        var first = io.ReadSensor("CGS-1.PT-101");
        Assert.Equal(first, io.ReadSensor("CGS-1.PT-101"));
        io.Sample(1);
        Assert.NotEqual(first, io.ReadSensor("CGS-1.PT-101"));
    }

    [Fact]
    public void Quantities_Come_In_Their_Units()
    {
        var gas = _blueprint.NewGasTwin();
        var io = Io(gas, 1);
        Assert.Equal(34.5, io.ReadSensor("CGS-1.PT-100"), 0.1);
        Assert.InRange(io.ReadSensor("DRS-3.PT-2"), 15, 25);
        Assert.InRange(io.ReadSensor("CGS-1.FT-100"), 100, 16000);
        Assert.Equal(0, io.ReadSensor("CGS-1.FCV-101B.ZT"));
        Assert.Equal(0, io.ReadSensor("CGS-1.SSV-103A.ZS"));
        Assert.Equal(0, io.ReadSensor("CGS-1.XV-100.ZS"));
    }

    [Fact]
    public void Tags_Are_Known_Exactly()
    {
        var io = Io(_blueprint.NewGasTwin(), 1);
        Assert.All(StationLab.AsFound.Process.Sensors, s => Assert.True(io.HasSensor(s.Tag)));
        Assert.All(StationLab.AsFound.Process.Actuators, a => Assert.True(io.HasActuator(a.Tag)));
        Assert.False(io.HasSensor("cgs-1.pt-100"));
        Assert.False(io.HasActuator("CGS-1.PT-100"));
    }

    [Fact]
    public void A_Valve_Follows_Its_Signal()
    {
        var gas = _blueprint.NewGasTwin();
        var io = Io(gas, 1);
        io.WriteActuator("CGS-1.FCV-101B.POS", 50);
        for (var i = 0; i < 60; i++)
        {
            gas.Step(1);
        }

        io.Sample(1);
        Assert.Equal(50, io.ReadSensor("CGS-1.FCV-101B.ZT"), 0.5);
    }

    [Fact]
    public void The_Shut_Off_Valve_Closes_And_No_Signal_Opens_It_Again()
    {
        var gas = _blueprint.NewGasTwin();
        var io = Io(gas, 1);
        io.WriteActuator("CGS-1.XV-100.CLOSE", 0);
        Assert.Equal(0, After(10));
        io.WriteActuator("CGS-1.XV-100.CLOSE", 1);
        Assert.Equal(1, After(10));
        io.WriteActuator("CGS-1.XV-100.CLOSE", 0);
        Assert.Equal(1, After(10));

        double After(int seconds)
        {
            for (var i = 0; i < seconds; i++)
            {
                gas.Step(1);
            }

            io.Sample(1);
            return io.ReadSensor("CGS-1.XV-100.ZS");
        }
    }

    public void Dispose() => _blueprint.Dispose();

    private static PlantIo Io(GasTwin gas, ulong seed, ProcessConfig? process = null) =>
        new(process ?? StationLab.AsFound.Process, gas, path => RandomStream.For(seed, path));

    private double[] Readings(ulong seed, ProcessConfig? process = null)
    {
        var io = Io(_blueprint.NewGasTwin(), seed, process);
        return
        [
            .. Enumerable.Range(0, 20).Select(_ =>
            {
                io.Sample(1);
                return io.ReadSensor("CGS-1.PT-101");
            }),
        ];
    }
}
