using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Settings of controls as JSON, with the keys they have in YAML, and back. Works on every kind of control by its properties, so that a new kind needs nothing
/// here. Pure.
/// </summary>
internal static class SettingText
{
    private const int MaxValue = 400;

    /// <summary>How all settings are written.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>A control's settings one by one, <c>key=JSON</c>, in order of keys; entries of a table one a line, what no line holds and what is secret by its hash.</summary>
    public static IEnumerable<string> Lines(AssetControlConfig settings) =>
        from property in Properties(settings.GetType())
        let key = $"control.{settings.Kind}.{Options.PropertyNamingPolicy!.ConvertName(property.Name)}"
        orderby key
        let value = JsonSerializer.SerializeToNode(property.GetValue(settings), property.PropertyType, Options)
        from line in property.IsDefined(typeof(SecretAttribute)) ? [Hashed(key, value?.ToJsonString(Options) ?? "null")] : Lines(key, value)
        select line;

    private static IEnumerable<string> Lines(string key, JsonNode? value)
    {
        if (value is JsonArray { Count: > 0 } table && table.All(n => n is JsonObject))
        {
            return table.SelectMany((n, i) => Lines(string.Create(CultureInfo.InvariantCulture, $"{key}.{i + 1}"), n));
        }

        var json = value?.ToJsonString(Options) ?? "null";
        return [json.Length <= MaxValue ? $"{key}={json}" : Hashed(key, json)];
    }

    private static string Hashed(string key, string json) =>
        $"{key}={{\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))}\"}}";

    /// <summary>A control whole, with its id and place.</summary>
    public static JsonObject Whole(AssetControlConfig settings)
    {
        var json = new JsonObject { ["id"] = settings.Id, ["on"] = settings.On };
        foreach (var property in Properties(settings.GetType()))
        {
            json[Options.PropertyNamingPolicy!.ConvertName(property.Name)] =
                JsonSerializer.SerializeToNode(property.GetValue(settings), property.PropertyType, Options);
        }

        return json;
    }

    /// <summary>Settings from <see cref="Whole"/>; null when the text is none of that type.</summary>
    public static AssetControlConfig? Read(string json, Type type)
    {
        try
        {
            return (AssetControlConfig?)JsonSerializer.Deserialize(json, type, Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The settings with one plain value (number, switch, duration, word) changed; null when there is no such setting or no such value.</summary>
    public static AssetControlConfig? With(AssetControlConfig settings, string key, string value)
    {
        var property = Properties(settings.GetType()).FirstOrDefault(p => Options.PropertyNamingPolicy!.ConvertName(p.Name) == key);
        var type = property is null ? null : Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        JsonNode? node = type switch
        {
            null => null,
            _ when type == typeof(int) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i > 0 => i,
            _ when type == typeof(bool) && bool.TryParse(value, out var b) => b,
            _ when type == typeof(TimeSpan) && TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var t) && t > TimeSpan.Zero => value,
            _ when type.IsEnum => value,
            _ => null,
        };
        if (node is null)
        {
            return null;
        }

        var json = Whole(settings);
        json[key] = node;
        return Read(json.ToJsonString(Options), settings.GetType());
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is not null && p.DeclaringType!.IsSubclassOf(typeof(AssetControlConfig)));
}
