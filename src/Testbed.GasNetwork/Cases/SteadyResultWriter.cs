using System.Text.Json.Nodes;
using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Cases;

/// <summary>Writes the results of a steady case in the keys and the order of its own format, so that anybody can compare. Pure; thread safe.</summary>
public static class SteadyResultWriter
{
    private const double Bar = 1e5;

    /// <summary>The results as JSON text.</summary>
    /// <param name="problem">The case.</param>
    /// <param name="results">States by the key of their variant.</param>
    public static string Write(SteadyCase problem, IReadOnlyList<(string Key, SteadyModel Model, SteadyState State)> results)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(results);
        var body = new JsonObject();
        foreach (var (key, model, state) in results)
        {
            body[key] = problem.Format switch
            {
                "gasnet-bench/1" => Bench(problem, state),
                "gasref-stanet/1" => Stanet(problem, model, state),
                _ => Links(model, state),
            };
            if (problem.Format == "gasref-stanet/1")
            {
                // The case keeps what each code gives under that code's name; ours stands beside each of them.
                (body["stanet"], body["pandapipes"]) = (body[key]!.DeepClone(), body[key]!.DeepClone());
            }
        }

        return CaseText.Of(problem.Name, body);
    }

    private static JsonObject Bench(SteadyCase problem, SteadyState state) => new()
    {
        ["converged"] = state.Converged,
        ["worst_residual_kg_s"] = state.WorstResidualKgPerS,
        ["p_bar_gauge"] = new JsonArray([.. state.PressurePa.Select((p, i) => (JsonNode)((p - problem.AmbientPa[i]) / Bar))]),
        ["mdot_kg_per_s"] = new JsonArray([.. state.PipeFlowKgPerS.Select(m => (JsonNode)m)]),
        ["regulator_mdot_kg_per_s"] = new JsonArray([.. state.RegulatorFlowKgPerS.Select(m => (JsonNode)m)]),
    };

    private static JsonObject Stanet(SteadyCase problem, SteadyModel model, SteadyState state)
    {
        JsonObject PerPipe(Func<int, double> value) =>
            new(model.Pipes.Select((p, i) => KeyValuePair.Create(Number(p.Id), (JsonNode?)value(i))));
        var factor = HeadLawChoice.Of(model.Friction, model.Gas, new FactorOfPipes(model));
        return new()
        {
            ["converged"] = state.Converged,
            ["p_bar_gauge"] = new JsonObject(model.Nodes.Select((n, i) =>
                KeyValuePair.Create(n, (JsonNode?)((state.PressurePa[i] - problem.AmbientPa[i]) / Bar)))),
            ["mdot_kg_per_s"] = PerPipe(i => state.PipeFlowKgPerS[i]),
            ["v_mean_m_s"] = PerPipe(i => MeanVelocity(model, state, i)),
            ["reynolds"] = PerPipe(i => Math.Abs(state.PipeFlowKgPerS[i]) * Geometry(model, i).ReynoldsPerFlow),
            ["darcy_lambda"] = PerPipe(i => factor(i, Math.Abs(state.PipeFlowKgPerS[i]))),
            ["pump_lift_bar"] = new JsonObject(model.Pumps.Select(p =>
                KeyValuePair.Create(p.Id["pump ".Length..], (JsonNode?)((state.PressurePa[p.To] - state.PressurePa[p.From]) / Bar)))),
        };
    }

    private static JsonObject Links(SteadyModel model, SteadyState state) => new()
    {
        ["converged"] = state.Converged,
        ["nodal_pressure_Pa"] = new JsonObject(model.Nodes.Select((n, i) => KeyValuePair.Create(n, (JsonNode?)state.PressurePa[i]))),
        ["pipe_flow_kg_s"] = new JsonObject(model.Pipes.Select((p, i) => KeyValuePair.Create(Number(p.Id), (JsonNode?)state.PipeFlowKgPerS[i]))),
        ["link_flow_kg_s"] = new JsonObject(model.Links.Select((l, i) => KeyValuePair.Create(l.Id, (JsonNode?)state.LinkFlowKgPerS[i]))),
    };

    /// <summary>Velocity at the mean pressure of the line pack, m/s.</summary>
    private static double MeanVelocity(SteadyModel model, SteadyState state, int pipe)
    {
        var (from, to) = (state.PressurePa[model.Pipes[pipe].From], state.PressurePa[model.Pipes[pipe].To]);
        var mean = 2.0 / 3.0 * (from + to - (from * to / (from + to)));
        var density = mean / (model.Gas.RtJPerKg * model.Gas.Compressibility.At(mean));
        return state.PipeFlowKgPerS[pipe] / (density * Geometry(model, pipe).AreaM2);
    }

    private static PipeGeometry Geometry(SteadyModel model, int pipe)
    {
        var p = model.Pipes[pipe];
        return new(p.LengthM, p.DiameterM, p.RoughnessM, p.LossCoefficient, model.Gas.ViscosityPaS, model.Gas.RtJPerKg);
    }

    /// <summary>Friction factor per pipe and flow, from the head that the law takes; at rest that of a rough pipe, as pandapipes has it.</summary>
    private sealed class FactorOfPipes(SteadyModel model) : IHeadLawUser<Func<int, double, double>>
    {
        private const double RoughReynolds = 1e12;

        public Func<int, double, double> Use<TLaw>(Func<SteadyPipe, TLaw> law)
            where TLaw : struct, IHeadLaw => (pipe, flow) =>
        {
            var geometry = Geometry(model, pipe);
            var at = flow > 0.0 ? flow : RoughReynolds / geometry.ReynoldsPerFlow;
            var total = law(model.Pipes[pipe]).HeadOf(at).Head / (geometry.HeadPerSquare * at * at);
            return (total - geometry.LossCoefficient) / geometry.Slenderness;
        };
    }

    private static string Number(string id) => id.StartsWith("pipe ", StringComparison.Ordinal) ? id[5..] : id;
}
