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

    /// <summary>Reads a case by its format; whatever is wrong with the text comes out as <see cref="CaseFormatException"/>.</summary>
    public static TCase Read<TCase>(string json, Func<string?, JsonElement, TCase> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement.GetProperty("format").GetString(), document.RootElement);
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

    /// <summary>A gas by its normal density, with Z linear in pressure; the temperature is its own unless another is named.</summary>
    public static SteadyGas Gas(JsonElement gas, double? temperatureK = null)
    {
        var temperature = temperatureK ?? gas.GetProperty("T_K").GetDouble();
        var normal = gas.GetProperty("p_n_bar").GetDouble() * Bar;
        return new(
            normal * temperature / (gas.GetProperty("rho_n_kg_m3").GetDouble() * gas.GetProperty("T_n_K").GetDouble()), temperature,
            gas.GetProperty("viscosity_Pa_s").GetDouble(),
            Compressibility.Linear(gas.GetProperty("Z_slope_per_bar").GetDouble() / Bar, gas.GetProperty("Z_offset").GetDouble()));
    }

    /// <summary>A net in columns: <c>nodes</c>, <c>pipes</c>, <c>sources</c>, <c>sinks</c>, <c>regulators</c>.</summary>
    public static SteadyModel Net(JsonElement net, SteadyGas gas)
    {
        var heights = net.GetProperty("nodes").EnumerateArray().Select(n => n[2].GetDouble()).ToArray();
        double Pa(JsonElement gaugeBar, JsonElement node) => (gaugeBar.GetDouble() * Bar) + BarometricFormula.AmbientPa(heights[node.GetInt32()]);
        var withdrawal = new double[heights.Length];
        foreach (var sink in net.GetProperty("sinks").EnumerateArray())
        {
            withdrawal[sink[0].GetInt32()] += sink[1].GetDouble();
        }

        return new SteadyModel
        {
            Gas = gas,
            Nodes = [.. heights.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))],
            HeightM = heights,
            FixedPa = net.GetProperty("sources").EnumerateArray().ToDictionary(s => s[0].GetInt32(), s => Pa(s[1], s[0])),
            WithdrawalKgPerS = withdrawal,
            Pipes =
            [
                .. net.GetProperty("pipes").EnumerateArray().Select((p, i) => new SteadyPipe(
                    FormattableString.Invariant($"pipe {i}"), p[0].GetInt32(), p[1].GetInt32(), p[2].GetDouble(), p[3].GetDouble(), p[4].GetDouble() / 1000.0)),
            ],
            Regulators =
            [
                .. net.GetProperty("regulators").EnumerateArray().Select((r, i) => new SteadyRegulator(
                    FormattableString.Invariant($"regulator {i}"), r[0].GetInt32(), r[1].GetInt32(), Pa(r[2], r[1]))),
            ],
        };
    }
}
