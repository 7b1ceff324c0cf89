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

    [Fact]
    public void A_Motor_Opens_Its_Valve_Again()
    {
        var process = Heated with { ShutOffs = [.. StationLab.AsFound.Process.ShutOffs.Select(v => v with { OpenSeconds = 20 })] };
        var gas = new GasTwin(GasModelFactory.Create(process), new TimeOnly(4, 15));
        gas.Initialise();
        var io = Io(gas, 1, process);
        io.WriteActuator("CGS-1.XV-100.CLOSE", 1);
        Run(gas, io, 10);
        Assert.Equal(1, io.ReadSensor("CGS-1.XV-100.ZS"));
        io.WriteActuator("CGS-1.XV-100.CLOSE", 0);
        Run(gas, io, 10);
        Assert.Equal(0.5, gas.OpeningFraction("XV-100"), 0.06);
        Run(gas, io, 15);
        Assert.Equal(1, gas.OpeningFraction("XV-100"));
    }

    [Fact]
    public void A_Heater_Without_Fire_Cools_Its_Bath_By_What_The_Gas_Takes()
    {
        var gas = new GasTwin(GasModelFactory.Create(Heated), new TimeOnly(6, 30));
        gas.Initialise();
        var io = Io(gas, 1, Heated);
        Run(gas, io, 600);
        Assert.Equal(7, io.ReadSensor("TT"), 0.01);
        var warm = io.ReadSensor("BT");
        io.WriteActuator("FIRE", 0);
        Run(gas, io, 3600);
        // The gas through the gate, times what the cut to 8.6 bar cools it by, over a heat capacity of 2 m3 of water.
        var kw = gas.FlowNm3PerH("P-S0-F0") * 0.758 / 3600 * 2.2 * (7 - (8 - (0.45 * (34.5 - (gas.PressurePaGauge("S0") / 1e5)))));
        Assert.InRange((warm - io.ReadSensor("BT")) / (kw * 3600 / (2 * 4186)), 0.85, 1.1);
        io.WriteActuator("FIRE", 1);
        Run(gas, io, 7200);
        Assert.InRange(io.ReadSensor("BT"), 57, 60);
    }

    private static ProcessConfig Heated { get; } = StationLab.AsFound.Process with
    {
        Heaters = [new("H", "P-S0-F0", "T0", "S0", 60, 2, 60, 7, 8, 0.8)],
        Sensors = [.. StationLab.AsFound.Process.Sensors, new("TT", "gas-temperature", "H", 60, 0), new("BT", "bath-temperature", "H", 100, 0)],
        Actuators = [.. StationLab.AsFound.Process.Actuators, new("FIRE", "heater", "H")],
    };

    private static void Run(GasTwin gas, PlantIo io, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            Assert.True(gas.Step(1).Converged);
            io.Sample(1);
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
