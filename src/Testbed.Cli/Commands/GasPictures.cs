using Testbed.GasNetwork;
using Testbed.GasNetwork.Cases;
using Testbed.GasNetwork.Steady;
using Testbed.Reporting;

namespace Testbed.Cli;

/// <summary>Makes pictures of models and their results.</summary>
internal static class GasPictures
{
    private const double Bar = 1e5;
    private const int FewestTimes = 200;
    private const int MostLinesPerTier = 6;
    private const double LowTierBar = 0.2;
    private const double MediumTierBar = 7.0;

    /// <summary>Ambient pressure per node, Pa.</summary>
    public static double[] Ambient(IReadOnlyList<double> heights, int nodes) =>
        [.. Enumerable.Range(0, nodes).Select(i => BarometricFormula.AmbientPa(heights.Count > 0 ? heights[i] : 0.0))];

    /// <summary>A network with its pressures, gauge where ambient pressures are known.</summary>
    public static NetworkPicture Network(
        string title, SteadyModel model, IReadOnlyList<double> pressurePa, IReadOnlyList<double> ambientPa, IReadOnlyList<(double X, double Y)>? places)
    {
        IEnumerable<NetworkBranch> Equipment() => model.Links.Select(l => (l.From, l.To)).Concat(model.Regulators.Select(r => (r.From, r.To)))
            .Concat(model.Pumps.Select(p => (p.From, p.To))).Select(e => new NetworkBranch(e.From, e.To, false));
        return new(
            title, ambientPa.Any(a => a > 0.0) ? "gauge" : "absolute",
            [.. model.Nodes.Select((id, i) => new NetworkNode(id, (pressurePa[i] - ambientPa[i]) / Bar, model.FixedPa.ContainsKey(i)))],
            [.. model.Pipes.Select(p => new NetworkBranch(p.From, p.To, true)), .. Equipment()], places);
    }

    /// <summary>A transient case, simulated: pressures over time and the network at the end.</summary>
    public static GasFigure Transient(string file)
    {
        var problem = GasCommand.Read(file, TransientCaseReader.Read);
        var (solver, result) = GasSimulateCommand.Begin(file, problem);
        var (times, model) = (new List<double>(), problem.Model);
        var series = model.Nodes.Select(id => (Name: id, Values: new List<double>())).ToList();
        // Few output times would make straight lines of curves.
        var more = Enumerable.Range(0, FewestTimes + 1).Select(k => problem.EndSeconds * k / FewestTimes);
        foreach (var time in problem.OutputSeconds.Concat(more).Where(t => t <= problem.EndSeconds).Distinct().Order())
        {
            result = result.Converged ? solver.AdvanceTo(time) : result;
            if (!result.Converged)
            {
                break;
            }

            times.Add(time);
            for (var i = 0; i < series.Count; i++)
            {
                series[i].Values.Add(solver.PressurePa(i));
            }
        }

        if (times.Count == 0)
        {
            throw new UserErrorException($"{problem.Name}: there is no state at the start; stuck at {result.WorstNode}.");
        }

        var course = Course(
            problem.Name, [.. times], [.. series.Select(s => (s.Name, s.Values.ToArray()))], [.. model.Sources.Select(s => model.Nodes[s.Node])]);
        var stuck = result.Converged ? "" : $", where it is stuck at {result.WorstNode}";
        var picture = Network(
            FormattableString.Invariant($"{problem.Name}: pressures at {times[^1]:0.###} s{stuck}"), Skeleton(problem),
            [.. series.Select(s => s.Values[^1])], Ambient(model.HeightM, model.Nodes.Count), null);
        return new(course, picture);
    }

    /// <summary>Pressures over time of the nodes that tell most: those of given pressure, the lowest, the highest, and where it changes most.</summary>
    public static CoursePicture Course(
        string name, IReadOnlyList<double> times, IReadOnlyList<(string Name, double[] Pa)> series, IReadOnlyCollection<string> sources)
    {
        var ambient = BarometricFormula.AmbientPa(0.0);
        var gauge = series.Where(s => s.Pa.Length > 0).Select(s => (s.Name, Bar: s.Pa.Select(p => (p - ambient) / Bar).ToArray())).ToList();
        var lines = gauge.GroupBy(s => s.Bar.Max() > MediumTierBar ? 2 : s.Bar.Max() > LowTierBar ? 1 : 0).OrderByDescending(g => g.Key)
            .SelectMany(tier => Telling([.. tier], sources));
        return new($"{name}: pressures over time", "gauge", times, [.. lines.Select(l => (l.Name, (IReadOnlyList<double>)l.Bar))]);
    }

    private static List<(string Name, double[] Bar)> Telling(List<(string Name, double[] Bar)> tier, IReadOnlyCollection<string> sources)
    {
        static double Change((string Name, double[] Bar) s) => s.Bar.Max() - s.Bar.Min();
        var chosen = new List<(string Node, string Why, double[] Bar)>();
        void Choose(IEnumerable<(string Name, double[] Bar)> candidates, string why, int most)
        {
            foreach (var (name, bar) in candidates.Where(c => !chosen.Exists(o => o.Node == c.Name)).Take(Math.Min(most, MostLinesPerTier - chosen.Count)))
            {
                chosen.Add((name, why, bar));
            }
        }

        Choose(tier.Where(s => sources.Contains(s.Name)), "given", 2);
        Choose(tier.OrderBy(s => s.Bar.Min()), "lowest", 1);
        Choose(tier.OrderByDescending(s => s.Bar.Max()), "highest", 1);
        Choose(tier.OrderByDescending(Change), "largest change", 1);
        Choose(tier.OrderBy(Change), "smallest change", 1);
        return [.. chosen.Select(c => ($"{c.Node} ({c.Why})", c.Bar))];
    }

    /// <summary>A transient case's network as one to be drawn.</summary>
    private static SteadyModel Skeleton(TransientCase problem) => new()
    {
        Gas = problem.Model.Gas,
        Nodes = problem.Model.Nodes,
        FixedPa = problem.Model.Sources.ToDictionary(s => s.Node, s => s.PressurePa.At(0.0)),
        WithdrawalKgPerS = [.. problem.Model.Nodes.Select(_ => 0.0)],
        Pipes = problem.Model.Pipes,
        Regulators = problem.Model.Regulators,
    };
}
