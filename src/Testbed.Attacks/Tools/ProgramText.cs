using System.Text.RegularExpressions;

namespace Testbed.Attacks;

/// <summary>
/// Structured Text as somebody reads it who wants to change a program he does not know: where its bodies are, without comments, texts and declarations.
/// </summary>
internal static partial class ProgramText
{
    /// <summary>The text with everything but statements and the words around them blanked, at equal length.</summary>
    public static string Bodies(string text) => Blank(Declarations(), Code(text));

    /// <summary>The text with comments and character strings blanked, at equal length.</summary>
    public static string Code(string text) => Blank(Unread(), text);

    /// <summary>Names of the programs a text declares.</summary>
    public static IEnumerable<string> Programs(string text) => Head().Matches(Code(text)).Select(m => m.Groups[1].Value);

    /// <summary>Where the statements of each program begin.</summary>
    public static IEnumerable<int> BodyStarts(string text) => ProgramBodies(text).Select(b => b.Start);

    /// <summary>Where the statements of each program begin and end.</summary>
    public static IEnumerable<(int Start, int End)> ProgramBodies(string text)
    {
        var code = Code(text);
        foreach (Match head in Head().Matches(code))
        {
            var end = code.IndexOf("END_PROGRAM", head.Index, StringComparison.OrdinalIgnoreCase);
            var declared = Declarations().Matches(code).LastOrDefault(m => m.Index > head.Index && m.Index < end);
            yield return (declared is null ? head.Index + head.Length : declared.Index + declared.Length, end);
        }
    }

    /// <summary>The text with pieces put in at positions of the original.</summary>
    public static string Insert(string text, IEnumerable<int> positions, string piece)
    {
        foreach (var at in positions.OrderDescending())
        {
            text = text.Insert(at, piece);
        }

        return text;
    }

    /// <summary>The type of a global variable; null when the text declares none of that name.</summary>
    public static string? GlobalType(string text, string name) => Declarations().Matches(Code(text))
        .Where(m => m.Value.StartsWith("VAR_GLOBAL", StringComparison.OrdinalIgnoreCase))
        .Select(m => Regex.Match(m.Value, $@"\b{Regex.Escape(name)}\s*(?:,\s*\w+\s*)*:\s*(\w+)\s*(?::=|;)", RegexOptions.IgnoreCase))
        .FirstOrDefault(m => m.Success)?.Groups[1].Value;

    private static string Blank(Regex what, string text) => what.Replace(text, m => new string(' ', m.Length));

    [GeneratedRegex(@"\(\*.*?\*\)|//[^\n]*|\{.*?\}|'(?:[^'$]|\$.)*'|""(?:[^""$]|\$.)*""", RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex(@"\bVAR(?:_\w+)?\b.*?\bEND_VAR\b|\bTYPE\b.*?\bEND_TYPE\b", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\bPROGRAM\s+(\w+)(?!\s+WITH)(?!\s*:)", RegexOptions.IgnoreCase)]
    private static partial Regex Head();
}
