using System.Globalization;
using System.Text.Json;

namespace Testbed.GasNetwork.Cases;

/// <summary>Reads the case format <c>gasref-odorant/1</c>. Pure: text in, case out; thread safe.</summary>
public static class OdorantCaseReader
{
    private const string Format = "gasref-odorant/1";

    /// <summary>Reads a case.</summary>
    /// <exception cref="CaseFormatException">It is no JSON, of another format, or a field is missing or of the wrong kind.</exception>
    public static OdorantCase Read(string json) => CaseJson.Read(json, (format, root) =>
        format == Format ? Case(root) : throw new CaseFormatException(CaseJson.NotOf(format, "odorant", Format)));

    private static OdorantCase Case(JsonElement root)
    {
        var hasReference = root.TryGetProperty("reference", out var reference);
        var model = CaseJson.Net(root.Need("net"), CaseJson.Gas(root.Need("gas")));
        T[] PerNode<T>(string name, Func<JsonElement, T> read) => !hasReference ? [] :
            [.. Enumerable.Range(0, model.Nodes.Count).Select(n => read(reference.Need(name).Need(n.ToString(CultureInfo.InvariantCulture))))];
        return new OdorantCase
        {
            Name = root.Text("name"),
            Model = model,
            Places = CaseJson.Places(root.Need("net").Items("nodes"), n => (n[0].GetDouble(), n[1].GetDouble())),
            FlowKgPerS = hasReference ? [.. reference.Items("mdot_kg_s").Select(v => v.GetDouble())] : [],
            PipeDelayS = hasReference ? [.. reference.Items("pipe_delay_s").Select(v => v.GetDouble())] : [],
            Fronts = PerNode<IReadOnlyList<(double, double)>>("node_steps", s => [.. s.EnumerateArray().Select(f => (f[0].GetDouble(), f[1].GetDouble()))]),
            MeanAgeS = PerNode("mean_age_s", a => a.GetDouble()),
        };
    }
}
