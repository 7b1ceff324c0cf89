using System.Text.Json;
using Testbed.GasNetwork.Tests;
using Testbed.TestSupport;

namespace Testbed.Cli.Tests;

/// <summary>
/// What <c>testbed gas</c> writes has every quantity of the case's reference, under the same names and in the same order, within the limits of each format.
/// </summary>
public sealed class GasReferenceOutputTests : IDisposable
{
    // What a reference says about itself or about another code, not about the network.
    private static readonly string[] Remarks =
    [
        "solver", "note", "node_steps_note", "values_from", "iterations", "error_estimate_Pa", "outlet_pressure_error_estimate_Pa", "independent_residual",
        "independent_residual_kg_s", "morgen_crosscheck",
    ];

    private readonly TempFolder _temp = new();

    [Theory]
    [InlineData("solve", "bench-lp_10_s1")]
    [InlineData("solve", "bench-mp_10_s1")]
    [InlineData("solve", "bench-mplp_100_s1")]
    [InlineData("solve", "lp_100_h_s3")]
    [InlineData("solve", "mp_100_s3")]
    [InlineData("simulate", "distribution-loss-of-supply-s1")]
    [InlineData("simulate", "odorant-step-mp_10_s1")]
    [InlineData("simulate", "analytic-linepack")]
    public void Own_Cases_Come_Out_In_The_Keys_Of_Their_Reference(string verb, string name) =>
        Compare(verb, Repository.PathOf($"tests/Testbed.GasNetwork.Tests/Data/{name}.json"));

