namespace Testbed.StructuredText;

/// <summary>Finds the known name nearest to a mistyped one.</summary>
internal static class NearestName
{
    /// <summary>"did you mean 'x'?", or null when nothing is near.</summary>
    public static string? Fix(string name, IEnumerable<string> known)
    {
        var most = Math.Max(1, name.Length / 3);
        var best = known.Where(k => Math.Abs(k.Length - name.Length) <= most).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(k => (Name: k, Edits: Edits(name, k))).Where(k => k.Edits <= most).OrderBy(k => k.Edits).ThenBy(k => k.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault();
        return best.Name is null ? null : $"did you mean '{best.Name}'?";
    }

    // Insertions, deletions and replacements, without case.
    private static int Edits(string from, string to)
    {
        Span<int> row = stackalloc int[65];
        var a = from.AsSpan(0, Math.Min(64, from.Length));
        var b = to.AsSpan(0, Math.Min(64, to.Length));
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
