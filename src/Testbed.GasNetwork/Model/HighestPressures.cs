namespace Testbed.GasNetwork;

/// <summary>
/// Pressure bounds by node id, Pa gauge, spread from the sources along everything gas can flow through: either what a node could see if every
/// device stood open, or (with set points) the operating guess from which the steady solve starts.
/// </summary>
internal static class HighestPressures
{
    /// <summary>Spreads source pressures; a node no source reaches is absent.</summary>
    /// <param name="model">A model with sound references.</param>
    /// <param name="throughRegulators">Pressure behind a run for a pressure before it; by default the same, as if it stood open.</param>
    public static Dictionary<string, double> Compute(GasNetworkModel model, Func<RegulatorRun, double, double>? throughRegulators = null)
    {
        var edges = new Dictionary<string, List<(string Other, RegulatorRun? Run, double LeastPa)>>(StringComparer.Ordinal);
        foreach (var pipe in model.Pipes)
        {
            Connect(edges, pipe.FromNodeId, pipe.ToNodeId);
        }

        foreach (var valve in model.ShutOffValves)
        {
            Connect(edges, valve.FromNodeId, valve.ToNodeId);
        }

        foreach (var valve in model.ControlValves.Where(v => throughRegulators is null || v.InitialPosition > 0.0))
        {
            Connect(edges, valve.FromNodeId, valve.ToNodeId);
        }

        foreach (var orifice in model.Orifices)
        {
            Connect(edges, orifice.FromNodeId, orifice.ToNodeId);
        }

        foreach (var compressor in model.Compressors)
        {
            ListOf(edges, compressor.FromNodeId).Add((compressor.ToNodeId, null, compressor.OutletPaGauge));
        }

        foreach (var run in model.Runs)
        {
            ListOf(edges, run.FromNodeId).Add((run.ToNodeId, run, 0.0));
        }

        var highest = new Dictionary<string, double>(StringComparer.Ordinal);
        var open = new PriorityQueue<string, double>();
        foreach (var source in model.Sources)
        {
            open.Enqueue(source.NodeId, -source.PressurePaGauge);
        }

        while (open.TryDequeue(out var node, out var negative))
        {
            if (!highest.TryAdd(node, -negative))
            {
                continue;
            }

            foreach (var (other, run, least) in ListOf(edges, node))
            {
                var pressure = run is null || throughRegulators is null ? -negative : throughRegulators(run, -negative);
                open.Enqueue(other, -Math.Max(pressure, least));
            }
        }

        return highest;
    }

    private static void Connect(Dictionary<string, List<(string, RegulatorRun?, double)>> edges, string a, string b)
    {
        ListOf(edges, a).Add((b, null, 0.0));
        ListOf(edges, b).Add((a, null, 0.0));
    }

    private static List<(string Other, RegulatorRun? Run, double LeastPa)> ListOf(Dictionary<string, List<(string Other, RegulatorRun? Run, double LeastPa)>> edges, string node)
    {
        if (!edges.TryGetValue(node, out var list))
        {
            edges[node] = list = [];
        }

        return list;
    }
}
