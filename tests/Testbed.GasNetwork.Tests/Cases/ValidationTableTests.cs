using System.Globalization;
using Testbed.GasNetwork.Tests.Laws;
using Testbed.GasNetwork.Tests.Steady;
using Testbed.GasNetwork.Tests.Transient;

namespace Testbed.GasNetwork.Tests.Cases;

/// <summary>
/// The validation table of the project's README is what the code gives now. Deviations are rounded up, so that the last bits of a platform do not show.
/// UPDATE_VALIDATION=1 writes the table.
/// </summary>
public sealed class ValidationTableTests
{
    private const string Begin = "<!-- validation: begin -->";
    private const string End = "<!-- validation: end -->";
    private const string OwnSolver = "independent solver, Richardson extrapolation";

    // By name: a folder may hold more than the table is about.
    private static readonly string[] Bench =
    [
        "lp_10_s1", "lp_100_s1", "lp_1000_s1", "lp_10000_s1", "mp_10_s1", "mp_100_s1", "mp_1000_s1", "mp_10000_s1", "mplp_100_s1", "mplp_1000_s1",
        "mplp_10000_s1",
    ];

    private static readonly string[] Generated = ["lp_100_h_s3", "mp_100_s3"];

    private static readonly string[] Stanet =
    [
        "delta_PC", "H_net_N", "parallel_N", "pipe_1_N", "pipe_1_PC", "pump_N", "square_N", "t_cross1_N", "t_cross1_PC", "two_pipes_N", "two_valves_N",
    ];

    private static readonly string[] Transmission = ["8-node", "GasLib-11", "GasLib-24"];

    [SkippableFact]
    [Trait("Category", "Slow")]
    public void The_Readme_Shows_What_The_Code_Gives()
    {
        var wanted = Table();
        var file = Testbed.TestSupport.Repository.PathOf("src/Testbed.GasNetwork/README.md");
        var text = File.ReadAllText(file);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= Begin.Length && to > from, "the README has no place for the table");
        if (Environment.GetEnvironmentVariable("UPDATE_VALIDATION") == "1")
        {
            File.WriteAllText(file, string.Concat(text.AsSpan(0, from), wanted, text.AsSpan(to)));
            return;
        }

