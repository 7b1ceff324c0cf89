using System.Globalization;
using System.Text.Json;
using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Cases;

/// <summary>A case file that cannot be used; the message says where and why.</summary>
public sealed class CaseFormatException(string message) : Exception(message);

/// <summary>What the case formats share: the envelope, the gas, and nets as columns of numbers.</summary>
internal static class CaseJson
{
    /// <summary>Pa.</summary>
    public const double Bar = 1e5;

    private static readonly string[] Solved = ["gasnet-bench/1", "gasref-stanet/1", "gasref-steady-friction/1"];
    private static readonly string[] Simulated = ["gasref-transient/1", "gasref-odorant/1", "gasref-linepack/1"];

    /// <summary>Reads a case by its format; whatever is wrong with the text comes out as <see cref="CaseFormatException"/>.</summary>
    public static TCase Read<TCase>(string json, Func<string, JsonElement, TCase> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement.Text("format"), document.RootElement);
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

    /// <summary>Says that a case is of another format than wanted, and who can use it.</summary>
    public static string NotOf(string format, string kind, string wanted)
    {
        var user = Solved.Contains(format) ? "; it is solved by 'gas solve'" : Simulated.Contains(format) ? "; it is run by 'gas simulate'" : "";
        return $"format '{format}' is no {kind} case, which is {wanted}{user}";
    }

    /// <summary>A gas by its normal density, with Z linear in pressure; the temperature is its own unless another is named.</summary>
    public static SteadyGas Gas(JsonElement gas, double? temperatureK = null)
    {
        var temperature = temperatureK ?? gas.Number("T_K");
        var normal = gas.Number("p_n_bar") * Bar;
        return new(
            normal * temperature / (gas.Number("rho_n_kg_m3") * gas.Number("T_n_K")), temperature,
            gas.Number("viscosity_Pa_s"),
            Compressibility.Linear(gas.Number("Z_slope_per_bar") / Bar, gas.Number("Z_offset")));
    }

    /// <summary>Where nodes lie; nothing where they all lie in one place.</summary>
    public static (double X, double Y)[]? Places(IEnumerable<JsonElement> nodes, Func<JsonElement, (double X, double Y)> place)
    {
        (double X, double Y)[] places = [.. nodes.Select(place)];
        return places.Distinct().Take(2).Count() > 1 ? places : null;
    }

    /// <summary>A net in columns: <c>nodes</c>, <c>pipes</c>, <c>sources</c>, <c>sinks</c>, <c>regulators</c>.</summary>
    public static SteadyModel Net(JsonElement net, SteadyGas gas)
    {
        var heights = net.Items("nodes").Select(n => n[2].GetDouble()).ToArray();
        double Pa(JsonElement gaugeBar, JsonElement node) => (gaugeBar.GetDouble() * Bar) + BarometricFormula.AmbientPa(heights[node.GetInt32()]);
        var withdrawal = new double[heights.Length];
        foreach (var sink in net.Items("sinks"))
        {
            withdrawal[sink[0].GetInt32()] += sink[1].GetDouble();
        }

        return new SteadyModel
        {
            Gas = gas,
            Nodes = [.. heights.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))],
            HeightM = heights,
            FixedPa = net.Items("sources").ToDictionary(s => s[0].GetInt32(), s => Pa(s[1], s[0])),
            WithdrawalKgPerS = withdrawal,
            Pipes =
            [
                .. net.Items("pipes").Select((p, i) => new SteadyPipe(
                    FormattableString.Invariant($"pipe {i}"), p[0].GetInt32(), p[1].GetInt32(), p[2].GetDouble(), p[3].GetDouble(), p[4].GetDouble() / 1000.0)),
            ],
            Regulators =
            [
                .. net.Items("regulators").Select((r, i) => new SteadyRegulator(
                    FormattableString.Invariant($"regulator {i}"), r[0].GetInt32(), r[1].GetInt32(), Pa(r[2], r[1]))),
            ],
        };
    }
}
