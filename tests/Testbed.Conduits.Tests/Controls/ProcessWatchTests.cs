using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Conduits.Tests;

/// <summary>
/// Readings of a gate station that physics allows, and such that it does not, polled over sockets past the monitor. The gate: source T0, valve XV to I0, control
/// valve FCV and run PCV to S0, meter pipe to F0, feeder to F1 (2 km, 300 mm: 141 m3).
/// </summary>
public sealed class ProcessWatchTests
{
    private const int Inlet = 0, Feeder = 1, Flow = 2, Position = 3;

    [Fact]
    public void Ordinary_Readings_With_Their_Noise_Raise_Nothing()
    {
        using var bench = New();
        using var client = bench.Client();
        Set(bench, 3450, 860, 1860, 0);
        for (var i = 0; i < 60; i++)
        {
            bench.Registers.InputRegisters[Flow] = (ushort)(1860 + (i % 3));
            bench.Registers.InputRegisters[Feeder] = (ushort)(860 + (i % 2));
            Poll(bench, client, 1);
        }

        Assert.Empty(bench.Alerts);
    }

    [Fact]
    public void A_Flow_Through_Closed_Valves_Is_A_Contradiction_That_Has_To_Stand()
    {
        using var bench = New();
        using var client = bench.Client();
        Set(bench, 3450, 860, 1860, 0);
        Poll(bench, client, 3);
        bench.Registers.DiscreteInputs[0] = true;
        Poll(bench, client, 3);
        Assert.Empty(bench.Alerts);
        Poll(bench, client, 1);

        var alert = Assert.Single(bench.Alerts);
        Assert.Equal(("C1/C1-monitor/process-contradiction", "PLC"), (alert.Rule, alert.From));
        Assert.Contains("flow without a path: flow says 1860 while FCV, XV read closed", alert.Pdu, StringComparison.Ordinal);
    }

    [Fact]
    public void Within_Two_Percent_Of_The_Span_A_Shut_Station_Is_Believed()
    {
        using var bench = New();
        using var client = bench.Client();
        Set(bench, 3450, 860, 320, 0);
        bench.Registers.DiscreteInputs[0] = true;
        Poll(bench, client, 10);

        Assert.Empty(bench.Alerts);
    }

    [Theory]
    [InlineData(50, 1860, 1)]
    [InlineData(50, 4650, 0)]
    [InlineData(10, 1860, 0)]
    public void An_Open_Valve_Must_Show_At_The_Meter(int percent, int flow, int alerts)
    {
        using var bench = New();
        using var client = bench.Client();
        Set(bench, 3450, 860, flow, percent);
        Poll(bench, client, 5);

        Assert.Equal(alerts, bench.Alerts.Count());
        Assert.All(bench.Alerts, a => Assert.StartsWith("valve against flow: FCV at 50 % passes at least 3722 Nm3/h", a.Pdu, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, 1)]
    [InlineData(2, 0)]
    public void Pressure_Cannot_Rise_By_More_Than_The_Meter_Lets_In(int stepsPerPoll, int alerts)
    {
        using var bench = New();
        using var client = bench.Client();
        for (var i = 0; i < 8; i++)
        {
            Set(bench, 3450, 400 + (i * stepsPerPoll), 500, 10);
            Poll(bench, client, 1);
        }

        Assert.Equal(alerts, bench.Alerts.Count());
        Assert.All(bench.Alerts, a => Assert.StartsWith("pressure without flow: feeder rose by", a.Pdu, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 12, 1)]
    [InlineData(false, 12, 0)]
    [InlineData(true, 7, 0)]
    public void A_Noisy_Meter_That_Stands_Still_Over_A_Write_Is_Frozen(bool isWritten, int polls, int alerts)
    {
        using var bench = New();
        using var client = bench.Client();
        Set(bench, 3450, 860, 1860, 10);
        Poll(bench, client, 2);
        if (isWritten)
        {
            bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 870));
        }

        Poll(bench, client, polls - 2);
        Assert.Equal(alerts, bench.Alerts.Count());
        Assert.All(bench.Alerts, a => Assert.StartsWith("frozen reading: inlet has said 34.50", a.Pdu, StringComparison.Ordinal));
    }

