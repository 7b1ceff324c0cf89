using System.Globalization;
using System.Text.Json;
using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Cases;

/// <summary>Reads the case format <c>gasref-odorant/1</c>. Pure: text in, case out; thread safe.</summary>
public static class OdorantCaseReader
{
    private const string Format = "gasref-odorant/1";
    private const double Bar = 1e5;

    /// <summary>Reads a case.</summary>
    /// <exception cref="CaseFormatException">It is no JSON, of another format, or a field is missing or of the wrong kind.</exception>
    public static OdorantCase Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var format = root.GetProperty("format").GetString();
            return format == Format ? Case(root) : throw new CaseFormatException($"format '{format}' is not {Format}");
        }
        catch (JsonException e)
        {
            throw new CaseFormatException($"no JSON: {e.Message}");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new CaseFormatException($"a field is missing or of the wrong kind: {e.Message}");
        }
    }

    private static OdorantCase Case(JsonElement root)
    {
        var reference = root.GetProperty("reference");
        var model = Model(root.GetProperty("net"), root.GetProperty("gas"));
        T[] PerNode<T>(string name, Func<JsonElement, T> read) =>
            [.. Enumerable.Range(0, model.Nodes.Count).Select(n => read(reference.GetProperty(name).GetProperty(n.ToString(CultureInfo.InvariantCulture))))];
        return new OdorantCase
        {
            Name = root.GetProperty("name").GetString()!,
            Model = model,
            FlowKgPerS = [.. reference.GetProperty("mdot_kg_s").EnumerateArray().Select(v => v.GetDouble())],
            PipeDelayS = [.. reference.GetProperty("pipe_delay_s").EnumerateArray().Select(v => v.GetDouble())],
            Fronts = PerNode<IReadOnlyList<(double, double)>>("node_steps", s => [.. s.EnumerateArray().Select(f => (f[0].GetDouble(), f[1].GetDouble()))]),
            MeanAgeS = PerNode("mean_age_s", a => a.GetDouble()),
        };
    }

    private static SteadyModel Model(JsonElement net, JsonElement gas)
    {
        var heights = net.GetProperty("nodes").EnumerateArray().Select(n => n[2].GetDouble()).ToArray();
        double AmbientPa(JsonElement node) => BarometricFormula.AmbientPa(heights[node.GetInt32()]);
        var withdrawal = new double[heights.Length];
        foreach (var sink in net.GetProperty("sinks").EnumerateArray())
        {
            withdrawal[sink[0].GetInt32()] += sink[1].GetDouble();
        }

        var temperature = gas.GetProperty("T_K").GetDouble();
        var rt = gas.GetProperty("p_n_bar").GetDouble() * Bar * temperature
            / (gas.GetProperty("rho_n_kg_m3").GetDouble() * gas.GetProperty("T_n_K").GetDouble());
        return new SteadyModel
        {
            Gas = new(
                rt, temperature, gas.GetProperty("viscosity_Pa_s").GetDouble(),
                Compressibility.Linear(gas.GetProperty("Z_slope_per_bar").GetDouble() / Bar, gas.GetProperty("Z_offset").GetDouble())),
            Friction = FrictionLaw.Nikuradse,
            Nodes = [.. heights.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))],
            HeightM = heights,
            FixedPa = net.GetProperty("sources").EnumerateArray().ToDictionary(s => s[0].GetInt32(), s => (s[1].GetDouble() * Bar) + AmbientPa(s[0])),
            WithdrawalKgPerS = withdrawal,
            Pipes =
            [
                .. net.GetProperty("pipes").EnumerateArray().Select((p, i) => new SteadyPipe(
                    FormattableString.Invariant($"pipe {i}"), p[0].GetInt32(), p[1].GetInt32(), p[2].GetDouble(), p[3].GetDouble(), p[4].GetDouble() / 1000.0)),
            ],
            Regulators =
            [
                .. net.GetProperty("regulators").EnumerateArray().Select((r, i) => new SteadyRegulator(
                    FormattableString.Invariant($"regulator {i}"), r[0].GetInt32(), r[1].GetInt32(), (r[2].GetDouble() * Bar) + AmbientPa(r[1]))),
            ],
        };
    }
}
