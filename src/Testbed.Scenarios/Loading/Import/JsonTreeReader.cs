using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Testbed.Scenarios.Loading;

/// <summary>Reads JSON into the node tree of the YAML reader, so that both are bound by the same types and mistakes have their place.</summary>
internal sealed class JsonTreeReader
{
    private readonly SourceFile _file;
    private readonly byte[] _bytes;
    private readonly List<int> _lineStarts = [0];

    private JsonTreeReader(SourceFile file)
    {
        _file = file;
        _bytes = Encoding.UTF8.GetBytes(file.Text);
        for (var i = 0; i < _bytes.Length; i++)
        {
            if (_bytes[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>Reads the one object of a file; null with a diagnostic when it holds none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="keys">The keys wanted of that object; the others, such as results, are skipped.</param>
    /// <param name="bag">Takes the diagnostics.</param>
    public static YamlMap? Read(SourceFile file, IReadOnlyCollection<string> keys, DiagnosticBag bag)
    {
        var tree = new JsonTreeReader(file);
        try
        {
            var reader = new Utf8JsonReader(tree._bytes, new JsonReaderOptions { MaxDepth = 32 });
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                var map = tree.ReadMap(ref reader, keys);
                reader.Read();
                return map;
            }

            bag.Error(DiagnosticCodes.ImportFormat, new Mark(file, 1, 1), "a network is an object of keys", "it starts with { \"format\": \"gasnet-bench/1\", ...");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            var (line, column) = e is JsonException j ? ((int)(j.LineNumber ?? 0) + 1, (int)(j.BytePositionInLine ?? 0) + 1) : (1, 1);
            bag.Error(DiagnosticCodes.ImportFormat, new Mark(file, line, column), "this is not JSON", "check commas, brackets and quotes");
        }

        return null;
    }

    private YamlMap ReadMap(ref Utf8JsonReader reader, IReadOnlyCollection<string>? keys)
    {
        var start = MarkOf(reader.TokenStartIndex);
        var entries = new List<YamlEntry>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = new YamlScalar(MarkOf(reader.TokenStartIndex), reader.GetString()!, Plain: false);
            reader.Read();
            if (keys is not null && !keys.Contains(key.Value))
            {
                reader.Skip();
                continue;
            }

            entries.Add(new(key, ReadValue(ref reader)));
        }

        return new(start, entries);
    }

    private YamlNode ReadValue(ref Utf8JsonReader reader)
    {
        var at = MarkOf(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMap(ref reader, null);
            case JsonTokenType.StartArray:
                var items = new List<YamlNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader));
                }

                return new YamlList(at, items);
            case JsonTokenType.String:
                return new YamlScalar(at, reader.GetString()!, Plain: false);
            case JsonTokenType.Number:
                // The scalar types know no exponents; a double in full says the same.
                return new YamlScalar(at, reader.GetDouble().ToString("0.#################################", CultureInfo.InvariantCulture), Plain: true);
            default:
                return new YamlScalar(at, Encoding.UTF8.GetString(reader.ValueSpan), Plain: true);
        }
    }

    private Mark MarkOf(long index)
    {
        var found = _lineStarts.BinarySearch((int)index);
        var line = found >= 0 ? found : ~found - 1;
        var column = Encoding.UTF8.GetCharCount(_bytes.AsSpan(_lineStarts[line], (int)index - _lineStarts[line])) + 1;
        return new(_file, line + 1, column);
    }
}
