using System.Text.Json;
using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Cases;

/// <summary>
/// Reads the steady case formats <c>gasnet-bench/1</c>, <c>gasref-stanet/1</c> and <c>gasref-steady-friction/1</c>. Pure: text in, case out; thread safe.
/// <c>gasref-stanet/1</c> may also hold <c>regulators</c>, <c>compressors</c> and places of nodes, which imported networks need.
/// </summary>
public static class SteadyCaseReader
{
    /// <summary>Names of friction laws in case files and on the command line.</summary>
    public static IReadOnlyDictionary<string, FrictionLaw> Frictions { get; } = new Dictionary<string, FrictionLaw>(StringComparer.OrdinalIgnoreCase)
    {
        ["nikuradse"] = FrictionLaw.Nikuradse, ["colebrook"] = FrictionLaw.Colebrook, ["swamee-jain"] = FrictionLaw.SwameeJain, ["hofer"] = FrictionLaw.Hofer,
        ["renouard"] = FrictionLaw.Renouard, ["weymouth"] = FrictionLaw.Weymouth, ["panhandle-a"] = FrictionLaw.PanhandleA,
        ["panhandle-b"] = FrictionLaw.PanhandleB,
    };

    /// <summary>Reads a case.</summary>
    /// <exception cref="CaseFormatException">It is no JSON, of another format, or a field is missing or of the wrong kind.</exception>
    public static SteadyCase Read(string json) => CaseJson.Read(json, (format, root) => format switch
    {
        "gasnet-bench/1" => Bench(root),
        "gasref-stanet/1" => Stanet(root),
        "gasref-steady-friction/1" => Links(root),
        _ => throw new CaseFormatException(CaseJson.NotOf(format, "steady", "gasnet-bench/1, gasref-stanet/1 or gasref-steady-friction/1")),
    });

    private static SteadyCase Bench(JsonElement root)
    {
        var model = CaseJson.Net(root, CaseJson.Gas(root.Need("gas")));
        var keys = root.TryGetProperty("results", out var results) ? results.EnumerateObject().Select(r => r.Name).Where(Frictions.ContainsKey).ToList() : [];
        return new SteadyCase
        {
            Name = root.Text("name"),
            Format = "gasnet-bench/1",
            Places = CaseJson.Places(root.Items("nodes"), n => (n[0].GetDouble(), n[1].GetDouble())),
            AmbientPa = [.. model.HeightM.Select(BarometricFormula.AmbientPa)],
            Variants = [.. (keys.Count > 0 ? keys : ["nikuradse"]).Select(k => (k, model with { Friction = Frictions[k] }))],
        };
    }

