namespace Testbed.Scenarios.Loading;

/// <summary>A network of the format <c>gasnet-bench/1</c> as a process: tables of numbers, nodes named by their row.</summary>
internal sealed class BenchNetwork(YamlMap root, ImportRules rules, Binding binding, ProcessMarks marks)
{
    private const double OpeningAtSetPoint = 0.1;
    private const double DroopPercent = 3;

    private List<GasNodeConfig> _nodes = [];
    private Dictionary<string, int> _tierOf = [];

    /// <summary>The process.</summary>
    public ProcessConfig ToProcess()
    {
        var (gas, temperature) = Gas();
        var rows = TableRows.Of(root, "nodes", 4, binding);
        var codes = rows.Select(r => r.Read(3, Types.Int(0, 99, "tier code"))).ToList();
        _nodes = [.. rows.Zip(codes, Node)];
        _tierOf = _nodes.Zip(codes).ToDictionary(n => n.First.Id, n => n.Second, StringComparer.Ordinal);
        var sources = TableRows.Of(root, "sources", 2, binding).Select(Source).ToList();
        var demands = TableRows.Of(root, "sinks", 2, binding).Select(r => Demand(r, gas.NormalDensityKgPerM3)).OfType<DemandConfig>().ToList();
        return ProcessParts.Empty with
        {
            Gas = gas,
            TemperatureC = temperature,
            Nodes = _nodes,
            Pipes = [.. TableRows.Of(root, "pipes", 5, binding).Select(Pipe)],
            Sources = sources,
            Demands = demands,
            Regulators = Regulators(sources, demands),
        };
    }

    private (GasPropertiesConfig Gas, double TemperatureC) Gas()
    {
        if (root.Find("gas")?.Value is not YamlMap map)
        {
            binding.Report(DiagnosticCodes.ImportFormat, root.Find("gas")?.Value.Start ?? root.Start, "the network says nothing of its gas");
            return (new(0.758, 1.07e-5, -0.0022), 10);
        }

        double Read(string key, double min, double max)
        {
            if (map.Find(key) is { } entry)
            {
                var type = Types.Between(min, max, key);
                return type.TryRead(entry.Value, binding, out var value) ? value : min;
            }

            binding.Report(DiagnosticCodes.ImportFormat, map.Start, $"the gas has no '{key}'");
            return min;
        }

        var gas = new GasPropertiesConfig(Read("rho_n_kg_m3", 0.05, 5), Read("viscosity_Pa_s", 1e-6, 1e-4), Read("Z_slope_per_bar", -0.005, 0.005));
        return (gas, Math.Round(Read("T_K", 243.15, 323.15) - 273.15, 9));
    }

    private GasNodeConfig Node(TableRows row, int code)
    {
        var tier = rules.Tier(code);
        if (tier is null)
        {
            binding.Report(DiagnosticCodes.DanglingReference, row.At(3), FormattableString.Invariant($"nobody says what tier {code} is"),
                FormattableString.Invariant($"add {{ code: {code}, name: ... }} to 'tiers' of 'imported'"));
        }

        var id = Take(Named.Node, "N", row.Number, row.Start);
        return new(id, tier?.Name ?? "", row.Read(2, Types.Between(-500, 5000, "height in m")), 0, tier?.MaopBar, tier?.LimitBar);
    }

    private GasPipeConfig Pipe(TableRows row)
    {
        var (from, to) = Ends(row);
        return new(Take(Named.Element, "P", row.Number, row.Start), from, to,
            row.Read(2, Types.Positive("length")), 1000 * row.Read(3, Types.Positive("diameter")), row.Read(4, Types.Positive("roughness")));
    }

    private GasSourceConfig Source(TableRows row) => new(Take(Named.Element, "S", row.Number, row.At(0)), row.Node(0, _nodes), row.Pressure(1));

    private DemandConfig? Demand(TableRows row, double densityKgPerM3)
    {
        var node = row.Node(0, _nodes);
        var flow = row.Read(1, Types.Between(0, 1e4, "withdrawal in kg/s"));
        if (!_tierOf.TryGetValue(node, out var code) || flow == 0 || rules.Tier(code) is not { } tier)
        {
            return null;
        }

        var customers = rules.Customers.TryGetValue(node, out var named) ? named : (int)Math.Round(flow * tier.CustomersPerKgPerS);
        return new(Take(Named.Element, "D", row.Number, row.At(0)), node, customers, flow * 3600 / densityKgPerM3, rules.Profile,
            tier.MinimumBar, tier.OutBelowBar, tier.UnsafeAboveBar);
    }

    private List<RegulatorConfig> Regulators(List<GasSourceConfig> sources, List<DemandConfig> demands)
    {
        var rows = TableRows.Of(root, "regulators", 3, binding);
        var read = rows.Select(row => (Row: row, Ends: Ends(row), Set: row.Pressure(2))).ToList();
        var feeds = read.ToLookup(r => Tier(r.Ends.To), r => r.Set);
        var demandOf = demands.GroupBy(d => Tier(d.Node)).ToDictionary(g => g.Key, g => g.Sum(d => d.PeakNm3PerH));
        var result = new List<RegulatorConfig>();
        foreach (var (row, (from, to), set) in read)
        {
            var share = demandOf.GetValueOrDefault(Tier(to)) / feeds[Tier(to)].Count();
            var before = Lowest(sources.Where(s => Tier(s.Node) == Tier(from)).Select(s => s.PressureBar).Concat(feeds[Tier(from)]), set);
            var kg = rules.RegulatorKg ?? Math.Max(1, share / (OpeningAtSetPoint * StationSizing.UnitCapacity(before, set)));
            result.Add(new(Take(Named.Element, "R", row.Number, row.Start, row.At(2)), from, to, kg, set, DroopPercent, 5, 2, null, null, null, null, null));
        }

        return result;
    }

    private int Tier(string node) => _tierOf.GetValueOrDefault(node, -1);

    /// <summary>The lowest pressure that feeds a tier, less a third for the way; at least a little above the set point.</summary>
    private static double Lowest(IEnumerable<double> feeds, double set) => Math.Max(1.2 * set, feeds.DefaultIfEmpty(2 * set).Min() * 0.67);

    private (string From, string To) Ends(TableRows row)
    {
        var (from, to) = (row.Node(0, _nodes), row.Node(1, _nodes));
        if (from.Length > 0 && from == to)
        {
            binding.Report(DiagnosticCodes.SelfLoop, row.At(1), $"it ends at {to}, where it begins");
        }

        return (from, to);
    }

    private string Take(Named kind, string letter, int number, Mark at, Mark? marked = null)
    {
        var id = FormattableString.Invariant($"{rules.Prefix}{letter}{number}");
        binding.Define(kind, id, at);
        marks.Add(id, marked ?? at);
        return id;
    }
}
