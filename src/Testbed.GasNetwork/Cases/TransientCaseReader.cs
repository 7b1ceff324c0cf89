using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Testbed.GasNetwork.Steady;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Cases;

/// <summary>Reads the transient case format <c>gasref-transient/1</c>. Pure: text in, case out; thread safe.</summary>
public static partial class TransientCaseReader
{
    /// <summary>For gases whose case gives no viscosity, because its friction factor is given.</summary>
    private const double AnyViscosityPaS = 1e-5;
    private const string Format = "gasref-transient/1";

    /// <summary>In the names of fields for equipment that the transient solver does not know.</summary>
    private static readonly string[] Foreign = ["compressor", "valve", "link", "pump", "storage", "leak", "heater"];

    /// <summary>Reads a case.</summary>
    /// <exception cref="CaseFormatException">It is no JSON, of another format, or a field is missing or of the wrong kind.</exception>
    public static TransientCase Read(string json) => CaseJson.Read(json, (format, root) =>
        format == Format ? Case(root) : throw new CaseFormatException(CaseJson.NotOf(format, "transient", Format)));

    private static TransientCase Case(JsonElement root)
    {
        if (root.EnumerateObject().Select(p => p.Name).FirstOrDefault(IsForeign) is { } foreign)
        {
            throw new CaseFormatException($"'{foreign}' stands for equipment that transient cases cannot hold; leaving it out would change the results");
        }

        var nodes = root.Items("nodes").Select(n => n.ValueKind == JsonValueKind.Object ? n.Need("id").ToString() : n.ToString()).ToArray();
        var index = nodes.Select((id, i) => (id, i)).ToDictionary(n => n.id, n => n.i);
        int At(JsonElement e, string name) => index[e.Need(name).ToString()];
        var pipes = root.Items("pipes").Select(p => Pipe(p, At(p, "from"), At(p, "to"))).ToArray();
        var isGiven = pipes.All(p => p.GivenFriction > 0.0);
        if (!isGiven && pipes.Any(p => p.GivenFriction > 0.0))
        {
            throw new CaseFormatException("pipes with a friction factor do not mix with pipes with a roughness");
        }

        var end = root.Number("t_end_s");
        var boundary = root.Need("boundary");
        return new TransientCase
        {
            Name = root.Text("name"),
            EndSeconds = end,
            OutputSeconds = root.TryGetProperty("reference", out var reference) && reference.TryGetProperty("time_s", out var times) ? Numbers(times) : [end],
            Profiles = pipes.Length == 1 ? Profiles(reference) : [],
            Snapshots = pipes.Length == 1 ? Snapshots(reference) : [],
            RestPa = RestPressure(root.Text("initial")),
            Model = new TransientModel
            {
                Gas = Gas(root.Need("gas")),
                Friction = isGiven ? FrictionLaw.Given : FrictionLaw.Nikuradse,
                Nodes = nodes,
                HeightM = Heights(root),
                Pipes = pipes,
                Sources = Sources(root, boundary, index),
                Withdrawals = Withdrawals(boundary, index),
                Regulators = root.TryGetProperty("regulators", out var regulators)
                    ? [.. regulators.EnumerateArray().Select(r => Regulator(r, At(r, "from"), At(r, "to")))] : [],
            },
        };
    }

    private static bool IsForeign(string field) => Foreign.Any(f => field.Contains(f, StringComparison.OrdinalIgnoreCase));

    private static double[] Heights(JsonElement root)
    {
        var heights = root.Items("nodes").Select(n => n.ValueKind == JsonValueKind.Object ? Number(n, "height_m", 0.0) : 0.0).ToArray();
        return Array.Exists(heights, h => h != 0.0) ? heights : [];
    }

    private static TransientProfile[] Profiles(JsonElement reference) =>
        reference.ValueKind == JsonValueKind.Object && reference.TryGetProperty("profiles", out var profiles)
            ? [.. profiles.EnumerateArray().Select(p => new TransientProfile(p.Number("time_s"), Numbers(p, "x_m"), Numbers(p, "x_flow_m")))] : [];

