using System.Text.Json;
using System.Text.Json.Nodes;
using Testbed.GasNetwork.Cases;
using Testbed.GasNetwork.Cases.Import;
using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Tests.Cases;

/// <summary>Networks in pandapipes' own format become cases that solve to the same pressures.</summary>
public sealed class PandapipesImportTests
{
    [Theory]
    [InlineData("bench-mp_10_s1", true)]
    [InlineData("bench-mplp_100_s1", false)]
    [InlineData("lp_100_h_s3", false)]
    public void A_Net_That_Went_Through_Pandapipes_Solves_To_The_Same_Pressures(string name, bool isOld)
    {
        var text = File.ReadAllText(CourseFigures.OwnFile($"{name}.json"));
        var import = PandapipesImport.Of(PandapipesFile.OfBench(text, isOld).ToString());
        Assert.Empty(import.Warnings);
        Assert.Equal("gasnet-bench/1", import.Format);
        using var json = JsonDocument.Parse(text);
        var expected = json.RootElement.GetProperty("results").GetProperty("nikuradse");
        var problem = SteadyCaseReader.Read(import.Json);
        var state = Solve(problem);
        Assert.All(expected.GetProperty("p_bar_gauge").EnumerateArray().Select((p, i) => (p.GetDouble(), i)), p =>
            Assert.Equal(p.Item1, (state.PressurePa[p.i] - problem.AmbientPa[p.i]) / 1e5, 1e-6));
        Assert.All(expected.GetProperty("mdot_kg_per_s").EnumerateArray().Zip(state.PipeFlowKgPerS), m => Assert.Equal(m.First.GetDouble(), m.Second, 1e-6));
    }

    /// <summary>Every kind of element: what each of them does shows in the pressures.</summary>
    [Fact]
    public void Valves_Controls_Compressors_And_Pumps_Are_Carried_Over()
    {
        var import = PandapipesImport.Of(Whole().ToString());
        Assert.Equal("gasref-stanet/1", import.Format);
        Assert.Empty(import.Warnings);
        var problem = SteadyCaseReader.Read(import.Json);
        var state = Solve(problem);
        double Gauge(int i) => (state.PressurePa[i] - problem.AmbientPa[i]) / 1e5;
        Assert.Equal(Gauge(1), Gauge(2), 1e-12);
        Assert.Equal(1.5, state.PressurePa[3] / state.PressurePa[2], 1e-12);
        Assert.Equal(1.25, Gauge(5), 1e-12);
        Assert.Equal(0.5, Gauge(7) - Gauge(6), 1e-9);
        // All that is taken, the flow control's passage cancelling out: 0.02 + 0.01 - 0.004 kg/s.
        Assert.Equal(0.026, state.PipeFlowKgPerS[0], 1e-9);
        Assert.Equal((1.0, 2.0), problem.Places![1]);
    }

