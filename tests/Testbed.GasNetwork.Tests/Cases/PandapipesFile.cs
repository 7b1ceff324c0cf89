using System.Text.Json.Nodes;

namespace Testbed.GasNetwork.Tests.Cases;

/// <summary>Writes networks the way pandapipes does, for tests of the import: frames as texts within the JSON, numbers in NumPy's wrappers.</summary>
internal sealed class PandapipesFile
{
    private readonly JsonObject _net = new() { ["name"] = "hand-made", ["version"] = "0.14.0", ["user_pf_options"] = new JsonObject() };

    /// <summary>A gas whose density and viscosity are tables over temperature and whose Z is linear.</summary>
    public PandapipesFile Fluid(double normalDensity, double viscosity, double slope, bool isGas = true)
    {
        static JsonObject Float(double value) => new() { ["_module"] = "numpy", ["_class"] = "float64", ["_object"] = value };
        static JsonObject Array(params double[] values) =>
            new() { ["_module"] = "numpy", ["_class"] = "array", ["_object"] = new JsonArray([.. values.Select(v => (JsonNode)Float(v))]) };
        JsonObject Property(string kind, JsonObject content) =>
            new() { ["_module"] = "pandapipes.properties.fluids", ["_class"] = kind, ["_object"] = content.ToJsonString() };
        var properties = new JsonObject
        {
            // 273.15 K lies between two points of the table.
            ["density"] = Property(
                "FluidPropertyInterExtra", new() { ["x"] = Array(263.15, 283.15), ["y"] = Array(normalDensity + 0.02, normalDensity - 0.02) }),
            ["viscosity"] = Property("FluidPropertyConstant", new() { ["value"] = viscosity, ["warn_dependent_variables"] = false }),
            ["compressibility"] = Property("FluidPropertyLinear", new() { ["slope"] = Float(slope), ["offset"] = Float(1.0) }),
        };
        _net["fluid"] = new JsonObject
        {
            ["_module"] = "pandapipes.properties.fluids", ["_class"] = "Fluid",
            ["_object"] = new JsonObject { ["name"] = "test gas", ["is_gas"] = isGas, ["all_properties"] = properties }.ToJsonString(),
        };
        return this;
    }

    /// <summary>A table with rows 0, 1, ...</summary>
    public PandapipesFile Table(string name, string columns, params object?[][] rows)
    {
        var frame = new JsonObject
        {
            ["columns"] = new JsonArray([.. columns.Split(' ').Select(c => (JsonNode)c)]),
            ["index"] = new JsonArray([.. Enumerable.Range(0, rows.Length).Select(i => (JsonNode)i)]),
            ["data"] = new JsonArray([.. rows.Select(r => new JsonArray([.. r.Select(v => v is null ? null : JsonValue.Create(v))]))]),
        };
        _net[name] = new JsonObject
        {
            ["_module"] = "pandas.core.frame", ["_class"] = "DataFrame", ["_object"] = frame.ToJsonString(), ["orient"] = "split", ["dtype"] = new JsonObject(),
        };
        return this;
    }

    /// <summary>An attribute of the network beside its tables.</summary>
    public PandapipesFile With(string name, JsonNode value)
    {
        _net[name] = value;
        return this;
    }

    public override string ToString() =>
        new JsonObject { ["_module"] = "pandapipes.pandapipes_net", ["_class"] = "pandapipesNet", ["_object"] = _net.DeepClone() }.ToJsonString();

    /// <summary>A bench net, with the columns of versions up to 0.10 or of those after.</summary>
    public static PandapipesFile OfBench(string json, bool isOld)
    {
        var bench = JsonNode.Parse(json)!;
        double At(JsonNode? row, int i) => row![i]!.GetValue<double>();
        object?[][] Rows(string name, Func<JsonNode, int, object?[]> row) => [.. bench[name]!.AsArray().Select((r, i) => row(r!, i))];
        var gas = bench["gas"]!;
        return new PandapipesFile()
            .Fluid(gas["rho_n_kg_m3"]!.GetValue<double>(), gas["viscosity_Pa_s"]!.GetValue<double>(), gas["Z_slope_per_bar"]!.GetValue<double>())
            .Table("junction", "name pn_bar tfluid_k height_m in_service type", Rows("nodes", (n, i) => [$"J{i}", 1.0, 283.15, At(n, 2), true, "junction"]))
            .Table("junction_geodata", "x y", Rows("nodes", (n, _) => [At(n, 0), At(n, 1)]))
            .Table(
                "pipe", $"name from_junction to_junction length_km {(isOld ? "diameter_m" : "inner_diameter_mm")} k_mm loss_coefficient in_service",
                Rows("pipes", (p, i) => [$"P{i}", At(p, 0), At(p, 1), At(p, 2) / 1000.0, (isOld ? 1.0 : 1000.0) * At(p, 3), At(p, 4), 0.0, true]))
            .Table("ext_grid", "name junction p_bar t_k in_service type", Rows("sources", (s, _) => [null, At(s, 0), At(s, 1), 283.15, true, "p"]))
            .Table("sink", "name junction mdot_kg_per_s scaling in_service", Rows("sinks", (s, _) => [null, At(s, 0), At(s, 1) / 2.0, 2.0, true]))
            .Table(
                "press_control", "name from_junction to_junction controlled_junction controlled_p_bar control_active in_service",
                Rows("regulators", (r, _) => [null, At(r, 0), At(r, 1), At(r, 1), At(r, 2), true, true]));
    }
}
