using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>
/// Samples the process of one watched trial for plots: pressures at the near and far end of each tier, flows in, out and vented, customers out.
/// Reads only; trial thread only. No part of the evidence.
/// </summary>
internal sealed class TraceSampler
{
    private const int PeriodSeconds = 30;

    private readonly Twin _twin;
    private readonly List<(string Name, ProcessQuantity Quantity, double? Limit, Func<double> Read)> _series = [];
    private readonly List<double> _seconds = [];
    private readonly List<List<double>> _values;

    /// <summary>Finds what to sample.</summary>
    public TraceSampler(ProcessConfig process, Twin twin)
    {
        _twin = twin;
        var gas = twin.Gas;
        foreach (var node in process.Nodes.Where(n => n.LimitBar is not null).GroupBy(n => n.Tier).SelectMany(Ends))
        {
            var handle = gas.Node(node.Id);
            _series.Add((node.Id, ProcessQuantity.Pressure, node.LimitBar, () => Math.Round(gas.PressurePaGauge(handle) / 1e5, 5)));
        }

        AddFlow("supply", process.Sources.Select(s => s.Id));
        AddFlow("delivered", process.Demands.Select(d => d.Id));
        AddFlow("vented", process.Reliefs.Select(r => r.Id).Concat(process.Leaks.Select(l => l.Id)));
        _series.Add(("customers out", ProcessQuantity.CustomersOut, null, () => twin.Meter.CustomersOut));
        _values = [.. _series.Select(_ => new List<double>())];
    }

    /// <summary>Takes a sample when one is due; called after every tick.</summary>
    public void Tick()
    {
        var second = _twin.SimulatedClock.Elapsed.TotalSeconds;
        if ((long)second % PeriodSeconds != 0)
        {
            return;
        }

        _seconds.Add(second);
        for (var i = 0; i < _series.Count; i++)
        {
            _values[i].Add(_series[i].Read());
        }
    }

    /// <summary>The trace with times since the attack began; null when there is too little to draw.</summary>
    public ProcessTrace? ToTrace(double attackSecond) => _seconds.Count < 2 ? null
        : new([.. _series.Select(s => s.Name)], [.. _seconds.Select(s => s - attackSecond)], [.. _values])
        {
            Quantities = [.. _series.Select(s => s.Quantity)],
            Limits = [.. _series.Select(s => s.Limit)],
        };

    // The first node of a tier is at its station, the last as far from it as the scenario goes.
    private static IEnumerable<GasNodeConfig> Ends(IEnumerable<GasNodeConfig> tier)
    {
        var nodes = tier.ToList();
        return nodes.Count == 1 ? nodes : [nodes[0], nodes[^1]];
    }

    private void AddFlow(string name, IEnumerable<string> elements)
    {
        var handles = elements.Select(_twin.Gas.Element).ToList();
        if (handles.Count > 0)
        {
            _series.Add((name, ProcessQuantity.Flow, null, () => Math.Round(handles.Sum(h => Math.Abs(_twin.Gas.FlowNm3PerH(h))), 2)));
        }
    }
}
