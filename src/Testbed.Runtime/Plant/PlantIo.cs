using Testbed.Core;
using Testbed.GasNetwork;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Wires controllers to the gas network: transmitters with noise, sampled once per physics step, and actuators. Trial thread only.</summary>
public sealed class PlantIo : IPlantIo
{
    private const double Bar = 1e5;

    private readonly GasTwin _gas;
    private readonly Dictionary<string, Sensor> _sensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<double>> _actuators = new(StringComparer.Ordinal);

    /// <summary>Resolves all tags.</summary>
    public PlantIo(ProcessConfig process, GasTwin gas, Func<string, RandomStream> random)
    {
        _gas = gas;
        foreach (var s in process.Sensors)
        {
            _sensors[s.Tag] = new Sensor(Reader(s), s.Span * s.NoisePercent / 100, random($"sensor/{s.Tag}"));
        }

        foreach (var a in process.Actuators)
        {
            _actuators[a.Tag] = Writer(a);
        }

        Sample();
    }

    /// <inheritdoc/>
    public bool HasSensor(string tag) => _sensors.ContainsKey(tag);

    /// <inheritdoc/>
    public bool HasActuator(string tag) => _actuators.ContainsKey(tag);

    /// <inheritdoc/>
    public double ReadSensor(string tag) => _sensors[tag].Value;

    /// <inheritdoc/>
    public void WriteActuator(string tag, double value) => _actuators[tag](value);

    /// <summary>Takes new readings, after a physics step.</summary>
    public void Sample()
    {
        foreach (var sensor in _sensors.Values)
        {
            sensor.Take();
        }
    }

    private Func<double> Reader(SensorConfig s)
    {
        switch (s.Quantity)
        {
            case "pressure-bar" or "pressure-mbar":
                var scale = s.Quantity == "pressure-bar" ? Bar : 100.0;
                if (_gas.TryNode(s.Element, out var node))
                {
                    return () => _gas.PressurePaGauge(node) / scale;
                }

                var run = _gas.Element(s.Element);
                return () => _gas.InterStagePaGauge(run) / scale;
            case "odorant":
                var sampled = _gas.Node(s.Element);
                return () => _gas.OdorantMgPerNm3(sampled);
            case "dose-rate":
                var odoriser = _gas.Element(s.Element);
                return () => _gas.OdoriserRateMgPerS(odoriser);
            case "flow":
                var flow = _gas.Element(s.Element);
                return () => _gas.FlowNm3PerH(flow);
            case "position":
                var valve = _gas.Element(s.Element);
                return () => _gas.OpeningFraction(valve) * 100;
            case "slam-shut":
                var slam = _gas.Element(s.Element);
                return () => _gas.SlamShutTripped(slam) ? 1 : 0;
            case "shut-off":
                var shutOff = _gas.Element(s.Element);
                return () => _gas.OpeningFraction(shutOff) < 0.01 ? 1 : 0;
            default:
                throw new ArgumentException($"Sensor {s.Tag} has no quantity '{s.Quantity}'.", nameof(s));
        }
    }

    private Action<double> Writer(ActuatorConfig a)
    {
        var element = _gas.Element(a.Element);
        return a.Action switch
        {
            "set-point-bar" => v => _gas.SetRegulatorTarget(element, v * Bar),
            "set-point-mbar" => v => _gas.SetRegulatorTarget(element, v * 100),
            "position" => v => _gas.SetValveDemand(element, v / 100),
            "odorant-dose" => v => _gas.SetOdoriserDose(element, Math.Max(v, 0.0)),
            "compressor" => v => _gas.SetCompressor(element, v >= 0.5),
            "close" => v =>
            {
                // Closing only: opening again takes a person on site.
                if (v >= 0.5)
                {
                    _gas.CloseShutOff(element);
                }
            },
            _ => throw new ArgumentException($"Actuator {a.Tag} has no action '{a.Action}'.", nameof(a)),
        };
    }

    private sealed class Sensor(Func<double> read, double sigma, RandomStream random)
    {
        public double Value { get; private set; }

        public void Take() => Value = sigma > 0 ? read() + (sigma * random.NextGaussian()) : read();
    }
}
