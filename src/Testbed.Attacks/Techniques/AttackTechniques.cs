namespace Testbed.Attacks;

/// <summary>
/// Ids and names of the techniques of MITRE ATT&amp;CK for ICS v18.1.
/// © 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation. The ids describe what an attacker
/// does; they decide no requirement. Immutable.
/// </summary>
public static class AttackTechniques
{
    private static readonly Dictionary<string, string> Names = Load();

    /// <summary>All ids in order.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Names.Keys.Order(StringComparer.Ordinal)];

    /// <summary>True for a known id such as <c>T0855</c>.</summary>
    public static bool IsKnown(string id) => Names.ContainsKey(id);

    /// <summary>The name of a technique.</summary>
    /// <exception cref="KeyNotFoundException">The id is unknown.</exception>
    public static string Name(string id) => Names[id];

    private static Dictionary<string, string> Load()
    {
        using var stream = typeof(AttackTechniques).Assembly.GetManifestResourceStream("Testbed.Attacks.Techniques.attack-ics.csv")!;
        using var reader = new StreamReader(stream);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            if (comma == 5 && line[0] == 'T')
            {
                names.Add(line[..comma], line[(comma + 1)..]);
            }
        }

        return names;
    }
}
