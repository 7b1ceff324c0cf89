using System.Text.Json;
using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Cases;

/// <summary>
/// Reads the steady case formats <c>gasnet-bench/1</c>, <c>gasref-stanet/1</c> and <c>gasref-steady-friction/1</c>. Pure: text in, case out; thread safe.
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
        _ => throw new CaseFormatException($"format '{format}' is no steady case; gasnet-bench/1, gasref-stanet/1 and gasref-steady-friction/1 are"),
    });

    private static SteadyCase Bench(JsonElement root)
    {
        var model = CaseJson.Net(root, CaseJson.Gas(root.GetProperty("gas")));
        var keys = root.TryGetProperty("results", out var results) ? results.EnumerateObject().Select(r => r.Name).Where(Frictions.ContainsKey).ToList() : [];
        return new SteadyCase
        {
            Name = root.GetProperty("name").GetString()!,
            Format = "gasnet-bench/1",
            AmbientPa = [.. model.HeightM.Select(BarometricFormula.AmbientPa)],
            Variants = [.. (keys.Count > 0 ? keys : ["nikuradse"]).Select(k => (k, model with { Friction = Frictions[k] }))],
        };
    }

    private static SteadyCase Stanet(JsonElement root)
    {
        var nodes = root.GetProperty("nodes").EnumerateArray().ToList();
        var index = nodes.Select((n, i) => (Id: n.GetProperty("id").GetInt32(), i)).ToDictionary(n => n.Id, n => n.i);
        int At(JsonElement e, string name) => index[e.GetProperty(name).GetInt32()];
        var heights = nodes.Select(n => n.GetProperty("height_m").GetDouble()).ToArray();
        var ambient = heights.Select(BarometricFormula.AmbientPa).ToArray();
        var withdrawal = new double[nodes.Count];
        foreach (var (list, sign) in new[] { ("sinks", 1.0), ("injections", -1.0) })
        {
            foreach (var flow in root.GetProperty(list).EnumerateArray())
            {
                withdrawal[At(flow, "node")] += sign * flow.GetProperty("mdot_kg_per_s").GetDouble();
            }
        }

        var law = root.GetProperty("friction_model").GetString()!;
        return new SteadyCase
        {
            Name = root.GetProperty("name").GetString()!,
            Format = "gasref-stanet/1",
            AmbientPa = ambient,
            Variants =
            [
                (law, new SteadyModel
                {
                    Gas = CaseJson.Gas(root.GetProperty("gas"), nodes[0].GetProperty("T_K").GetDouble()),
                    Friction = Frictions[law],
                    Nodes = [.. nodes.Select(n => FormattableString.Invariant($"{n.GetProperty("id").GetInt32()}"))],
                    HeightM = heights,
                    FixedPa = root.GetProperty("sources").EnumerateArray()
                        .ToDictionary(s => At(s, "node"), s => (s.GetProperty("p_bar_gauge").GetDouble() * CaseJson.Bar) + ambient[At(s, "node")]),
                    WithdrawalKgPerS = withdrawal,
                    Pipes =
                    [
                        .. root.GetProperty("pipes").EnumerateArray().Where(p => p.GetProperty("in_service").GetBoolean()).Select(p => new SteadyPipe(
                            FormattableString.Invariant($"pipe {p.GetProperty("id").GetInt32()}"), At(p, "from"), At(p, "to"), p.GetProperty("length_m").GetDouble(),
                            p.GetProperty("diameter_m").GetDouble(), p.GetProperty("roughness_mm").GetDouble() / 1000.0, p.GetProperty("zeta").GetDouble())),
                    ],
                    Links =
                    [
                        .. root.GetProperty("valves").EnumerateArray().Where(v => v.GetProperty("open").GetBoolean()).Select(v => new SteadyLink(
                            FormattableString.Invariant($"valve {v.GetProperty("id").GetInt32()}"), At(v, "from"), At(v, "to"), 1.0)),
                    ],
                    Pumps =
                    [
                        .. root.GetProperty("pumps").EnumerateArray().Select(p => new SteadyPump(
                            FormattableString.Invariant($"pump {p.GetProperty("id").GetInt32()}"), At(p, "from"), At(p, "to"),
                            [.. p.GetProperty("reg_par").EnumerateArray().Select(c => c.GetDouble())])),
                    ],
                }),
            ],
        };
    }

    private static SteadyCase Links(JsonElement root)
    {
        var nodes = root.GetProperty("nodes").EnumerateArray().Select(n => n.GetString()!).ToList();
        var index = nodes.Select((n, i) => (n, i)).ToDictionary(n => n.n, n => n.i, StringComparer.Ordinal);
        int At(JsonElement e, string name) => index[e.GetProperty(name).GetString()!];
        var withdrawal = new double[nodes.Count];
        foreach (var flow in root.GetProperty("withdrawal_kg_s").EnumerateObject())
        {
            withdrawal[index[flow.Name]] += flow.Value.GetDouble();
        }

        var gas = root.GetProperty("gas");
        var temperature = gas.GetProperty("T_K").GetDouble();
        var rt = gas.GetProperty("R_specific_J_kgK").GetDouble() * temperature;
        SteadyModel Model(JsonElement eos) => new()
        {
            Gas = new(rt, temperature, 1e-5, Compressibility.Reciprocal(eos.GetProperty("b1").GetDouble(), eos.GetProperty("b2_per_Pa").GetDouble())),
            Friction = FrictionLaw.Given,
            Nodes = nodes,
            FixedPa = root.GetProperty("fixed_pressure_Pa").EnumerateObject().ToDictionary(f => index[f.Name], f => f.Value.GetDouble()),
            WithdrawalKgPerS = withdrawal,
            Pipes =
            [
                .. root.GetProperty("pipes").EnumerateArray().Select(p => new SteadyPipe(
                    $"pipe {p.GetProperty("id").GetString()}", At(p, "from"), At(p, "to"), p.GetProperty("length_m").GetDouble(),
                    p.GetProperty("diameter_m").GetDouble(), 0.0, 0.0, p.GetProperty("darcy_friction_factor").GetDouble())),
            ],
            Links =
            [
                .. root.GetProperty("links").EnumerateArray().Select(l => new SteadyLink(
                    l.GetProperty("id").GetString()!, At(l, "from"), At(l, "to"), l.GetProperty("pressure_ratio_to_over_from").GetDouble())),
            ],
        };
        return new SteadyCase
        {
            Name = root.GetProperty("name").GetString()!,
            Format = "gasref-steady-friction/1",
            AmbientPa = new double[nodes.Count],
            Variants = [.. gas.GetProperty("eos").EnumerateObject().Select(e => (e.Name, Model(e.Value)))],
        };
    }
}
