using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Testbed.Scenarios.Loading;

namespace Testbed.Scenarios;

/// <summary>
/// The JSON Schema (draft 2020-12) of the scenario format, made by asking the binders which keys they read and of what type. References, physics and
/// everything else that spans the file are beyond a schema: <see cref="ScenarioLoader"/> checks them.
/// </summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, LF line ends, ending in one.</summary>
    public static string Generate() => Build().ToJsonString(Options).ReplaceLineEndings("\n") + "\n";

    /// <summary>The reference of all keys as Markdown, from the same source.</summary>
    public static string GenerateKeyReference() => KeyReference.Write(Build());

    private static JsonObject Build()
    {
        var whole = ScenarioBinder.Document.Schema();
        var required = whole["required"]!.AsArray().Select(k => k!.GetValue<string>()).ToList();
        whole.Remove("required");

        // A variant takes from the scenario it extends what it does not state.
        var variant = new JsonObject { ["required"] = new JsonArray("extends", "id", "title") };
        var standing = new JsonObject { ["required"] = new JsonArray([.. required.Select(k => (JsonNode)k)]) };
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Testbed scenario",
            ["description"] = "A system under consideration with its process, controls, declarations and expectations.",
            ["anyOf"] = new JsonArray(variant, standing),
        };
        foreach (var (key, value) in whole.ToList())
        {
            whole.Remove(key);
            schema[key] = value;
        }

        return schema;
    }
}