        Assert.Equal(wanted, text[from..to].ReplaceLineEndings("\n"));
    }

    private static string Table()
    {
        var rows = new List<string> { "", "| cases | compared with | limit | largest deviation |", "|---|---|---|---|" };
        void Row(string cases, string with, string limit, params string[] found) => rows.Add($"| {cases} | {with} | {limit} | {string.Join(", ", found)} |");
        SteadyRows(Row);
        CourseRows(Row);
        LawRows(Row);
        return string.Join('\n', rows) + "\n";
    }

    private static void SteadyRows(Adder row)
    {
        var nets = Files("own/steady-bench", Bench).Concat(Files("own/steady-generated", Generated)).ToList();
        foreach (var law in new[] { "nikuradse", "colebrook" })
        {
            var found = nets.SelectMany(Deviation.OfBench).Where(d => d.Law == law).Select(d => d.Errors).ToList();
            row(
                $"{nets.Count} distribution nets, 10 to 10,000 nodes, one or two tiers, with heights, {law}", "independent nodal Newton, pandapipes",
                "1e-6 bar, 1e-6 kg/s", $"{Power(found.Max(e => e.Bar))} bar", $"{Power(found.Max(e => e.KgPerS))} kg/s");
        }

        var stanet = Files("third-party/steady-stanet", Stanet);
        var all = stanet.ToDictionary(f => Path.GetFileNameWithoutExtension(f)!, Deviation.OfStanet);
        row(
            $"{stanet.Count} nets of 1 to 8 nodes, Nikuradse and Colebrook, valves, a compressor", "pandapipes", "1e-6 bar, 1e-6 kg/s",
            $"{Power(all.Values.Max(e => e.Bar))} bar", $"{Power(all.Values.Max(e => e.KgPerS))} kg/s");
        row(
            $"{stanet.Count - 1} of these without compressor", "STANET, four decimals", "2e-4 of the pressure",
            Power(all.Where(e => e.Key != "pump_N").Max(e => e.Value.RelativeToStanet)));
        row("the one with a compressor", "STANET; pandapipes stands 0.9 % off, too", "-", Power(all["pump_N"].RelativeToStanet));
        var links = Files("third-party/steady-gaslib", Transmission);
        row(
            $"{links.Count} transmission nets, compressors, control valves, three equations of state", "independent Newton, published solutions",
            "1e-6 relative",
            Power(links.Max(Deviation.OfLinks)));
    }

    private static void CourseRows(Adder row)
    {
        var pipe = CourseFigures.Transient(CaseFolder.Path("third-party/transient-single-pipe/1-pipe-fast-transients.json"));
        row("load steps on a 20 km pipe, every sample, those in wave fronts too", OwnSolver, "1e-3 of the pressure", Power(pipe.Pressure));
        var day = CourseFigures.Transient(CaseFolder.Path("third-party/transient-triangular/triangular-network.json"));
        row("three 80 to 100 km pipes in a triangle over a day", OwnSolver, "1e-3 of the pressure", Power(day.Pressure));
        var cut = CourseFigures.Transient(CourseFigures.OwnFile("distribution-loss-of-supply-s1.json"));
        row(
            "two tiers, 100 nodes, whose supply is cut", OwnSolver, "1e-3 of pressure, line pack, regulator flow", $"{Power(cut.Pressure)} pressure",
            $"{Power(cut.LinePack)} line pack", $"{Power(cut.RegulatorFlow)} regulator flow");
        row(
            "order of convergence in time, with and without inertia", "2", "1.8 to 2.3",
            Span([.. ConvergenceOrderTests.InTime(true, 5.0), .. ConvergenceOrderTests.InTime(false, 60.0)]));
        row("order of convergence in space", "2", "1.8 to 2.3", Span(ConvergenceOrderTests.InSpace()));
        var packs = CourseFigures.LinePack();
        row(
            "line pack of steady flow, its pressure after closing both ends, draw-down", "closed forms", "1e-3",
            Power(packs.Where(p => !p.IsDiffusion).Max(p => p.Relative)));
        row(
            "drop after a small withdrawal begins, laminar", "series of the linear problem", "1e-3",
            Power(packs.Where(p => p.IsDiffusion && p.Id.StartsWith('l')).Max(p => p.Relative)));
        row(
            "the same on a turbulent flow", "leading order, itself 3e-3 off", "4e-3",
            Power(packs.Where(p => p.IsDiffusion && p.Id.StartsWith('t')).Max(p => p.Relative)));
        var odorant = CourseFigures.Odorant();
        row("odorant through 10 meshed nodes: mean age", "exact plug flow", "1e-3", Power(odorant.MeanAge));
        row(
            "the same: when each front arrives, and how much comes with it", "exact plug flow", "5e-2",
            $"{Power(odorant.FrontTime)} of the time", $"{Power(odorant.FrontShare)} of the change");
    }

    private static void LawRows(Adder row)
    {
        var pipes = new[] { ("nikuradse", FrictionLaw.Nikuradse), ("colebrook", FrictionLaw.Colebrook), ("swamee-jain", FrictionLaw.SwameeJain) }
            .SelectMany(l => LawFigures.EndsOfPipes(l.Item1, l.Item2)).ToList();
        row(
            $"{pipes.Count} single pipes: Nikuradse, Colebrook, Swamee-Jain, ideal gas and Z linear", "closed forms", "1e-9 of the pressure",
            Power(pipes.Max(e => e.Relative)));
        var formulas = new[] { (7, FrictionLaw.Renouard), (9, FrictionLaw.Weymouth), (10, FrictionLaw.PanhandleA), (11, FrictionLaw.PanhandleB) }
            .SelectMany(l => LawFigures.FlowsOfFormula(l.Item1, l.Item2)).ToList();
        row("Renouard (quadratic), Weymouth, Panhandle A and B", "their printed flows", "1e-6", Power(formulas.Max(e => e.Relative)));
        row("regulator capacity by KG and Cg", "a maker's sizing sheet", "5e-3", Power(LawFigures.CapacitiesOfRegulators().Max(e => e.Relative)));
        row("orifices, choked and sub-critical", "isentropic nozzle", "5e-3", Power(LawFigures.FlowsOfOrifices().Max(e => e.Relative)));
    }

    private delegate void Adder(string cases, string with, string limit, params string[] found);

    private static string Span(IReadOnlyList<double> values) =>
        string.Create(CultureInfo.InvariantCulture, $"{values.Min():0.0} to {values.Max():0.0}").Replace("2.0 to 2.0", "2.0", StringComparison.Ordinal);

    private static List<string> Files(string folder, string[] names) => [.. names.Select(n => CaseFolder.Path($"{folder}/{n}.json"))];

    /// <summary>Rounded up: to two digits where it is of interest, to a power of ten where only rounding is left.</summary>
    private static string Power(double value)
    {
        var power = Math.Pow(10.0, Math.Floor(Math.Log10(value)));
        return value < 1e-16 ? "none" : value < 1e-7
            ? string.Create(CultureInfo.InvariantCulture, $"< 1e{Math.Ceiling(Math.Log10(value) + 0.3):0}")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(10.0 * value / power) / 10.0:0.0}e{Math.Log10(power):0}");
    }
}