    private static SteadyCase Stanet(JsonElement root)
    {
        var nodes = root.Items("nodes").ToList();
        var index = nodes.Select((n, i) => (Id: n.Need("id").GetInt32(), i)).ToDictionary(n => n.Id, n => n.i);
        int At(JsonElement e, string name) => index[e.Need(name).GetInt32()];
        var heights = nodes.Select(n => n.Number("height_m")).ToArray();
        var ambient = heights.Select(BarometricFormula.AmbientPa).ToArray();
        var withdrawal = new double[nodes.Count];
        foreach (var (list, sign) in new[] { ("sinks", 1.0), ("injections", -1.0) })
        {
            foreach (var flow in root.Items(list))
            {
                withdrawal[At(flow, "node")] += sign * flow.Number("mdot_kg_per_s");
            }
        }

        var law = root.Text("friction_model");
        if (!Frictions.ContainsKey(law))
        {
            throw new CaseFormatException($"friction_model '{law}' is none of {string.Join(", ", Frictions.Keys)}");
        }

        return new SteadyCase
        {
            Name = root.Text("name"),
            Format = "gasref-stanet/1",
            Places = nodes.TrueForAll(n => n.TryGetProperty("x_m", out _)) ? CaseJson.Places(nodes, n => (n.Number("x_m"), n.Number("y_m"))) : null,
            AmbientPa = ambient,
            Variants =
            [
                (law, new SteadyModel
                {
                    Gas = CaseJson.Gas(root.Need("gas"), nodes[0].Number("T_K")),
                    Friction = Frictions[law],
                    Nodes = [.. nodes.Select(n => FormattableString.Invariant($"{n.Need("id").GetInt32()}"))],
                    HeightM = heights,
                    FixedPa = root.Items("sources")
                        .ToDictionary(s => At(s, "node"), s => (s.Number("p_bar_gauge") * CaseJson.Bar) + ambient[At(s, "node")]),
                    WithdrawalKgPerS = withdrawal,
                    Pipes =
                    [
                        .. root.Items("pipes").Where(p => p.Need("in_service").GetBoolean()).Select(p => new SteadyPipe(
                            FormattableString.Invariant($"pipe {p.Need("id").GetInt32()}"), At(p, "from"), At(p, "to"), p.Number("length_m"),
                            p.Number("diameter_m"), p.Number("roughness_mm") / 1000.0, p.Number("zeta"))),
                    ],
                    Links =
                    [
                        .. root.Items("valves").Where(v => v.Need("open").GetBoolean()).Select(v => new SteadyLink(
                            FormattableString.Invariant($"valve {v.Need("id").GetInt32()}"), At(v, "from"), At(v, "to"), 1.0)),
                        .. Optional(root, "compressors").Select(c => new SteadyLink(
                            FormattableString.Invariant($"compressor {c.Need("id").GetInt32()}"), At(c, "from"), At(c, "to"),
                            c.Number("pressure_ratio_to_over_from"))),
                    ],
                    Pumps =
                    [
                        .. root.Items("pumps").Select(p => new SteadyPump(
                            FormattableString.Invariant($"pump {p.Need("id").GetInt32()}"), At(p, "from"), At(p, "to"),
                            [.. p.Items("reg_par").Select(c => c.GetDouble())])),
                    ],
                    Regulators =
                    [
                        .. Optional(root, "regulators").Select(r => new SteadyRegulator(
                            FormattableString.Invariant($"regulator {r.Need("id").GetInt32()}"), At(r, "from"), At(r, "to"),
                            (r.Number("p_set_bar_gauge") * CaseJson.Bar) + ambient[At(r, "to")])),
                    ],
                }),
            ],
        };
    }

    private static JsonElement[] Optional(JsonElement root, string name) => root.TryGetProperty(name, out _) ? [.. root.Items(name)] : [];

    private static SteadyCase Links(JsonElement root)
    {
        var nodes = root.Items("nodes").Select(n => n.GetString()!).ToList();
        var index = nodes.Select((n, i) => (n, i)).ToDictionary(n => n.n, n => n.i, StringComparer.Ordinal);
        int At(JsonElement e, string name) => index[e.Text(name)];
        var withdrawal = new double[nodes.Count];
        foreach (var flow in root.Need("withdrawal_kg_s").EnumerateObject())
        {
            withdrawal[index[flow.Name]] += flow.Value.GetDouble();
        }

        var gas = root.Need("gas");
        var temperature = gas.Number("T_K");
        var rt = gas.Number("R_specific_J_kgK") * temperature;
        SteadyModel Model(JsonElement eos) => new()
        {
            Gas = new(rt, temperature, 1e-5, Compressibility.Reciprocal(eos.Number("b1"), eos.Number("b2_per_Pa"))),
            Friction = FrictionLaw.Given,
            Nodes = nodes,
            FixedPa = root.Need("fixed_pressure_Pa").EnumerateObject().ToDictionary(f => index[f.Name], f => f.Value.GetDouble()),
            WithdrawalKgPerS = withdrawal,
            Pipes =
            [
                .. root.Items("pipes").Select(p => new SteadyPipe(
                    $"pipe {p.Need("id").GetString()}", At(p, "from"), At(p, "to"), p.Number("length_m"),
                    p.Number("diameter_m"), 0.0, 0.0, p.Number("darcy_friction_factor"))),
            ],
            Links =
            [
                .. root.Items("links").Select(l => new SteadyLink(
                    l.Text("id"), At(l, "from"), At(l, "to"), l.Number("pressure_ratio_to_over_from"))),
            ],
        };
        return new SteadyCase
        {
            Name = root.Text("name"),
            Format = "gasref-steady-friction/1",
            AmbientPa = new double[nodes.Count],
            Variants = [.. gas.Need("eos").EnumerateObject().Select(e => (e.Name, Model(e.Value)))],
        };
    }
}