    private static (string, IReadOnlyList<double>)[] Snapshots(JsonElement reference) => reference.ValueKind != JsonValueKind.Object ? [] :
    [
        .. reference.EnumerateObject().Where(p => p.Name.EndsWith("_outlet", StringComparison.Ordinal) && p.Value.ValueKind == JsonValueKind.Object)
            .Select(p => (p.Name, (IReadOnlyList<double>)Numbers(p.Value.Need("time_s")))),
    ];

    private static SteadyPipe Pipe(JsonElement p, int from, int to) => new(
        $"pipe {p.Need("id")}", from, to, p.Number("length_m"), p.Number("diameter_m"),
        Number(p, "roughness_mm", 0.0) / 1_000.0, GivenFriction: Number(p, "darcy_friction_factor", 0.0));

    private static SteadyRegulator Regulator(JsonElement r, int from, int to) =>
        new($"regulator {r.Need("id")}", from, to, r.Number("p_set_Pa"));

    private static SteadyGas Gas(JsonElement gas) => new(
        gas.Number("RT"), gas.Number("T_K"), Number(gas, "viscosity_Pa_s", AnyViscosityPaS),
        Compressibility.Linear(Number(gas, "Z_slope_per_Pa", 0.0)));

    private static List<TransientSource> Sources(JsonElement root, JsonElement boundary, Dictionary<string, int> index)
    {
        var sources = new List<TransientSource>();
        if (boundary.TryGetProperty("pressure_Pa", out var pressures))
        {
            sources.AddRange(pressures.EnumerateObject().Select(p => new TransientSource(index[p.Name], Series(p.Value))));
        }

        if (root.TryGetProperty("city_gate", out var gate))
        {
            sources.Add(new(
                index[gate.Need("node").ToString()], TimeSeries.Constant(gate.Number("p_Pa")),
                Number(gate, "closes_at_s", double.PositiveInfinity)));
        }

        return sources;
    }

    private static List<TransientWithdrawal> Withdrawals(JsonElement boundary, Dictionary<string, int> index)
    {
        var withdrawals = new List<TransientWithdrawal>();
        if (boundary.TryGetProperty("withdrawal_kg_s", out var given))
        {
            withdrawals.AddRange(given.EnumerateObject().Select(w => new TransientWithdrawal(index[w.Name], Series(w.Value))));
        }

        if (boundary.TryGetProperty("base_withdrawal_kg_s", out var bases))
        {
            var factor = boundary.TryGetProperty("factor", out var text) ? Factor(text.GetString()!) : TimeSeries.Constant(1.0);
            withdrawals.AddRange(bases.EnumerateObject().Select(w => new TransientWithdrawal(index[w.Name], factor, w.Value.GetDouble())));
        }

        return withdrawals;
    }

    private static TimeSeries Series(JsonElement series) => TimeSeries.Linear(Numbers(series.Need("time")), Numbers(series.Need("value")));

    private static TimeSeries Factor(string text)
    {
        var match = SineFactor().Match(text);
        double Group(int i) => double.Parse(match.Groups[i].Value, CultureInfo.InvariantCulture);
        return match.Success ? TimeSeries.Sine(Group(1), Group(2), Group(3)) : throw new CaseFormatException($"factor '{text}' is not 'a + b*sin(2*pi*t/c)'");
    }

    private static double? RestPressure(string text)
    {
        if (text.StartsWith("steady", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var match = Rest().Match(text);
        return match.Success
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new CaseFormatException($"initial '{text}' is neither 'steady ...' nor 'p = <number> Pa, q = 0 ...'");
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];

    private static double[] Numbers(JsonElement element, string name) => element.TryGetProperty(name, out var values) ? Numbers(values) : [];

    private static double Number(JsonElement element, string name, double otherwise) =>
        element.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;

    [GeneratedRegex(@"^\s*([0-9.eE+-]+)\s*\+\s*([0-9.eE+-]+)\s*\*\s*sin\(2\*pi\*t/([0-9.eE+-]+)\)\s*$")]
    private static partial Regex SineFactor();

    [GeneratedRegex(@"^p = ([0-9.eE+-]+) Pa, q = 0")]
    private static partial Regex Rest();
}