    [SkippableTheory]
    [InlineData("solve", "steady-stanet")]
    [InlineData("solve", "steady-gaslib")]
    [InlineData("simulate", "transient-single-pipe")]
    [InlineData("simulate", "transient-triangular")]
    [Trait("Category", "Slow")]
    public void Third_Party_Cases_Come_Out_In_The_Keys_Of_Their_Reference(string verb, string folder)
    {
        Skip.If(CaseFolder.Root is null, "the reference cases are not on this machine");
        var files = Directory.GetFiles(Path.Combine(CaseFolder.Root!, "third-party", folder), "*.json");
        Assert.NotEmpty(files);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            Compare(verb, file);
        }
    }

    [Theory]
    [InlineData("'boundary' is missing", "\"boundary\"", "\"limits\"")]
    [InlineData("it must be a number", "\"t_end_s\": 640.0", "\"t_end_s\": \"ten\"")]
    [InlineData("is no transient case", "gasref-transient/1", "gasref-transient/7")]
    [InlineData("it is solved by 'gas solve'", "gasref-transient/1", "gasnet-bench/1")]
    [InlineData("'compressors' stands for equipment", "\"city_gate\"", "\"compressors\"")]
    public void Says_In_One_Sentence_What_A_Case_Lacks(string said, string what, string by)
    {
        var text = Repository.Read("tests/Testbed.GasNetwork.Tests/Data/distribution-loss-of-supply-s1.json");
        var changed = text.Replace(what, by, StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        File.WriteAllText(_temp["case.json"], changed);

        var result = TestbedCli.RunIn(_temp.Path, "gas", "simulate", "case.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
    }

    public void Dispose() => _temp.Dispose();

    private void Compare(string verb, string file)
    {
        var result = TestbedCli.RunIn(_temp.Path, "gas", verb, file, "--out", "r.json");
        Assert.True(result.ExitCode == 0, result.ToString());
        using var theirs = JsonDocument.Parse(File.ReadAllText(file));
        using var ours = JsonDocument.Parse(File.ReadAllText(_temp["r.json"]));
        var root = theirs.RootElement;
        var reference = root.TryGetProperty("reference", out var r) ? r : root.TryGetProperty("results", out r) ? r : root;
        var format = root.GetProperty("format").GetString()!;
        var compared = Walk(reference, ours.RootElement.GetProperty("results"), new(format, Path.GetFileNameWithoutExtension(file), ""));
        Assert.True(compared > 5, $"{file}: only {compared} numbers of the reference were compared");
    }

    /// <summary>Compares all numbers of a reference that are results; returns how many there were.</summary>
    private static int Walk(JsonElement theirs, JsonElement ours, Place at)
    {
        switch (theirs.ValueKind)
        {
            case JsonValueKind.Object:
                var compared = 0;
                foreach (var field in theirs.EnumerateObject().Where(f => !IsRemark(f.Name, at)))
                {
                    Assert.True(ours.TryGetProperty(field.Name, out var own), $"{at.Case}: no {at.Path}/{field.Name}");
                    compared += Walk(field.Value, own, at with { Path = $"{at.Path}/{field.Name}" });
                }

                return compared;
            case JsonValueKind.Array:
                Assert.True(theirs.GetArrayLength() == ours.GetArrayLength(), $"{at.Case} {at.Path}: {ours.GetArrayLength()} of {theirs.GetArrayLength()}");
                return theirs.EnumerateArray().Zip(ours.EnumerateArray()).Sum(p => Walk(p.First, p.Second, at));
            case JsonValueKind.Number:
                var (a, b) = (theirs.GetDouble(), ours.GetDouble());
                Assert.True(Math.Abs(b - a) <= Allowed(a, at), $"{at.Case} {at.Path}: {b:R}, the reference has {a:R}");
                return 1;
            default:
                return 0;
        }
    }

    private static bool IsRemark(string name, Place at) => Remarks.Contains(name) || name.StartsWith("max_", StringComparison.Ordinal)
        || name.StartsWith("published_", StringComparison.Ordinal)
        || (at.Format == "gasref-linepack/1" && (at.Path.Length == 0 ? name != "cases" : IsGiven(name)));

    /// <summary>Line-pack cases hold what is given and what comes of it side by side.</summary>
    private static bool IsGiven(string name) => name is not ("p_out_Pa" or "p_mean_Pa" or "linepack_kg" or "shut_in_equilibrium_Pa" or "t_s" or "dp_outlet_Pa"
        or "steady_drop_Pa" or "kappa_m2_s" or "tau_s" or "id");

    private static double Allowed(double value, Place at) => at.Format switch
    {
        // Results of another law's singular range (Swamee-Jain) come from one code only.
        "gasnet-bench/1" => at.Path.StartsWith("/swamee-jain", StringComparison.Ordinal) ? 1e-4 : 1e-6,
        "gasref-stanet/1" => Stanet(value, at),
        "gasref-steady-friction/1" => at.Path.Contains("flow", StringComparison.Ordinal) ? 1e-5 : 1e-6 * Math.Abs(value),
        "gasref-odorant/1" => at.Path.StartsWith("/mdot", StringComparison.Ordinal) ? 1e-9 : 1e-6 * Math.Max(1.0, Math.Abs(value)),
        // The closed forms of small steps are leading orders, 0.3 % off for the turbulent one.
        "gasref-linepack/1" => (at.Path.EndsWith("dp_outlet_Pa", StringComparison.Ordinal) ? 4e-3 : 1e-3) * Math.Abs(value),
        _ => Transient(value, at),
    };

    private static double Stanet(double value, Place at)
    {
        var hasPump = at.Case == "pump_N";
        return at.Path switch
        {
            var p when p.StartsWith("/stanet/p_bar", StringComparison.Ordinal) => (hasPump ? 1e-2 : 2e-4) * value,
            var p when p.StartsWith("/stanet/v_", StringComparison.Ordinal) => 0.01,
            var p when p.StartsWith("/stanet/pump", StringComparison.Ordinal) => 0.02 * value,
            var p when p.Contains("reynolds", StringComparison.Ordinal) => 0.01 + (1e-4 * value),
            var p when p.Contains("darcy_lambda", StringComparison.Ordinal) => 1e-4 * value,
            _ => 1e-6,
        };
    }

    /// <summary>
    /// Pressures and line pack to 0.1 %; flows to 1 % of the largest there, since a wave front passes between two samples. Another code on a coarser grid
    /// stands up to 8 % off in the fronts.
    /// </summary>
    private static double Transient(double value, Place at) => at.Path switch
    {
        var p when p.StartsWith("/gastransim_outlet/p", StringComparison.Ordinal) => 0.08 * value,
        var p when p.Contains("flow", StringComparison.Ordinal) || p.EndsWith("q_kg_s", StringComparison.Ordinal) =>
            at.Case == "1-pipe-fast-transients" ? 7.9 : 1e-3 * Math.Max(1.0, Math.Abs(value)),
        _ => 1e-3 * Math.Abs(value),
    };

    private sealed record Place(string Format, string Case, string Path);
}
