using System.Text.Json;
using System.Text.Json.Nodes;
using Testbed.GasNetwork.Steady;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Cases;

/// <summary>Reads the case format <c>gasref-linepack/1</c>: a list of cases, whose kind shows in their fields. Pure; thread safe.</summary>
public static class LinePackCaseReader
{
    /// <summary>Where no friction is given it does not matter, and any will do.</summary>
    private const double AnyFriction = 0.012;
    private const double AnyViscosityPaS = 1.07e-5;
    private const double SmoothM = 1e-6;
    private const string Format = "gasref-linepack/1";

    /// <summary>Reads the cases.</summary>
    /// <exception cref="CaseFormatException">It is no JSON, of another format, or a field is missing or of the wrong kind.</exception>
    public static IReadOnlyList<LinePackCase> Read(string json) => CaseJson.Read(json, (format, root) =>
        format == Format ? Cases(root) : throw new CaseFormatException(CaseJson.NotOf(format, "line-pack", Format)));

    /// <summary>The results in the keys of the cases: as the list <c>cases</c> in their order, and each under its id.</summary>
    public static string Write(string name, IReadOnlyList<LinePackOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        JsonObject Results(LinePackOutcome outcome)
        {
            var values = new JsonObject { ["id"] = outcome.Id, ["converged"] = outcome.Problem is null };
            foreach (var value in outcome.Values)
            {
                values[value.Key] = value.IsSeries ? CaseText.Array(value.Values) : CaseText.Number(value.Values[0]);
            }

            return values;
        }

        var results = new JsonObject { ["cases"] = new JsonArray([.. outcomes.Select(Results)]) };
        foreach (var outcome in outcomes)
        {
            results[outcome.Id] = Results(outcome);
        }

        return CaseText.Of(name, results);
    }

    private static LinePackCase[] Cases(JsonElement root)
    {
        var gas = root.Need("gas");
        return [.. root.Items("cases").Select(c => Case(c, gas))];
    }

    private static LinePackCase Case(JsonElement c, JsonElement gas)
    {
        var id = c.Text("id");
        bool Has(string name) => c.TryGetProperty(name, out _);
        return Has("dq_kg_s") ? new SmallStepCase
        {
            Id = id, Pipe = Pipe(c, gas, hasLaw: !Has("darcy_lambda"), 100), InletPa = c.Number("p_in_Pa"),
            FlowKgPerS = Has("darcy_lambda") ? c.Number("q0_kg_s") : 0.0, MoreKgPerS = c.Number("dq_kg_s"), TimeS = Numbers(c, "t_s"),
        }
        : Has("withdrawal_kg_s") ? new DrawDownCase
        {
            Id = id, Pipe = Pipe(c, gas, hasLaw: false, 50) with { HasInertia = true, StepTolerance = 1e-6 }, StartPa = c.Number("p0_Pa"),
            WithdrawalKgPerS = c.Number("withdrawal_kg_s"), TimeS = Numbers(c, "t_s"),
        }
        : Has("q_kg_s") ? new SteadyLinePackCase
        {
            Id = id, Pipe = Pipe(c, gas, hasLaw: false, 100) with { HasInertia = true, StepTolerance = 1e-6 }, InletPa = c.Number("p_in_Pa"),
            FlowKgPerS = c.Number("q_kg_s"),
        }
        : throw new CaseFormatException($"case '{id}' has neither 'q_kg_s', 'withdrawal_kg_s' nor 'dq_kg_s', so what happens in it is unknown");
    }

    private static TransientModel Pipe(JsonElement c, JsonElement gas, bool hasLaw, int cells)
    {
        var length = c.Number("L_m");
        var (id, friction) = (c.Text("id"), c.TryGetProperty("darcy_lambda", out _) ? c.Number("darcy_lambda") : AnyFriction);
        return new TransientModel
        {
            Gas = new(
                (c.TryGetProperty("RT", out _) ? c : gas).Number("RT"), gas.Number("T_K"),
                c.TryGetProperty("viscosity_Pa_s", out _) ? c.Number("viscosity_Pa_s") : AnyViscosityPaS, Compressibility.Ideal),
            Nodes = [$"{id} inlet", $"{id} outlet"],
            Pipes = [new(id, 0, 1, length, c.Number("D_m"), SmoothM, 0.0, hasLaw ? 0.0 : friction)],
            Friction = hasLaw ? FrictionLaw.Nikuradse : FrictionLaw.Given,
            LargestCellM = length / cells,
            HasInertia = false,
            // The changes looked for are parts in a million of the pressure.
            StepTolerance = 1e-11,
        };
    }

    private static double[] Numbers(JsonElement element, string name) => [.. element.Items(name).Select(v => v.GetDouble())];
}
