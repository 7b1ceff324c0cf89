using System.Text.Json.Nodes;

namespace Testbed.Scenarios.Loading;

/// <summary>
/// Reads the keys of one map, notes which were asked for, and reports the others as unknown. The same asking, done without a map, describes the format:
/// so the JSON Schema cannot drift from the binders.
/// </summary>
internal sealed class MapReader
{
    private readonly YamlMap? _map;
    private readonly Dictionary<string, (bool Required, JsonObject? Schema)> _asked = new(StringComparer.Ordinal);

    private readonly HashSet<string> _good = new(StringComparer.Ordinal);
    private readonly bool _describe;

    private MapReader(YamlMap? map, Binding binding, string what, bool describe = false) =>
        (_map, Binding, What, _describe) = (map, binding, what, describe);

    /// <summary>The load.</summary>
    public Binding Binding { get; }

    /// <summary>What the map is, in words.</summary>
    public string What { get; }

    /// <summary>Where the map starts.</summary>
    public Mark Start => _map?.Start ?? default;

    /// <summary>Reads a map.</summary>
    public static MapReader For(YamlMap map, Binding binding, string what) => new(map, binding, what);

    /// <summary>Describes the format.</summary>
    public static MapReader ForRecording(string what) => new(null, new(new(), recording: true), what, describe: true);

    /// <summary>Gives every value its fallback, for a map that could not be read.</summary>
    public static MapReader ForFallback(string what) => new(null, new(new(), recording: true), what);

    /// <summary>Where a key's value stands, or the map when the key is absent.</summary>
    public Mark At(string key) => _map?.Find(key)?.Value.Start ?? Start;

    /// <summary>True when the key is there with a value.</summary>
    public bool Has(string key) => _map?.Find(key) is { } entry && entry.Value is not YamlScalar { IsNull: true };

    /// <summary>True when the key has been read without mistake, so that checks against other values make sense.</summary>
    public bool IsGood(string key) => _good.Contains(key);

    /// <summary>The words of a scalar or list, unread; for checks that need another key's value.</summary>
    public IReadOnlyList<string> Places(string key) => _map?.Find(key)?.Value switch
    {
        YamlScalar scalar => [scalar.Value],
        YamlList list => [.. list.Items.OfType<YamlScalar>().Select(s => s.Value)],
        _ => [],
    };

    /// <summary>A required value; the type's fallback when it is missing or wrong, which has been reported.</summary>
    public T Required<T>(string key, YamlType<T> type, string doc)
    {
        Ask(key, true, type, doc);
        if (_map is not null && !Has(key))
        {
            Binding.Report(DiagnosticCodes.MissingKey, At(key), $"{What} needs the key '{key}': {doc}", $"add '{key}: ...'");
        }

        return Read(key, type, out var value) ? value : type.Fallback;
    }

    /// <summary>An optional value.</summary>
    public T Optional<T>(string key, YamlType<T> type, T otherwise, string doc)
    {
        Ask(key, false, type, doc);
        return Read(key, type, out var value) ? value : otherwise;
    }

    /// <summary>An optional value without default.</summary>
    public T? OptionalValue<T>(string key, YamlType<T> type, string doc)
        where T : struct
    {
        Ask(key, false, type, doc);
        return Read(key, type, out var value) ? value : null;
    }

    /// <summary>An optional object without default.</summary>
    public T? OptionalObject<T>(string key, YamlType<T> type, string doc)
        where T : class
    {
        Ask(key, false, type, doc);
        return Read(key, type, out var value) ? value : null;
    }

    /// <summary>Reports an error at a key's value.</summary>
    public void Report(string code, string key, string message, string? fix = null)
    {
        if (_map is not null)
        {
            Binding.Report(code, At(key), message, fix);
        }
    }

    /// <summary>Reports every key nobody asked for.</summary>
    public void ReportUnknownKeys()
    {
        foreach (var entry in _map?.Entries ?? [])
        {
            if (!_asked.ContainsKey(entry.Key.Value))
            {
                Binding.Report(DiagnosticCodes.UnknownKey, entry.Key.Start, $"{What} has no key '{entry.Key.Value}'",
                    Nearest.Fix(entry.Key.Value, _asked.Keys));
            }
        }
    }

    /// <summary>The JSON Schema of the map, after recording.</summary>
    public JsonObject RecordedSchema()
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (key, (isRequired, schema)) in _asked)
        {
            properties[key] = schema;
            if (isRequired)
            {
                required.Add((JsonNode)key);
            }
        }

        var result = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            result["required"] = required;
        }

        result["additionalProperties"] = false;
        return result;
    }

    private void Ask<T>(string key, bool required, YamlType<T> type, string doc)
    {
        JsonObject? schema = null;
        if (_describe)
        {
            schema = type.Schema();
            schema["description"] = doc;
        }

        _asked[key] = (required, schema);
    }

    private bool Read<T>(string key, YamlType<T> type, out T value)
    {
        value = default!;
        if (!Has(key) || !type.TryRead(_map!.Find(key)!.Value, Binding, out value))
        {
            return false;
        }

        _good.Add(key);
        return true;
    }
}
