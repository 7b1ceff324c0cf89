using System.Runtime.CompilerServices;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Compares the readings that pass a conduit in clear with each other: mass balance, valve against flow, readings that stand still. It knows what the owner tells a
/// monitor (register maps, drawings), never the twin's state. One station is one asset that answers. Trial thread only.
/// </summary>
internal sealed class ProcessWatch(Scenario scenario)
{
    // Drawings are the same for all trials of a scenario.
    private static readonly ConditionalWeakTable<ProcessConfig, StationNet> Nets = [];

    private readonly Dictionary<string, (StationReadings Readings, IReadOnlyList<ProcessRule> Rules)> _stations = new(StringComparer.Ordinal);

    /// <summary>A write to an asset passes.</summary>
    public void Written(string asset, long now)
    {
        if (Station(asset) is { } station)
        {
            station.Readings.WrittenAt = now;
        }
    }

    /// <summary>Takes an answer and returns what its station's readings contradict, if anything.</summary>
    public string? Take(string asset, byte unit, in ModbusRequestKey request, ReadOnlySpan<byte> pdu, long now)
    {
        if (Station(asset) is not var (readings, rules) || !readings.Take(unit, request, pdu, now))
        {
            return null;
        }

        string? found = null;
        foreach (var rule in rules)
        {
            // Each keeps its own time, so all are asked.
            found = rule.Judge(readings, now) is { } text ? found ?? text : found;
        }

        return found;
    }

    private (StationReadings Readings, IReadOnlyList<ProcessRule> Rules)? Station(string id)
    {
        if (!_stations.TryGetValue(id, out var station))
        {
            if (scenario.Asset(id) is not { } asset)
            {
                return null;
            }

            _stations[id] = station = Make(new StationReadings(scenario, asset));
        }

        return station;
    }

    private (StationReadings, IReadOnlyList<ProcessRule>) Make(StationReadings readings)
    {
        var net = Nets.GetValue(scenario.Process, p => new StationNet(p));
        List<ProcessRule> rules = [];
        foreach (var meter in readings.Transmitters.Where(t => t.Sensor.Quantity == "flow" && net.Ends(t.Sensor.Element) is not null))
        {
            rules.Add(new FlowWithoutPath(meter, net));
            if (net.SectionBehind(meter.Sensor.Element) is { } section)
            {
                rules.AddRange(readings.Transmitters
                    .Where(t => t.Sensor.Quantity is "pressure-bar" or "pressure-mbar" && section.Nodes.Contains(t.Sensor.Element))
                    .Select(t => new FasterThanFilled(meter, t, section.VolumeM3)));
            }

            foreach (var position in readings.Transmitters.Where(t => t.Sensor.Quantity == "position"))
            {
                if (scenario.Process.ControlValves.FirstOrDefault(v => v.Id == position.Sensor.Element) is { } valve && net.PassesMeter(valve, meter.Sensor.Element))
                {
                    rules.Add(new ValveAgainstFlow(position, valve, meter, net));
                }
            }
        }

        rules.AddRange(readings.Transmitters.Where(t => t.NoiseSteps >= 1).Select(t => new FrozenReading(t)));
        return (readings, rules);
    }
}
