using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>A scenario may import its network; what it adds and what is wrong is told like anything else. § marks the place in the changed text.</summary>
public sealed class NetworkImportTests
{
    private const string Net = """
        {"format": "gasnet-bench/1", "name": "small",
         "nodes": [[0, 0, 12.5, 1], [100, 0, 10.0, 1], [200, 0, 10.0, 0]],
         "pipes": [[0, 1, 100.5, 0.1, 0.05]],
         "sources": [[0, 3.5]],
         "sinks": [[1, 0.02], [2, 0.004]],
         "regulators": [[1, 2, 0.025]],
         "gas": {"rho_n_kg_m3": 0.8, "T_K": 288.15, "viscosity_Pa_s": 1.1e-05, "Z_slope_per_bar": -0.002},
         "results": {"nikuradse": {"p_bar_gauge": [3.5, 3.4, 0.025]}}}
        """;

    private const string Process = """
        process:
          import: network.json
          imported:
            tiers:
              - { code: 0, name: old-town, limit: 34.5 mbar, minimum: 12 mbar, customers_per_kg_per_s: 5000 }
            customers: { N1: 7 }
          nodes:
            - { id: L2, tier: old-town }
          pipes:
            - { id: P-L2, from: N2, to: L2, length_m: 50, diameter_mm: 80 }
          sensors:
            - { tag: DRS.PT-1, quantity: pressure-bar, element: N1, span: 6 }
            - { tag: DRS.PT-2, quantity: pressure-mbar, element: L2, span: 60 }
          regulators:
            - { id: DRS, from: N1, to: L2, kg: 100, set_point: 24 mbar, pilot: { rate_per_min: 40 mbar, min: 5 mbar, max: 45 mbar } }
          actuators:
            - { tag: DRS.PILOT.SP, action: set-point-mbar, element: DRS }

        """;

    [Fact]
    public void Merges_Network_With_What_The_Scenario_Adds()
    {
        var process = Good(Net, Process).Process;

        Assert.Equal(["N0", "N1", "N2", "L2"], process.Nodes.Select(n => n.Id));
        Assert.Equal(("old-town", 0.0345, 10.0), (process.Nodes[2].Tier, process.Nodes[2].LimitBar, process.Nodes[2].HeightM));
        Assert.Equal("medium-pressure", process.Nodes[0].Tier);
        Assert.Equal(new GasPipeConfig("P0", "N0", "N1", 100.5, 100, 0.05), process.Pipes[0]);
        Assert.Equal(new GasSourceConfig("S0", "N0", 3.5), Assert.Single(process.Sources));
        Assert.Equal(["R0", "DRS"], process.Regulators.Select(r => r.Id));
        Assert.Equal(new GasPropertiesConfig(0.8, 1.1e-5, -0.002), process.Gas);
        Assert.Equal(15, process.TemperatureC);
    }

    [Fact]
    public void Maps_Withdrawals_To_Constant_Demands_With_Customers()
    {
        var demands = Good(Net, Process).Process.Demands;

        Assert.Equal(["N1", "N2"], demands.Select(d => d.Node));
        Assert.All(demands, d => Assert.Equal("constant", d.Profile));
        Assert.Equal([0.02 * 3600 / 0.8, 0.004 * 3600 / 0.8], demands.Select(d => d.PeakNm3PerH));
        Assert.Equal([7, 20], demands.Select(d => d.Customers));
        Assert.Equal([0.5, 0.012], demands.Select(d => d.MinimumBar));
    }

    [Fact]
    public void Model_Hash_Covers_The_Network()
    {
        var hash = Good(Net, Process).ModelHash;

        Assert.Equal(hash, Good(Net, Process).ModelHash);
        Assert.NotEqual(hash, Good(Net.Replace("100.5", "100.6", StringComparison.Ordinal), Process).ModelHash);
    }

