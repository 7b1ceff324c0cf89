using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>The pipework between a station's valves and meters, from the drawings: who feeds whom, and how much gas a section holds. Pure.</summary>
internal sealed class StationNet
{
    private readonly ProcessConfig _process;
    private readonly List<(string Id, string From, string To)> _edges;
    private readonly ILookup<string, (string Id, string From, string To)> _at;

    /// <summary>Reads the drawings.</summary>
    public StationNet(ProcessConfig process)
    {
        _process = process;
        _edges =
        [
            .. process.Pipes.Select(e => (e.Id, e.From, e.To)), .. process.Regulators.Select(e => (e.Id, e.From, e.To)),
            .. process.ControlValves.Select(e => (e.Id, e.From, e.To)), .. process.ShutOffs.Select(e => (e.Id, e.From, e.To)),
            .. process.Compressors.Select(e => (e.Id, e.From, e.To)), .. process.Orifices.Select(e => (e.Id, e.From, e.To)),
        ];
        _at = _edges.Select(e => (Node: e.From, Edge: e))
            .Concat(_edges.Select(e => (Node: e.To, Edge: e))).ToLookup(e => e.Node, e => e.Edge, StringComparer.Ordinal);
    }

    /// <summary>The two nodes of what a meter sits in; null for what is no passage.</summary>
    public (string From, string To)? Ends(string element) => _edges
        .Where(e => e.Id == element).Select(e => ((string, string)?)(e.From, e.To)).FirstOrDefault();

    /// <summary>The regulator run that a slam-shut closes; null where a by-pass leads round it.</summary>
    public string? RunOf(string slamShut) => _process.Regulators.FirstOrDefault(r => r.SlamShut?.Id == slamShut && r.BypassKg == 0)?.Id;

    /// <summary>True when gas can get from a source to a node past what is closed, other than through <paramref name="meter"/>.</summary>
    public bool IsFed(string node, string meter, IReadOnlySet<string> closed)
    {
        var reached = Reach(node, e => e.Id != meter && !closed.Contains(e.Id));
        return _process.Sources.Any(s => reached.Contains(s.Node)) || _process.Injections.Any(i => reached.Contains(i.Node));
    }

    /// <summary>
    /// The pipes behind a meter: their nodes and volume in m3. Null when anything but the meter can feed them, or a valve ties them to other pipes, since the meter
    /// does not see all that comes in then.
    /// </summary>
    public (IReadOnlySet<string> Nodes, double VolumeM3)? SectionBehind(string meter)
    {
        if (Ends(meter) is not { } ends)
        {
            return null;
        }

        var pipes = _process.Pipes.Where(p => p.Id != meter).ToList();
        var ids = pipes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var nodes = Reach(ends.To, e => ids.Contains(e.Id));
        var isFedOtherwise = nodes.Contains(ends.From)
            || _process.Sources.Any(s => nodes.Contains(s.Node)) || _process.Injections.Any(i => nodes.Contains(i.Node))
            || _edges.Any(e => e.Id != meter && !ids.Contains(e.Id) && nodes.Contains(e.To))
            || _process.ShutOffs.Any(v => nodes.Contains(v.From)) || _process.ControlValves.Any(v => nodes.Contains(v.From));
        var volume = pipes.Where(p => nodes.Contains(p.From)).Sum(p => Math.PI / 4 * p.DiameterMm * p.DiameterMm * 1e-6 * p.LengthM)
            + _process.Nodes.Where(n => nodes.Contains(n.Id)).Sum(n => n.VolumeM3);
        return isFedOtherwise || volume <= 0 ? null : (nodes, volume);
    }

    /// <summary>True when all that passes a valve has to pass the meter.</summary>
    public bool PassesMeter(ControlValveConfig valve, string meter) =>
        Ends(meter) is { } ends && ends.From == valve.To && _edges.All(e => e.Id == meter || e.From != valve.To)
        && _process.Demands.All(d => d.Node != valve.To);

    /// <summary>Nodes whose pressure stands for a node's: itself and those across one pipe or open shut-off valve.</summary>
    public IReadOnlySet<string> Beside(string node) => _at[node]
        .Where(e => _process.Pipes.Any(p => p.Id == e.Id) || _process.ShutOffs.Any(v => v.Id == e.Id))
        .SelectMany(e => new[] { e.From, e.To }).Append(node).ToHashSet(StringComparer.Ordinal);

    private HashSet<string> Reach(string node, Func<(string Id, string From, string To), bool> isOpen)
    {
        var reached = new HashSet<string>([node], StringComparer.Ordinal);
        var waiting = new Queue<string>([node]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var edge in _at[at].Where(isOpen))
            {
                var other = edge.From == at ? edge.To : edge.From;
                if (reached.Add(other))
                {
                    waiting.Enqueue(other);
                }
            }
        }

        return reached;
    }
}
