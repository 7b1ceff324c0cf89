using System.Text.Json;
using System.Text.Json.Nodes;

namespace Testbed.GasNetwork.Cases.Import;

/// <summary>
/// Writes a network as a case. <c>gasnet-bench/1</c> counts nodes and pipes from 0 and knows neither valves nor local losses, so it is taken where the network
/// is like that; <c>gasref-stanet/1</c> keeps the indices of the source.
/// </summary>
internal static class ImportedNetWriter
{
    public static (string Json, string Format) Write(ImportedNet net)
    {
        var (format, body) = FitsBench(net) ? ("gasnet-bench/1", Bench(net)) : ("gasref-stanet/1", Stanet(net));
        var json = new JsonObject { ["format"] = format, ["name"] = net.Name, ["source"] = "converted from a pandapipes network", ["gas"] = Gas(net) };
        foreach (var (key, value) in body)
        {
            json[key] = value;
        }

        return (json.ToJsonString(CaseText.Options) + "\n", format);
    }

    private static bool FitsBench(ImportedNet net) => net.Friction == "nikuradse" && net.Valves.Count + net.Compressors.Count + net.Pumps.Count == 0
        && net.Pipes.TrueForAll(p => p.Zeta == 0.0) && Count(net.Nodes.Select(n => n.Id)) && Count(net.Pipes.Select(p => p.Id))
        && Count(net.Regulators.Select(r => r.Id));

    private static bool Count(IEnumerable<int> ids) => ids.Select((id, i) => id == i).All(same => same);

    private static JsonObject Gas(ImportedNet net) => new()
    {
        ["name"] = net.Fluid.Name, ["rho_n_kg_m3"] = net.Fluid.NormalDensity, ["T_n_K"] = PandapipesFluid.NormalK, ["p_n_bar"] = 1.01325,
        ["T_K"] = net.TemperatureK, ["viscosity_Pa_s"] = net.Fluid.ViscosityPaS, ["Z_slope_per_bar"] = net.Fluid.SlopePerBar, ["Z_offset"] = net.Fluid.Offset,
    };

    private static IEnumerable<(string Key, JsonNode Value)> Bench(ImportedNet net) =>
    [
        ("node_cols", Row("x_m", "y_m", "height_m", "tier")),
        ("nodes", Rows(net.Nodes, n => Row(n.Place?.X ?? 0.0, n.Place?.Y ?? 0.0, n.HeightM, 0))),
        ("pipe_cols", Row("from", "to", "length_m", "diameter_m", "roughness_mm")),
        ("pipes", Rows(net.Pipes, p => Row(p.From, p.To, p.LengthM, p.DiameterM, p.RoughnessMm))),
        ("source_cols", Row("node", "p_bar_gauge")),
        ("sources", Rows(net.Sources, s => Row(s.Node, s.BarGauge))),
        ("sink_cols", Row("node", "mdot_kg_per_s")),
        ("sinks", Rows(net.Flows, f => Row(f.Node, f.KgPerS))),
        ("regulator_cols", Row("from(inlet)", "to(outlet)", "p_set_bar_gauge")),
        ("regulators", Rows(net.Regulators, r => Row(r.From, r.To, r.BarGauge))),
    ];

    private static IEnumerable<(string Key, JsonNode Value)> Stanet(ImportedNet net) =>
    [
        ("friction_model", JsonValue.Create(net.Friction)),
        ("nodes", Rows(net.Nodes, n => Node(n, net.TemperatureK))),
        ("pipes", Rows(net.Pipes, p => new JsonObject
        {
            ["id"] = p.Id, ["from"] = p.From, ["to"] = p.To, ["length_m"] = p.LengthM, ["diameter_m"] = p.DiameterM, ["roughness_mm"] = p.RoughnessMm,
            ["zeta"] = p.Zeta, ["in_service"] = true,
        })),
        ("sources", Rows(net.Sources, s => new JsonObject { ["node"] = s.Node, ["p_bar_gauge"] = s.BarGauge })),
        ("sinks", Rows(net.Flows.Where(f => f.KgPerS >= 0.0), f => new JsonObject { ["node"] = f.Node, ["mdot_kg_per_s"] = f.KgPerS })),
        ("injections", Rows(net.Flows.Where(f => f.KgPerS < 0.0), f => new JsonObject { ["node"] = f.Node, ["mdot_kg_per_s"] = -f.KgPerS })),
        ("valves", Rows(net.Valves, v => new JsonObject
        {
            ["id"] = v.Id, ["from"] = v.From, ["to"] = v.To, ["open"] = v.IsOpen, ["diameter_m"] = v.DiameterM, ["zeta"] = 0.0,
        })),
        ("pumps", Rows(net.Pumps, p => new JsonObject
        {
            ["id"] = p.Id, ["from"] = p.From, ["to"] = p.To, ["reg_par"] = new JsonArray([.. p.LiftBar.Select(v => (JsonNode)v)]),
        })),
        ("regulators", Rows(net.Regulators, r => new JsonObject { ["id"] = r.Id, ["from"] = r.From, ["to"] = r.To, ["p_set_bar_gauge"] = r.BarGauge })),
        ("compressors", Rows(net.Compressors, c => new JsonObject
        {
            ["id"] = c.Id, ["from"] = c.From, ["to"] = c.To, ["pressure_ratio_to_over_from"] = c.Ratio,
        })),
    ];

    private static JsonObject Node(ImportedNode node, double temperature)
    {
        var json = new JsonObject { ["id"] = node.Id, ["name"] = node.Name, ["T_K"] = temperature, ["height_m"] = node.HeightM };
        if (node.Place is var (x, y))
        {
            (json["x_m"], json["y_m"]) = (x, y);
        }

        return json;
    }

    private static JsonArray Rows<T>(IEnumerable<T> items, Func<T, JsonNode> row) => new([.. items.Select(row)]);

    private static JsonArray Row(params JsonNode?[] values) => new(values);
}