    [Fact]
    public void Old_Readings_Are_Held_Against_Nobody()
    {
        using var bench = New();
        using var client = bench.Client();
        Set(bench, 3450, 860, 1860, 0);
        bench.Registers.DiscreteInputs[0] = true;
        bench.Run(() => client.ReadDiscreteInputsAsync(1, 0, 1));
        bench.Advance(TimeSpan.FromMilliseconds(StationReadings.FreshMs));
        for (var i = 0; i < 8; i++)
        {
            bench.Advance(TimeSpan.FromSeconds(10));
            bench.Run(() => client.ReadInputRegistersAsync(1, 0, 4));
        }

        Assert.Empty(bench.Alerts);
    }

    [Fact]
    public void A_Deaf_Rule_Says_Nothing()
    {
        using var bench = New([.. MonitorConfig.AllRules.Where(r => r != "process-contradiction")]);
        using var client = bench.Client();
        Set(bench, 3450, 860, 1860, 0);
        bench.Registers.DiscreteInputs[0] = true;
        Poll(bench, client, 10);

        Assert.DoesNotContain(bench.Alerts, a => a.Rule.EndsWith("process-contradiction", StringComparison.Ordinal));
    }

    private static void Set(Bench bench, int inlet, int feeder, int flow, int position)
    {
        (bench.Registers.InputRegisters[Inlet], bench.Registers.InputRegisters[Feeder]) = ((ushort)inlet, (ushort)feeder);
        (bench.Registers.InputRegisters[Flow], bench.Registers.InputRegisters[Position]) = ((ushort)flow, (ushort)position);
    }

    private static void Poll(Bench bench, ModbusClient client, int times)
    {
        for (var i = 0; i < times; i++)
        {
            bench.Run(() => client.ReadInputRegistersAsync(1, 0, 4));
            bench.Run(() => client.ReadDiscreteInputsAsync(1, 0, 1));
            bench.Advance(TimeSpan.FromSeconds(10));
        }
    }

    private static Bench New(IReadOnlyList<string>? rules = null)
    {
        var scenario = TwoZones.With(TwoZones.Monitor() with { Rules = rules ?? ["process-contradiction"] });
        PointConfig Input(string name, int address, double scale, string tag) => new(name, ModbusTable.InputRegister, address, scale, false, "", tag, null, null, null);
        return new Bench(scenario with
        {
            Assets =
            [
                .. scenario.Assets.Where(a => a.Id != "PLC"),
                scenario.Asset("PLC")! with
                {
                    Points =
                    [
                        Input("inlet", Inlet, 100, "PT-1"), Input("feeder", Feeder, 100, "PT-2"), Input("flow", Flow, 1, "FT"), Input("position", Position, 1, "ZT"),
                        new PointConfig("xv-closed", ModbusTable.DiscreteInput, 0, 1, false, "", "ZS", null, null, null),
                        .. scenario.Asset("PLC")!.Points,
                    ],
                },
            ],
            Process = scenario.Process with
            {
                Nodes = [.. new[] { "T0", "I0", "S0", "F0", "F1" }.Select(n => new GasNodeConfig(n, "feeder", 0, 0, null, null))],
                Sources = [new GasSourceConfig("supply", "T0", 34.5)],
                ShutOffs = [new ShutOffConfig("XV", "T0", "I0", 2500, 6)],
                Regulators = [new RegulatorConfig("PCV", "I0", "S0", 839, 8.6, 3, 5, 2, null, null, null, null, new SlamShutConfig("SSV", 11, null, 0.5))],
                ControlValves = [new ControlValveConfig("FCV", "I0", "S0", 524, 45, 0)],
                Pipes = [new GasPipeConfig("METER", "S0", "F0", 100, 300, 0.1), new GasPipeConfig("FEEDER", "F0", "F1", 2000, 300, 0.1)],
                Sensors =
                [
                    new SensorConfig("PT-1", "pressure-bar", "T0", 60, 0.02), new SensorConfig("PT-2", "pressure-bar", "F0", 16, 0.02),
                    new SensorConfig("FT", "flow", "METER", 16000, 0.02), new SensorConfig("ZT", "position", "FCV", 100, 0), new SensorConfig("ZS", "shut-off", "XV", 0, 0),
                ],
            },
        });
    }
}
