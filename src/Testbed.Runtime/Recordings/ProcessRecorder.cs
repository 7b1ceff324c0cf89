using Testbed.Core;
using Testbed.Devices;
using Testbed.GasNetwork;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>
/// Samples one trial's process: what is true (pressures, flows, openings, set points), what the transmitters show and what the operators' servers believe.
/// Trial thread only; reads and moves nothing.
/// </summary>
public sealed class ProcessRecorder
{
    /// <summary>Simulated seconds between two samples.</summary>
    public const int PeriodSeconds = 10;

    private readonly Twin _twin;
    private readonly List<(string Name, Func<double> Read)> _columns = [];
    private readonly List<List<float>> _values;
    private readonly List<int> _seconds = [];
    private readonly List<AttackPhase> _phases = [];
    private readonly List<bool> _acted = [];
    private readonly List<int> _customersOut = [];
    private AttackPhase _phase;
    private bool _hasActed;

    /// <summary>Finds the columns of a twin.</summary>
    public ProcessRecorder(Twin twin)
    {
        _twin = twin;
        AddProcess(twin.Scenario.Process, twin.Gas);
        AddReadings();
        _values = [.. _columns.Select(_ => new List<float>())];
    }

    /// <summary>Takes a sample when one is due or the attack began or ended; called after every tick.</summary>
    public void Tick()
    {
        var second = (int)Math.Round(_twin.SimulatedClock.Elapsed.TotalSeconds);
        // An attack may begin and end between two ticks.
        var isNews = _twin.Attack != _phase;
        _hasActed |= isNews || _twin.Attack == AttackPhase.During;
        _phase = _twin.Attack;
        if (second % PeriodSeconds != 0 && !isNews)
        {
            return;
        }

        _seconds.Add(second);
        _phases.Add(_phase);
        _acted.Add(_hasActed);
        _hasActed = false;
        _customersOut.Add(_twin.Meter.Report().CustomersOut);
        for (var i = 0; i < _columns.Count; i++)
        {
            _values[i].Add((float)_columns[i].Read());
        }
    }

    /// <summary>What was sampled.</summary>
    public ProcessSeries ToSeries() =>
        new(_seconds, _phases, _acted, _customersOut, [.. _columns.Select((c, i) => new SeriesColumn(c.Name, [.. _values[i]]))]);

    private void AddProcess(ProcessConfig process, GasTwin gas)
    {
        foreach (var node in process.Nodes)
        {
            var handle = gas.Node(node.Id);
            Add("pressure_bar", node.Id, () => gas.PressurePaGauge(handle) / 1e5);
        }

        IEnumerable<string> carriers =
        [
            .. process.Sources.Select(e => e.Id), .. process.Pipes.Select(e => e.Id), .. process.Regulators.Select(e => e.Id),
            .. process.ControlValves.Select(e => e.Id), .. process.ShutOffs.Select(e => e.Id), .. process.Reliefs.Select(e => e.Id),
            .. process.Leaks.Select(e => e.Id), .. process.Compressors.Select(e => e.Id), .. process.Injections.Select(e => e.Id),
            .. process.Orifices.Select(e => e.Id), .. process.Demands.Select(e => e.Id),
        ];
        foreach (var id in carriers)
        {
            var handle = gas.Element(id);
            Add("flow_nm3_per_h", id, () => gas.FlowNm3PerH(handle));
        }

        IEnumerable<string> openings =
        [
            .. process.Regulators.Select(e => e.Id), .. process.ControlValves.Select(e => e.Id), .. process.ShutOffs.Select(e => e.Id),
            .. process.Reliefs.Select(e => e.Id), .. process.Compressors.Select(e => e.Id),
        ];
        foreach (var id in openings)
        {
            var handle = gas.Element(id);
            Add("opening_percent", id, () => gas.OpeningFraction(handle) * 100);
        }

        foreach (var regulator in process.Regulators)
        {
            var handle = gas.Element(regulator.Id);
            Add("set_point_bar", regulator.Id, () => gas.SetPointPaGauge(handle) / 1e5);
        }
    }

    private void AddReadings()
    {
        var plant = ((IDeviceEnvironment)_twin).Plant;
        foreach (var sensor in _twin.Scenario.Process.Sensors)
        {
            Add($"transmitter_{sensor.Quantity.Replace('-', '_')}", sensor.Tag, () => plant.ReadSensor(sensor.Tag));
        }

        foreach (var (id, server) in _twin.Devices.Where(d => d.Value is ScadaMaster))
        {
            foreach (var point in server.NumericPoints)
            {
                Add("screen", $"{id}:{point}", () => server.Point(point) ?? double.NaN);
            }
        }
    }

    private void Add(string quantity, string of, Func<double> read) => _columns.Add(($"{quantity}:{of}", read));
}
