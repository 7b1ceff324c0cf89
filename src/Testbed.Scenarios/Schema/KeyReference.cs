using System.Text;
using System.Text.Json.Nodes;

namespace Testbed.Scenarios;

/// <summary>Writes the reference of all keys from a schema: one table per map.</summary>
internal static class KeyReference
{
    private const string Head =
        "# Keys of scenario.yaml\n\nMade from the binders; do not edit. `*` marks a required key. Units, references and rules that span the file: README.md.\n";

    /// <summary>The reference as Markdown.</summary>
    public static string Write(JsonObject schema)
    {
        var text = new StringBuilder(Head);
        Section(text, "(top level)", schema);
        foreach (var kind in schema["properties"]!["controls"]!["items"]!["allOf"]!.AsArray())
        {
            var entry = kind!["then"]!.AsObject();
            Section(text, $"controls, kind {entry["properties"]!["kind"]!["const"]}", entry);
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, string path, JsonObject map)
    {
        var required = (map["required"] ?? (map["anyOf"] as JsonArray)?[1]?["required"])?.AsArray().Select(k => k!.GetValue<string>()).ToList() ?? [];
        text.Append($"\n## {path}\n\n| key | type | meaning |\n|---|---|---|\n");
        var inner = new List<(string Path, JsonObject Map)>();
        foreach (var (key, value) in map["properties"]!.AsObject())
        {
            var schema = value!.AsObject();
            text.Append($"| `{key}`{(required.Contains(key) ? " *" : "")} | {TypeOf(schema)} | {schema["description"]} |\n");
            if (MapIn(schema) is { } found)
            {
                inner.Add(($"{(path[0] == '(' ? "" : path + ".")}{key}", found));
            }
        }

        foreach (var (innerPath, innerMap) in inner)
        {
            Section(text, innerPath, innerMap);
        }
    }

    private static JsonObject? MapIn(JsonNode? schema) => schema switch
    {
        JsonObject { } o when o["allOf"] is not null => null,
        JsonObject { } o when o["properties"] is not null => o,
        JsonObject { } o when o["items"] is { } items => MapIn(items),
        JsonObject { } o when o["anyOf"] is JsonArray options => options.Select(MapIn).FirstOrDefault(m => m is not null),
        _ => null,
    };

    private static string TypeOf(JsonObject schema)
    {
        if (schema["anyOf"] is JsonArray options)
        {
            return string.Join(" or ", options.Select(o => TypeOf(o!.AsObject())).Distinct());
        }

        if (schema["const"] is { } constant)
        {
            return $"`{constant}`";
        }

        if (schema["enum"] is JsonArray words)
        {
            return string.Join(", ", words.Select(w => $"`{w}`"));
        }

        return schema["type"]?.GetValue<string>() switch
        {
            "array" when schema["items"] is JsonObject { } items => $"list of {TypeOf(items)}",
            "object" => "map",
            "integer" when schema["minimum"] is { } min => $"whole number {min}..{schema["maximum"]}",
            "string" when schema["pattern"] is { } pattern => Readable(pattern.GetValue<string>()),
            "string" when schema["format"] is { } format => format.GetValue<string>(),
            { } type => type,
            null => "value",
        };
    }

    private static string Readable(string pattern) => pattern switch
    {
        _ when pattern.Contains("mbar", StringComparison.Ordinal) => "pressure with unit",
        _ when pattern.Contains("ms|s", StringComparison.Ordinal) => "duration",
        _ when pattern.Contains("SR ", StringComparison.Ordinal) => "requirement id",
        _ when pattern.Contains("T0", StringComparison.Ordinal) => "technique id",
        _ when pattern.Contains("[A-Za-z]", StringComparison.Ordinal) => "id",
        _ when pattern.Contains("{6}", StringComparison.Ordinal) => "vector as text",
        _ => "range a-b",
    };
}
