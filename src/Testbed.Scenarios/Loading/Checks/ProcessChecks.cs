namespace Testbed.Scenarios.Loading;

/// <summary>Checks of the gas network as a whole: supply, volumes, boundaries, regulators against the pressure before them.</summary>
internal sealed class ProcessChecks(ProcessConfig process, ProcessMarks marks, Binding binding)
{
    /// <summary>Runs them all.</summary>
    public void Run()
    {
        CheckSources();
        CheckVolumes();
        CheckSupply();
    }

    private void CheckSources()
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in process.Sources.Where(s => s.Node.Length > 0))
        {
            if (!taken.TryAdd(source.Node, source.Id))
            {
                binding.Report(DiagnosticCodes.SourceConflict, marks[source.Id], $"node {source.Node} already has the source '{taken[source.Node]}'");
            }
        }

        var users = process.Demands.Select(d => (d.Id, d.Node)).Concat(process.Reliefs.Select(v => (v.Id, v.Node)))
            .Concat(process.Leaks.Select(l => (l.Id, l.Node))).Concat(process.Odorisers.Select(o => (o.Id, o.Node)))
            .Concat(process.Injections.Select(i => (i.Id, i.Node)));
        foreach (var (id, node) in users.Where(u => taken.ContainsKey(u.Node)))
        {
            binding.Report(DiagnosticCodes.SourceConflict, marks[id], $"'{id}' stands on node {node}, whose pressure the source '{taken[node]}' holds",
                "put it on a node behind the source");
        }
    }

    private void CheckVolumes()
    {
        var piped = process.Pipes.SelectMany(p => new[] { p.From, p.To }).Concat(process.Sources.Select(s => s.Node)).ToHashSet(StringComparer.Ordinal);
        foreach (var node in process.Nodes.Where(n => n.VolumeM3 == 0 && !piped.Contains(n.Id) && marks.Knows(n.Id)))
        {
            binding.Report(DiagnosticCodes.NoVolume, marks[node.Id], $"no pipe ends at {node.Id}, so it would hold no gas",
                "add 'volume_m3: 1' for its station piping");
        }
    }

    private void CheckSupply()
    {
        var everythingOpen = Spread(_ => true, regulate: false);
        foreach (var node in process.Nodes.Where(n => n.Id.Length > 0 && !everythingOpen.ContainsKey(n.Id) && process.Sources.Count > 0))
        {
            binding.Report(DiagnosticCodes.DisconnectedNode, marks[node.Id], $"no source can feed {node.Id}", "join it by a pipe, valve or regulator");
        }

        var operating = Spread(v => v.InitialPercent > 0, regulate: true);
        foreach (var run in process.Regulators)
        {
            var known = operating.TryGetValue(run.From, out var inlet) || everythingOpen.TryGetValue(run.From, out inlet);
            if (known && run.SetPointBar >= inlet)
            {
                binding.Report(DiagnosticCodes.SetPointAboveInlet, marks[run.Id],
                    FormattableString.Invariant($"the set point {run.SetPointBar} bar is not below the {inlet} bar before the regulator"),
                    "a regulator only reduces pressure");
            }
        }
    }

    /// <summary>Pressure by node, spread from the sources, highest first; behind a regulator its set point unless everything stands open.</summary>
    private Dictionary<string, double> Spread(Func<ControlValveConfig, bool> passes, bool regulate)
    {
        var bothWays = process.Pipes.Select(p => (p.From, p.To)).Concat(process.ShutOffs.Select(v => (v.From, v.To)))
            .Concat(process.ControlValves.Where(passes).Select(v => (v.From, v.To))).Concat(process.Orifices.Select(o => (o.From, o.To))).ToList();
        var ways = bothWays.Select(e => new Way(e.From, e.To, null)).Concat(bothWays.Select(e => new Way(e.To, e.From, null)))
            .Concat(process.Regulators.Select(g => new Way(g.From, g.To, regulate ? g.SetPointBar : null)))
            .Concat(process.Compressors.Select(c => new Way(c.From, c.To, null, c.OutletBar))).ToLookup(w => w.From);
        var reached = new Dictionary<string, double>(StringComparer.Ordinal);
        var open = new PriorityQueue<string, double>();
        foreach (var source in process.Sources)
        {
            open.Enqueue(source.Node, -source.PressureBar);
        }

        while (open.TryDequeue(out var node, out var negative))
        {
            if (!reached.TryAdd(node, -negative))
            {
                continue;
            }

            foreach (var way in ways[node])
            {
                open.Enqueue(way.To, -Math.Max(Math.Min(-negative, way.CapBar ?? double.MaxValue), way.LeastBar));
            }
        }

        return reached;
    }

    private sealed record Way(string From, string To, double? CapBar, double LeastBar = 0);
}
