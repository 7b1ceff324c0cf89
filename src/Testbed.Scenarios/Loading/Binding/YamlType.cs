using System.Text.Json.Nodes;

namespace Testbed.Scenarios.Loading;

/// <summary>A type of value in the file: how it is read, what stands in when it cannot be, and how the JSON Schema says it.</summary>
internal abstract class YamlType<T>
{
    /// <summary>Stands in for a value that could not be read, so that the rest is still checked.</summary>
    public abstract T Fallback { get; }

    /// <summary>Reads a node; on false it has reported why.</summary>
    public abstract bool TryRead(YamlNode node, Binding binding, out T value);

    /// <summary>The JSON Schema of the type; a fresh object each time.</summary>
    public abstract JsonObject Schema();
}

/// <summary>Why a scalar was refused.</summary>
internal sealed record ScalarProblem(string Code, string Message, string? Fix = null);

/// <summary>Reads one scalar; null when it is good.</summary>
internal delegate ScalarProblem? ScalarParser<T>(YamlScalar scalar, out T value);

/// <summary>A type written as one scalar.</summary>
internal sealed class ScalarType<T>(string expected, T fallback, ScalarParser<T> parse, Func<JsonObject> schema, Action<T, Mark, Binding>? accepted = null)
    : YamlType<T>
{
    /// <inheritdoc/>
    public override T Fallback => fallback;

    /// <inheritdoc/>
    public override bool TryRead(YamlNode node, Binding binding, out T value)
    {
        value = fallback;
        if (node is not YamlScalar scalar)
        {
            binding.Report(DiagnosticCodes.WrongType, node.Start, $"expected {expected}, found {node.Describe}");
            return false;
        }

        if (parse(scalar, out var read) is { } problem)
        {
            binding.Report(problem.Code, node.Start, problem.Message, problem.Fix);
            return false;
        }

        value = read;
        accepted?.Invoke(read, node.Start, binding);
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => schema();

    /// <summary>The same type that does something more with every accepted value, such as taking an id.</summary>
    public ScalarType<T> Then(Action<T, Mark, Binding> action) => new(expected, fallback, parse, schema, accepted + action);
}

/// <summary>A list. A single value stands for a list of one where <paramref name="orOne"/> says so.</summary>
internal sealed class ListType<T>(YamlType<T> item, bool orOne = false, bool needsOne = false) : YamlType<IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<T> Fallback => [];

    /// <inheritdoc/>
    public override bool TryRead(YamlNode node, Binding binding, out IReadOnlyList<T> value)
    {
        value = [];
        if (node is not YamlList list)
        {
            if (!orOne)
            {
                binding.Report(DiagnosticCodes.WrongType, node.Start, $"expected a list, found {node.Describe}", "write '- ' before each entry, or [a, b]");
                return false;
            }

            list = new(node.Start, [node]);
        }

        if (needsOne && list.Items.Count == 0)
        {
            binding.Report(DiagnosticCodes.EmptyList, node.Start, "this list needs at least one entry");
        }

        var items = new List<T>();
        foreach (var entry in list.Items)
        {
            if (item.TryRead(entry, binding, out var read))
            {
                items.Add(read);
            }
        }

        value = items;
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        if (needsOne)
        {
            schema["minItems"] = 1;
        }

        return orOne ? new JsonObject { ["anyOf"] = new JsonArray(item.Schema(), schema) } : schema;
    }
}

/// <summary>A map bound by a function that asks for its keys.</summary>
internal sealed class MapType<T>(string what, Func<MapReader, T> bind) : YamlType<T>
{
    /// <inheritdoc/>
    public override T Fallback => bind(MapReader.ForFallback(what));

    /// <inheritdoc/>
    public override bool TryRead(YamlNode node, Binding binding, out T value)
    {
        if (node is not YamlMap map)
        {
            binding.Report(DiagnosticCodes.WrongType, node.Start, $"expected a map ({what}), found {node.Describe}", "write 'key: value' entries");
            value = Fallback;
            return false;
        }

        var reader = MapReader.For(map, binding, what);
        value = bind(reader);
        reader.ReportUnknownKeys();
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var reader = MapReader.ForRecording(what);
        bind(reader);
        return reader.RecordedSchema();
    }
}

/// <summary>A map from words of the user's choice to values.</summary>
internal sealed class DictionaryType<TKey, T>(YamlType<TKey> keys, YamlType<T> item) : YamlType<IReadOnlyDictionary<TKey, T>>
    where TKey : notnull
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<TKey, T> Fallback => new Dictionary<TKey, T>();

    /// <inheritdoc/>
    public override bool TryRead(YamlNode node, Binding binding, out IReadOnlyDictionary<TKey, T> value)
    {
        var read = new Dictionary<TKey, T>();
        value = read;
        if (node is not YamlMap map)
        {
            binding.Report(DiagnosticCodes.WrongType, node.Start, $"expected a map, found {node.Describe}", "write 'name: value' entries");
            return false;
        }

        foreach (var entry in map.Entries)
        {
            if (keys.TryRead(entry.Key, binding, out var key) && item.TryRead(entry.Value, binding, out var one))
            {
                read[key] = one;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "object", ["propertyNames"] = keys.Schema(), ["additionalProperties"] = item.Schema() };
}
