namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>process: generate:</c> and expands it into ordinary nodes, pipes, stations and demands.</summary>
internal static class GenerateBinder
{
    /// <summary>The generated network; null when it cannot be, which has been reported.</summary>
    public static ProcessConfig? Bind(MapReader r, ProcessMarks marks)
    {
        var plan = new UtilityPlan(
            (ulong)r.Required("seed", Types.Int(0, int.MaxValue, "seed"), "seed of streets, homes and loads: the same seed gives the same network"),
            r.Required("customers", Types.Int(100, 5_000_000, "number of customers"), "homes in all; each takes 0.95 Nm3/h at the winter peak"),
            r.Optional("districts", Types.Int(4, 400, "number of districts"), 100, "districts, each with a station and a medium-pressure mesh (default 100)"),
            r.Optional("old_town_districts", Types.Int(0, 400, "number of districts"), 25,
                "of these the most central ones, where half of the homes stand on low pressure behind a further station (default 25)"),
            r.Optional("city_gates", Types.Int(1, 6, "number of city gates"), 3, "gates that feed the high-pressure ring (default 3)"),
            r.Optional("nodes_per_district", Types.Int(4, 99, "number of nodes"), 15, "nodes of a medium-pressure mesh (default 15)"),
            r.Optional("nodes_per_old_town", Types.Int(4, 99, "number of nodes"), 24, "nodes of a low-pressure mesh (default 24)"),
            r.Optional("large_users", Types.Int(0, 100, "number of large users"), 12, "users of 500 to 4000 Nm3/h on high pressure (default 12)"),
            r.Optional("motorised", Types.List(Types.Ref(Named.Element)), [], "ids of generated runs with a motorised pilot, such as DRS-017, besides run A of every gate"));
        if (r.Binding.IsRecording || !r.IsGood("seed") || !r.IsGood("customers"))
        {
            return null;
        }

        try
        {
            var process = UtilityGenerator.Make(plan);
            Define(process, r, marks);
            return process;
        }
        catch (InfeasiblePlanException e)
        {
            r.Binding.Report(DiagnosticCodes.GenerateInfeasible, r.Start, e.Message, "change the figures of 'generate' so that they go together");
            return null;
        }
    }

    private static void Define(ProcessConfig process, MapReader r, ProcessMarks marks)
    {
        foreach (var node in process.Nodes)
        {
            r.Binding.Define(Named.Node, node.Id, r.Start);
        }

        var elements = process.Pipes.Select(p => p.Id).Concat(process.Sources.Select(s => s.Id)).Concat(process.Regulators.Select(g => g.Id))
            .Concat(process.Regulators.Select(g => g.SlamShut?.Id).OfType<string>()).Concat(process.ShutOffs.Select(v => v.Id))
            .Concat(process.Reliefs.Select(v => v.Id)).Concat(process.Demands.Select(d => d.Id)).ToList();
        foreach (var id in elements)
        {
            r.Binding.Define(Named.Element, id, r.Start);
        }

        foreach (var id in elements.Concat(process.Nodes.Select(n => n.Id)))
        {
            marks.Add(id, r.Start);
        }
    }
}
