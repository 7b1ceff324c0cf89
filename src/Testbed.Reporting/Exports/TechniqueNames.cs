using System.Collections.Frozen;

namespace Testbed.Reporting;

/// <summary>
/// Names of the techniques of MITRE ATT&amp;CK for ICS. © 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of
/// The MITRE Corporation.
/// </summary>
internal static class TechniqueNames
{
    private static readonly Lazy<FrozenDictionary<string, string>> Names = new(Load);

    /// <summary>The name of a technique such as <c>T0855</c>; empty when it is not of the version known here.</summary>
    public static string Of(string id) => Names.Value.GetValueOrDefault(id, "");

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = typeof(TechniqueNames).Assembly.GetManifestResourceStream("attack-ics.csv")!;
        using var reader = new StreamReader(stream);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('T') && line.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
            {
                names[line[..comma]] = line[(comma + 1)..].Trim('"');
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