    [Fact]
    public void Variant_Reads_The_Network_Beside_Its_Base()
    {
        using var place = new ScenarioText();
        var whole = place.Write("base", Scenario(Process).Replace("id: first ", "id: base ", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(whole, "network.json"), Net);
        var result = ScenarioLoader.Load(place.Write("first", "id: first\ntitle: A\nextends: ../base\n"));

        Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
        Assert.Equal(4, result.Scenario!.Process.Nodes.Count);
    }

    [Theory]
    [InlineData(DiagnosticCodes.FileNotFound, "import: network.json", "import: §other.json")]
    [InlineData(DiagnosticCodes.ImportOutsideFolder, "import: network.json", "import: §../first/../network.json")]
    [InlineData(DiagnosticCodes.ImportOutsideFolder, "import: network.json", "import: §/etc/passwd")]
    [InlineData(DiagnosticCodes.DuplicateId, "{ id: L2, tier", "{ id: §N2, tier")]
    [InlineData(DiagnosticCodes.DuplicateId, "{ id: P-L2, from", "{ id: §P0, from")]
    [InlineData(DiagnosticCodes.DanglingReference, "from: N2, to: L2", "from: §N3, to: L2")]
    [InlineData(DiagnosticCodes.DanglingReference, "{ N1: 7 }", "{ §N8: 7 }")]
    [InlineData(DiagnosticCodes.MissingKey, "  import: network.json\n  imported:\n    tiers", "  imported:\n    §tiers")]
    [InlineData(DiagnosticCodes.LimitBelowMaop, "limit: 34.5 mbar,", "maop: 40 mbar, limit: §34.5 mbar,")]
    [InlineData(DiagnosticCodes.OutageOrder, "limit: 34.5 mbar,", "out_below: 20 mbar, unsafe_above: §15 mbar,")]
    [Covers(DiagnosticCodes.ImportOutsideFolder)]
    public void Reports_Mistake_In_The_Scenario(string code, string find, string replace)
    {
        Assert.Contains(find, Process, StringComparison.Ordinal);
        var (text, line, column) = ScenarioText.Locate(Scenario(Process.Replace(find, replace, StringComparison.Ordinal)));

        var result = Load(Net, text);

        Assert.Contains((code, line, column), result.Diagnostics.Where(d => d.File.EndsWith("scenario.yaml", StringComparison.Ordinal)).Select(d => (d.Code, d.Line, d.Column)));
    }

    [Theory]
    [InlineData(DiagnosticCodes.ImportFormat, "\"gasnet-bench/1\"", "§\"gasref-transient/1\"")]
    [InlineData(DiagnosticCodes.ImportFormat, "{\"format\": \"gasnet-bench/1\", ", "§{")]
    [InlineData(DiagnosticCodes.ImportFormat, "[[0, 1, 100.5, 0.1, 0.05]]", "[§[0, 1]]")]
    [InlineData(DiagnosticCodes.ImportFormat, "[[0, 1, 100.5, 0.1, 0.05]]", "§7")]
    [InlineData(DiagnosticCodes.ImportFormat, "\"T_K\": 288.15,", "\"T_K\": 288.15§ 7,")]
    [InlineData(DiagnosticCodes.ImportFormat, "{\"rho_n_kg_m3\": 0.8, ", "§{")]
    [InlineData(DiagnosticCodes.DanglingReference, "[[1, 0.02]", "[[§3, 0.02]")]
    [InlineData(DiagnosticCodes.DanglingReference, "10.0, 0]]", "10.0, §2]]")]
    [InlineData(DiagnosticCodes.NotPositive, "100.5, 0.1", "§0, 0.1")]
    [InlineData(DiagnosticCodes.WrongType, "100.5, 0.1", "§null, 0.1")]
    [InlineData(DiagnosticCodes.PressureOutOfRange, "[[0, 3.5]]", "[[0, §350]]")]
    [InlineData(DiagnosticCodes.SelfLoop, "[[0, 1, 100.5", "[[0, §0, 100.5")]
    [InlineData(DiagnosticCodes.SourceConflict, "[[1, 0.02]", "[[§0, 0.02]")]
    [InlineData(DiagnosticCodes.SetPointAboveInlet, "[[1, 2, 0.025]]", "[[1, 2, §4]]")]
    [Covers(DiagnosticCodes.ImportFormat)]
    public void Reports_Mistake_In_The_Network(string code, string find, string replace)
    {
        Assert.Contains(find, Net, StringComparison.Ordinal);
        var (net, line, column) = ScenarioText.Locate(Net.Replace(find, replace, StringComparison.Ordinal));

        var result = Load(net, Scenario(Process));

        Assert.Null(result.Scenario);
        var found = result.Diagnostics.Where(d => d.Code == code).ToList();
        Assert.True(found.Count > 0, $"expected {code}, got:\n{string.Join('\n', result.Diagnostics)}");
        Assert.Contains(("network.json", line), found.Select(d => (Path.GetFileName(d.File), d.Line)));
        // The JSON parser stops behind what it cannot read; everything else stands where it is written.
        Assert.True(replace.Contains(" 7,", StringComparison.Ordinal) || found.Exists(d => d.Column == column), $"column {column}, got {found[0].Column}");
    }

    [Fact]
    public void Refuses_Link_That_Leads_Out_Of_The_Folder()
    {
        using var place = new ScenarioText();
        var outside = Path.Combine(place.Root, "network.json");
        File.WriteAllText(outside, Net);
        var folder = place.Write("first", Scenario(Process));
        File.CreateSymbolicLink(Path.Combine(folder, "network.json"), outside);

        Assert.Contains(DiagnosticCodes.ImportOutsideFolder, ScenarioLoader.Load(folder).Diagnostics.Select(d => d.Code));
    }

    private static Scenario Good(string net, string process)
    {
        var result = Load(net, Scenario(process));
        Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
        return result.Scenario!;
    }

    private static LoadResult Load(string net, string scenario)
    {
        using var place = new ScenarioText();
        var folder = place.Write("first", scenario);
        File.WriteAllText(Path.Combine(folder, "network.json"), net);
        return ScenarioLoader.Load(folder);
    }

    /// <summary>The template with another process.</summary>
    private static string Scenario(string process)
    {
        var from = ScenarioText.Valid.IndexOf("process:\n", StringComparison.Ordinal);
        var to = ScenarioText.Valid.IndexOf("# The ordinary traffic", StringComparison.Ordinal);
        return ScenarioText.Valid[..from] + process.ReplaceLineEndings("\n") + ScenarioText.Valid[to..];
    }
}
