using System.Text.Json;
using System.Text.Json.Nodes;

namespace Testbed.GasNetwork.Cases;

/// <summary>The envelope of result files: <c>{"name": ..., "results": {...}}</c>.</summary>
internal static class CaseText
{
    /// <summary>How files are written.</summary>
    public static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>A result file.</summary>
    public static string Of(string name, JsonNode results) => new JsonObject { ["name"] = name, ["results"] = results }.ToJsonString(Options) + "\n";

    /// <summary>Numbers; what is none, such as the age of gas that never comes, is null.</summary>
    public static JsonArray Array(IEnumerable<double> values) => new([.. values.Select(Number)]);

    /// <inheritdoc cref="Array"/>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
