using System.Globalization;

namespace Testbed.GasNetwork.Transient;

/// <summary>Names every mistake of a model. A part without a given pressure is none: its line pack carries it.</summary>
internal static class TransientValidator
{
    private const double MostCells = 5e6;

    public static IReadOnlyList<ModelProblem> Run(TransientModel model)
    {
        var problems = new List<ModelProblem>();
        void Report(string element, string property, FormattableString text) =>
            problems.Add(new(element, property, text.ToString(CultureInfo.InvariantCulture)));
        bool Exists(int node) => node >= 0 && node < model.Nodes.Count;
        string Name(int node) => Exists(node) ? model.Nodes[node] : "model";

        foreach (var w in model.Withdrawals.Where(w => !Exists(w.Node) || !w.Series.IsFinite || !double.IsFinite(w.Scale)))
        {
            Report(Name(w.Node), nameof(model.Withdrawals), $"withdrawal at node index {w.Node} has no node or no finite value");
        }

        foreach (var s in model.Sources.Where(s => !Exists(s.Node) || !s.PressurePa.IsFinite || !(s.PressurePa.Lowest > 0.0) || s.PressurePa.HasJumps))
        {
            Report(Name(s.Node), nameof(model.Sources), $"pressure given at node index {s.Node} must be positive, without jumps, at a node");
        }

        for (var i = 0; i < model.NodeVolumeM3.Count; i++)
        {
            if (model.NodeVolumeM3.Count != model.Nodes.Count || !(model.NodeVolumeM3[i] >= 0.0) || double.IsInfinity(model.NodeVolumeM3[i]))
            {
                Report(Name(i), nameof(model.NodeVolumeM3), $"volume {model.NodeVolumeM3[i]} m3 must not be negative, one for every node");
            }
        }

        Options(model, Report);
        if (problems.Count > 0)
        {
            return problems;
        }

        problems.AddRange(model.AsSteady(0.0).Validate().Where(p => p.Property != "island" && (p.ElementId, p.Property) != ("model", "FixedPa")));
        if (problems.Count == 0)
        {
            Holders(model, Report);
        }

        return problems;
    }

    private static void Options(TransientModel model, Action<string, string, FormattableString> report)
    {
        if (!(model.LargestCellM > 0.0) || model.Pipes.Sum(p => Math.Max(p.LengthM / model.LargestCellM, 1.0)) > MostCells)
        {
            report("model", nameof(model.LargestCellM), $"cell length {model.LargestCellM} m must be positive and leave at most {MostCells} cells");
        }

        if (!(model.StepTolerance > 0.0) || !(model.FixedStepSeconds >= 0.0))
        {
            report(
                "model", nameof(model.StepTolerance), $"tolerance {model.StepTolerance} must be positive, fixed step {model.FixedStepSeconds} s not negative");
        }

        if (!(model.SmallestStepSeconds > 0.0) || !(model.LargestStepSeconds >= model.SmallestStepSeconds))
        {
            report("model", nameof(model.LargestStepSeconds), $"steps from {model.SmallestStepSeconds} to {model.LargestStepSeconds} s are no range");
        }
    }

    private static void Holders(TransientModel model, Action<string, string, FormattableString> report)
    {
        var holder = new Dictionary<int, int>();
        foreach (var s in model.Sources)
        {
            if (!holder.TryAdd(s.Node, -1))
            {
                report(model.Nodes[s.Node], nameof(model.Sources), $"has more than one given pressure");
            }
        }

        foreach (var r in model.Regulators)
        {
            if (!holder.TryAdd(r.To, r.From))
            {
                report(r.Id, nameof(r.To), $"holds node {model.Nodes[r.To]}, whose pressure something else gives");
            }
        }

        foreach (var r in model.Regulators)
        {
            var at = r.From;
            for (var depth = 0; depth <= holder.Count && at >= 0; depth++)
            {
                at = holder.GetValueOrDefault(at, -1);
            }

            if (at >= 0)
            {
                report(r.Id, nameof(r.From), $"feeds itself through other regulators");
            }
        }

        var piped = model.Pipes.SelectMany(p => new[] { p.From, p.To }).ToHashSet();
        var alwaysHeld = model.Regulators.Select(r => r.To).ToHashSet();
        alwaysHeld.UnionWith(model.Sources.Where(s => double.IsPositiveInfinity(s.UntilSeconds)).Select(s => s.Node));
        for (var i = 0; i < model.Nodes.Count; i++)
        {
            if (!piped.Contains(i) && !alwaysHeld.Contains(i) && (model.NodeVolumeM3.Count == 0 || model.NodeVolumeM3[i] == 0.0))
            {
                report(model.Nodes[i], "volume", $"has no pipe, so no gas, and nothing holds its pressure");
            }
        }
    }
}