    [Fact]
    public void What_Cannot_Be_Carried_Over_Is_Named()
    {
        var import = PandapipesImport.Of(Whole()
            .Table("heat_consumer", "name from_junction to_junction in_service", ["boiler", 1, 2, true], ["old boiler", 1, 2, false])
            .Table("pump", "name from_junction to_junction std_type in_service", ["P", 6, 7, "P9", true])
            .Table("sink", "name junction mdot_kg_per_s scaling in_service", [null, 5, 0.02, 1.0, true], ["gone", 8, 1.0, 1.0, true])
            .With("user_pf_options", new JsonObject { ["friction_model"] = "smooth" }).ToString());
        Assert.Collection(
            import.Warnings.Order(StringComparer.Ordinal),
            w => Assert.StartsWith("heat_consumer 0 (boiler): is left out", w, StringComparison.Ordinal),
            w => Assert.Contains("pump 0 (P): is left out: the file has no characteristic of its type 'P9'", w, StringComparison.Ordinal),
            w => Assert.Contains("sink 1 (gone): is left out: its junction 8 is out of service", w, StringComparison.Ordinal),
            w => Assert.Contains("friction model 'smooth'", w, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no JSON", "{", "")]
    [InlineData("'_class' is 'pandapowerNet'", "pandapipesNet", "pandapowerNet")]
    [InlineData("junction 77", "[\\u0022first\\u0022,0,1,", "[\\u0022first\\u0022,0,77,")]
    [InlineData("pipe 0 (first), column 'k_mm': \"rough\" is no number", "0.1,0.1,3,true]", "0.1,\\u0022rough\\u0022,3,true]")]
    [InlineData("the table has no column 'length_km'", "length_km", "length")]
    [InlineData("is no gas", "is_gas\\u0022:true", "is_gas\\u0022:false")]
    [InlineData("no data frame", "\\u0022data\\u0022", "\\u0022rows\\u0022")]
    public void A_Wrong_File_Is_Refused_With_The_Place(string said, string what, string by)
    {
        var text = Whole().ToString();
        var at = text.IndexOf(what, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        var error = Assert.Throws<CaseFormatException>(() => PandapipesImport.Of(string.Concat(text.AsSpan(0, at), by, text.AsSpan(at + what.Length))));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Python_May_Write_Not_A_Number()
    {
        var text = Whole().With("remark", "NaN stays \"NaN\" here").ToString();
        var with = string.Concat("{\"extra\": NaN, \"more\": [-Infinity, Infinity], ", text.AsSpan(1));
        Assert.Equal(PandapipesImport.Of(text).Json, PandapipesImport.Of(with).Json);
    }

    private static SteadyState Solve(SteadyCase problem)
    {
        var operation = SteadyOperation.Solve(problem.Variants[0].Model);
        Assert.True(operation.Problem is null, $"{operation.Problem}");
        return operation.State!;
    }

    /// <summary>
    /// Grid 0 - pipe - 1 - valve - 2 - compressor - 3 - pipe - 4 - control - 5; 4 - pipe - 6 - pump - 7; a flow control from 3 to 4; 8 out of service.
    /// </summary>
    private static PandapipesFile Whole() => new PandapipesFile()
        .Fluid(0.84, 1.19e-5, -0.0022)
        .Table(
            "junction", "name pn_bar tfluid_k height_m in_service", [.. Enumerable.Range(0, 9).Select(i => new object?[] { $"J{i}", 5.0, 283.15, 0.0, i < 8 })])
        .Table("junction_geodata", "x y", [.. Enumerable.Range(0, 9).Select(i => new object?[] { (double)i, 2.0 * i })])
        .Table(
            "pipe", "name from_junction to_junction length_km diameter_m k_mm loss_coefficient in_service",
            ["first", 0, 1, 0.5, 0.1, 0.1, 3, true], ["second", 3, 4, 0.3, 0.1, 0.1, 0, true], ["third", 4, 6, 0.2, 0.1, 0.1, 0, true],
            ["off", 0, 6, 1, 0.1, 0.1, 0, false])
        .Table("ext_grid", "name junction p_bar t_k in_service type", [null, 0, 3.0, 283.15, true, "pt"])
        .Table("sink", "name junction mdot_kg_per_s scaling in_service", [null, 5, 0.02, 1.0, true], [null, 7, 0.005, 2.0, true], ["off", 7, 9.0, 1.0, false])
        .Table("source", "name junction mdot_kg_per_s scaling in_service", [null, 6, 0.004, 1.0, true])
        .Table(
            "valve", "name junction element et inner_diameter_mm opened loss_coefficient type", ["V", 1, 2, "ju", 100.0, true, 0.0, "valve"],
            ["shut", 0, 2, "ju", 100.0, false, 0.0, "valve"])
        .Table("compressor", "name from_junction to_junction pressure_ratio in_service", ["C", 2, 3, 1.5, true])
        .Table("flow_control", "name from_junction to_junction controlled_mdot_kg_per_s control_active in_service", [null, 3, 4, 0.005, true, true])
        .Table(
            "press_control", "name from_junction to_junction controlled_junction controlled_p_bar control_active in_service",
            ["R", 4, 5, 5, 1.25, true, true])
        .Table("pump", "name from_junction to_junction std_type in_service", ["P", 6, 7, "P1", true])
        .With("std_types", JsonNode.Parse("""
            {"pump": {"P1": {"_class": "PumpStdType", "_object": "{\"reg_par\": {\"_class\": \"array\", \"_object\": [0.0, 0.5]}}"}}}
            """)!);
}
