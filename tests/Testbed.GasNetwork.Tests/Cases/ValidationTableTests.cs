using System.Globalization;
using Testbed.GasNetwork.Tests.Steady;

namespace Testbed.GasNetwork.Tests.Cases;

/// <summary>
/// The validation table of the project's README is what the code gives now. Deviations are rounded up, so that the last bits of a platform do not show. UPDATE_VALIDATION=1 writes the table.
/// </summary>
public sealed class ValidationTableTests
{
    private const string Begin = "<!-- validation: begin -->";
    private const string End = "<!-- validation: end -->";

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
        var nets = Files("own/steady-bench", Bench).Concat(Files("own/steady-generated", Generated)).ToList();
        foreach (var law in new[] { "nikuradse", "colebrook" })
        {
            var found = nets.SelectMany(Deviation.OfBench).Where(d => d.Law == law).Select(d => d.Errors).ToList();
            Row(
                $"{nets.Count} distribution nets, 10 to 10,000 nodes, one or two tiers, with heights, {law}", "independent nodal Newton, pandapipes", "1e-6 bar, 1e-6 kg/s",
                $"{Power(found.Max(e => e.Bar))} bar", $"{Power(found.Max(e => e.KgPerS))} kg/s");
        }

        var stanet = Files("third-party/steady-stanet", Stanet);
        var all = stanet.ToDictionary(f => Path.GetFileNameWithoutExtension(f)!, Deviation.OfStanet);
        Row(
            $"{stanet.Count} nets of 1 to 8 nodes, Nikuradse and Colebrook, valves, a compressor", "pandapipes", "1e-6 bar, 1e-6 kg/s",
            $"{Power(all.Values.Max(e => e.Bar))} bar", $"{Power(all.Values.Max(e => e.KgPerS))} kg/s");
        Row(
            $"{stanet.Count - 1} of these without compressor", "STANET, four decimals", "2e-4 of the pressure",
            Power(all.Where(e => e.Key != "pump_N").Max(e => e.Value.RelativeToStanet)));
        Row("the one with a compressor", "STANET; pandapipes stands 0.9 % off, too", "-", Power(all["pump_N"].RelativeToStanet));
        var links = Files("third-party/steady-gaslib", Transmission);
        Row(
            $"{links.Count} transmission nets, compressors, control valves, three equations of state", "independent Newton, published solutions", "1e-6 relative",
            Power(links.Max(Deviation.OfLinks)));
        return string.Join('\n', rows) + "\n";
    }

    private static List<string> Files(string folder, string[] names) => [.. names.Select(n => CaseFolder.Path($"{folder}/{n}.json"))];

    /// <summary>Rounded up: to two digits where it is of interest, to a power of ten where only rounding is left.</summary>
    private static string Power(double value)
    {
        var power = Math.Pow(10.0, Math.Floor(Math.Log10(value)));
        return value < 1e-7
            ? string.Create(CultureInfo.InvariantCulture, $"< 1e{Math.Ceiling(Math.Log10(value) + 0.3):0}")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(10.0 * value / power) / 10.0:0.0}e{Math.Log10(power):0}");
    }
}
