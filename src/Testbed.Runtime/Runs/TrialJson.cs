using System.Text.Json;
using System.Text.Json.Serialization;
using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>The JSON form of trial results in the journal. Thread safe.</summary>
internal static class TrialJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new RequirementIdConverter(), new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Write(TrialResult result) => JsonSerializer.Serialize(result, Options);

    public static TrialResult Read(string json) => JsonSerializer.Deserialize<TrialResult>(json, Options)!;

    private sealed class RequirementIdConverter : JsonConverter<RequirementId>
    {
        public override RequirementId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            RequirementId.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, RequirementId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
