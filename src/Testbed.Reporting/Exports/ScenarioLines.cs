using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Testbed.Reporting;

/// <summary>
/// Where a scenario's file names its zones, conduits and assets, so that a finding can point there. Found by the text of the <c>id:</c> keys; what a
/// generator makes has no line. Immutable.
/// </summary>
public sealed partial class ScenarioLines
{
    private readonly FrozenDictionary<string, int> _lines;

    private ScenarioLines(string uri, FrozenDictionary<string, int> lines) => (Uri, _lines) = (uri, lines);

    /// <summary>The file as an RFC 3986 reference: relative to the root of the sources, or absolute.</summary>
    public string Uri { get; }

    /// <summary>True when <see cref="Uri"/> is relative.</summary>
    public bool IsRelative => !Uri.StartsWith("file:", StringComparison.Ordinal);

    /// <summary>Reads a scenario's text. <paramref name="path"/> is relative to the root of the sources, or absolute.</summary>
    public static ScenarioLines Of(string path, string yaml)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(yaml);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in yaml.AsSpan().EnumerateLines())
        {
            number++;
            if (Id().Match(line.ToString()) is { Success: true } match)
            {
                lines.TryAdd(match.Groups["id"].Value, number);
            }
        }

        return new(Reference(path), lines.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The line, from 1, of the first of these ids that the file names; null when it names none.</summary>
    public int? LineOf(params IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (_lines.TryGetValue(id, out var line))
            {
                return line;
            }
        }

        return null;
    }

    private static string Reference(string path) => Path.IsPathFullyQualified(path)
        ? new Uri(path).AbsoluteUri
        : string.Join('/', path.Split('/', '\\').Select(System.Uri.EscapeDataString));

    [GeneratedRegex("""^\s*(-\s+)?(\{\s*)?id:\s*["']?(?<id>[^"'#,}\s]+)""")]
    private static partial Regex Id();
}
