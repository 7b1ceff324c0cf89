using System.Globalization;
using Testbed.Core;
using YamlDotNet.RepresentationModel;

namespace Testbed.Attacks;

/// <summary>A YAML mapping with its place in the file: every question asked of it leaves a located diagnostic when the answer is missing or wrong.</summary>
internal sealed class YamlSection
{
    private readonly YamlMappingNode _node;
    private readonly string _file;
    private readonly string[] _lines;
    private readonly List<Diagnostic> _diagnostics;

    public YamlSection(YamlMappingNode node, string file, string[] lines, List<Diagnostic> diagnostics) =>
        (_node, _file, _lines, _diagnostics) = (node, file, lines, diagnostics);

    /// <summary>Reports a mistake at a key's value, or at the mapping itself.</summary>
    public void Report(string code, string? key, string message, string? fix = null)
    {
        var mark = (key is not null && Node(key) is { } node ? node : _node).Start;
        var (line, column) = ((int)mark.Line, (int)mark.Column);
        _diagnostics.Add(new(code, DiagnosticSeverity.Error, _file, line, column, message, fix, _lines.ElementAtOrDefault(line - 1)));
    }

    /// <summary>Reports keys outside the list.</summary>
    public void AllowOnly(params IReadOnlyList<string> keys)
    {
        foreach (var (key, _) in _node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && !keys.Contains(name))
            {
                var near = Nearest(name, keys);
                _diagnostics.Add(new(
                    "TB2002", DiagnosticSeverity.Error, _file, (int)key.Start.Line, (int)key.Start.Column, $"The key '{name}' is unknown here.",
                    near is null ? $"Known keys: {string.Join(", ", keys)}." : $"Did you mean '{near}'?", _lines.ElementAtOrDefault((int)key.Start.Line - 1)));
            }
        }
    }

    /// <summary>A required text.</summary>
    public string Text(string key)
    {
        if (Optional(key) is { Length: > 0 } text)
        {
            return text;
        }

        Report("TB2003", Node(key) is null ? null : key, $"The key '{key}' is missing or empty.", $"Add '{key}: ...'.");
        return "";
    }

    /// <summary>A text that may be missing.</summary>
    public string? Optional(string key) => (Node(key) as YamlScalarNode)?.Value;

    /// <summary>A text of a closed list.</summary>
    public string OneOf(string key, params string[] words)
    {
        var text = Text(key);
        if (text.Length > 0 && !words.Contains(text))
        {
            Report("TB2012", key, $"'{text}' is none of {string.Join(", ", words)}.", Nearest(text, words) is { } near ? $"Did you mean '{near}'?" : null);
        }

        return text;
    }

    /// <summary>A number that is not negative; <paramref name="otherwise"/> when the key is missing.</summary>
    public double Number(string key, double otherwise)
    {
        if (Optional(key) is not { } text)
        {
            return otherwise;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && double.IsFinite(value))
        {
            return value;
        }

        Report("TB2004", key, $"'{text}' is no number from 0.");
        return otherwise;
    }

    /// <summary>A required nested mapping.</summary>
    public YamlSection? Section(string key, bool required = true)
    {
        if (Node(key) is YamlMappingNode map)
        {
            return new(map, _file, _lines, _diagnostics);
        }

        if (required || Node(key) is not null)
        {
            Report("TB2003", Node(key) is null ? null : key, $"The section '{key}' is missing or no mapping.");
        }

        return null;
    }

    /// <summary>The mappings of a list; empty when it is missing.</summary>
    public IReadOnlyList<YamlSection> List(string key)
    {
        if (Node(key) is null)
        {
            return [];
        }

        if (Node(key) is YamlSequenceNode list && list.Children.All(c => c is YamlMappingNode))
        {
            return [.. list.Children.Select(c => new YamlSection((YamlMappingNode)c, _file, _lines, _diagnostics))];
        }

        Report("TB2004", key, $"'{key}' is no list of mappings.");
        return [];
    }

    /// <summary>The texts of a list; empty when it is missing.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (Node(key) is YamlSequenceNode list && list.Children.All(c => c is YamlScalarNode))
        {
            return [.. list.Children.Select(c => ((YamlScalarNode)c).Value ?? "")];
        }

        if (Node(key) is not null)
        {
            Report("TB2004", key, $"'{key}' is no list of texts.");
        }

        return [];
    }

    /// <summary>All scalar pairs.</summary>
    public IReadOnlyDictionary<string, string> Pairs() => _node.Children
        .Where(c => c.Key is YamlScalarNode && c.Value is YamlScalarNode)
        .ToDictionary(c => ((YamlScalarNode)c.Key).Value ?? "", c => ((YamlScalarNode)c.Value).Value ?? "", StringComparer.Ordinal);

    /// <summary>The word of a list nearest to a mistyped one, within three edits.</summary>
    public static string? Nearest(string word, IEnumerable<string> words) =>
        words.Select(w => (Word: w, Edits: Edits(word, w))).Where(w => w.Edits <= 3).OrderBy(w => w.Edits).ThenBy(w => w.Word, StringComparer.Ordinal)
            .Select(w => w.Word).FirstOrDefault();

    private YamlNode? Node(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
