namespace Testbed.Scenarios.Loading;

/// <summary>Finds the known word nearest to a mistyped one.</summary>
internal static class Nearest
{
    private const int LongestCompared = 64;

    /// <summary>"did you mean 'x'?" or a list of what is known; null when nothing is.</summary>
    public static string? Fix(string word, IEnumerable<string> known)
    {
        var words = known.Distinct(StringComparer.Ordinal).ToList();
        if (words.Count == 0)
        {
            return null;
        }

        var best = words.Select(w => (Word: w, Distance: Distance(word, w))).OrderBy(p => p.Distance).ThenBy(p => p.Word, StringComparer.Ordinal).First();
        if (best.Distance <= Math.Max(2, word.Length / 3))
        {
            return $"did you mean '{best.Word}'?";
        }

        var shown = words.Take(20).ToList();
        return $"known: {string.Join(", ", shown)}{(words.Count > shown.Count ? ", ..." : "")}";
    }

    /// <summary>Edits (insert, delete, replace) from one word to the other, ignoring case; long words compare by their beginnings.</summary>
    public static int Distance(string from, string to)
    {
        var a = from.Length > LongestCompared ? from[..LongestCompared] : from;
        var b = to.Length > LongestCompared ? to[..LongestCompared] : to;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
