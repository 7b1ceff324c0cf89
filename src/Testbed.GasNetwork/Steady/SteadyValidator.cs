using System.Globalization;

namespace Testbed.GasNetwork.Steady;

/// <summary>Names every mistake of a model: bad values, dangling ends, contradictory pressures, parts without any given pressure.</summary>
internal static class SteadyValidator
{
    public static IReadOnlyList<ModelProblem> Run(SteadyModel model)
    {
        var problems = new List<ModelProblem>();
        void Report(string element, string property, FormattableString text) => problems.Add(new(element, property, text.ToString(CultureInfo.InvariantCulture)));
        bool Exists(int node) => node >= 0 && node < model.Nodes.Count;

        Values(model, Report);
        foreach (var (id, from, to) in Ends(model).Where(e => !Exists(e.From) || !Exists(e.To)))
        {
            Report(id, "from/to", $"ends at node index {(Exists(from) ? to : from)}, of which there is none");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, _, _) in Ends(model).Where(e => !ids.Add(e.Id)))
        {
            Report(id, "id", $"stands for more than one element");
        }

        if (problems.Count == 0)
        {
            Pressures(model, Report);
        }

        return problems;
    }

    private static IEnumerable<(string Id, int From, int To)> Ends(SteadyModel model) =>
        model.Pipes.Select(p => (p.Id, p.From, p.To)).Concat(model.Links.Select(l => (l.Id, l.From, l.To)))
            .Concat(model.Regulators.Select(r => (r.Id, r.From, r.To)));

    private static void Values(SteadyModel model, Action<string, string, FormattableString> report)
    {
        if (!(model.Gas.RtJPerKg > 0.0) || !(model.Gas.ViscosityPaS > 0.0) || !(model.Gas.TemperatureK > 0.0))
        {
            report("gas", "Gas", $"needs positive R_s T, viscosity and temperature");
        }

        if (model.WithdrawalKgPerS.Count != model.Nodes.Count || (model.HeightM.Count > 0 && model.HeightM.Count != model.Nodes.Count))
        {
            report("model", "Nodes", $"withdrawals and heights need one value per node");
        }

        foreach (var pipe in model.Pipes)
        {
            if (!(pipe.LengthM > 0.0) || !double.IsFinite(pipe.LengthM))
            {
                report(pipe.Id, nameof(pipe.LengthM), $"length {pipe.LengthM} m must be positive");
            }

            if (!(pipe.DiameterM > 0.0) || !double.IsFinite(pipe.DiameterM))
            {
                report(pipe.Id, nameof(pipe.DiameterM), $"diameter {pipe.DiameterM} m must be positive");
            }

            if (NeedsRoughness(model.Friction) && !(pipe.RoughnessM > 0.0 && pipe.RoughnessM < pipe.DiameterM / 2.0))
            {
                report(pipe.Id, nameof(pipe.RoughnessM), $"roughness {pipe.RoughnessM} m must lie between 0 and half the diameter");
            }

            if (model.Friction == FrictionLaw.Given && !(pipe.GivenFriction > 0.0))
            {
                report(pipe.Id, nameof(pipe.GivenFriction), $"friction factor {pipe.GivenFriction} must be positive");
            }

            if (pipe.From == pipe.To)
            {
                report(pipe.Id, "from/to", $"starts and ends at the same node");
            }
        }

        foreach (var link in model.Links.Where(l => !(l.Ratio > 0.0) || !double.IsFinite(l.Ratio)))
        {
            report(link.Id, nameof(link.Ratio), $"pressure ratio {link.Ratio} must be positive");
        }

        foreach (var (node, pressure) in model.FixedPa.Where(f => !(f.Value > 0.0) || !double.IsFinite(f.Value)))
        {
            report(model.Nodes.ElementAtOrDefault(node) ?? "model", "FixedPa", $"pressure {pressure} Pa absolute must be positive");
        }

        foreach (var regulator in model.Regulators.Where(r => !(r.OutletPa > 0.0) || !double.IsFinite(r.OutletPa)))
        {
            report(regulator.Id, nameof(regulator.OutletPa), $"set point {regulator.OutletPa} Pa absolute must be positive");
        }

        for (var i = 0; i < Math.Min(model.WithdrawalKgPerS.Count, model.Nodes.Count); i++)
        {
            if (!double.IsFinite(model.WithdrawalKgPerS[i]))
            {
                report(model.Nodes[i], nameof(model.WithdrawalKgPerS), $"withdrawal {model.WithdrawalKgPerS[i]} kg/s is no number");
            }
        }
    }

    private static bool NeedsRoughness(FrictionLaw friction) =>
        friction is FrictionLaw.Nikuradse or FrictionLaw.Colebrook or FrictionLaw.SwameeJain or FrictionLaw.Hofer;

    private static void Pressures(SteadyModel model, Action<string, string, FormattableString> report)
    {
        var (groups, contradiction) = NodeGroups.Of(model.Nodes.Count, model.Links);
        if (contradiction is not null)
        {
            report(contradiction.Id, nameof(contradiction.Ratio), $"contradicts the other links between its ends");
            return;
        }

        var given = new Dictionary<int, (string By, double Root)>();
        foreach (var (node, by, pressure) in model.FixedPa.OrderBy(f => f.Key).Select(f => (f.Key, model.Nodes[f.Key], f.Value))
            .Concat(model.Regulators.Select(r => (r.To, r.Id, r.OutletPa))))
        {
            var root = pressure / groups.Scale[node];
            if (given.TryGetValue(groups.Group[node], out var other) && Math.Abs(other.Root - root) > 1e-9 * root)
            {
                report(by, "pressure", $"contradicts {other.By}, which holds the same point at another pressure");
            }
            else
            {
                given[groups.Group[node]] = (by, root);
            }
        }

        if (given.Count == 0)
        {
            report("model", "FixedPa", $"nothing holds a pressure anywhere");
            return;
        }

        Islands(model, groups, [.. given.Keys], report);
    }

    private static void Islands(SteadyModel model, NodeGroups groups, HashSet<int> reached, Action<string, string, FormattableString> report)
    {
        var neighbours = new GroupNeighbours(model, groups);
        var waiting = new Queue<int>(reached);
        while (waiting.TryDequeue(out var group))
        {
            foreach (var pipe in neighbours[group])
            {
                var (from, to) = (groups.Group[model.Pipes[pipe].From], groups.Group[model.Pipes[pipe].To]);
                var other = from == group ? to : from;
                if (reached.Add(other))
                {
                    waiting.Enqueue(other);
                }
            }
        }

        for (var i = 0; i < model.Nodes.Count; i++)
        {
            if (!reached.Contains(groups.Group[i]))
            {
                report(model.Nodes[i], "island", $"has no way to a given pressure, so its own is undetermined");
            }
        }
    }
}
