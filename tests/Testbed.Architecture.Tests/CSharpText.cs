using System.Text;
using System.Text.RegularExpressions;

namespace Testbed.Architecture.Tests;

/// <summary>Just enough of C#'s grammar to measure functions: text without comments and literals, and the blocks of members.</summary>
internal static partial class CSharpText
{
    /// <summary>The members with a block, each with its first line and its number of lines. Initialisers of fields are data, not functions.</summary>
    public static IEnumerable<(string Header, int Line, int Lines)> Functions(string source)
    {
        var text = Blank(source);
        var containers = new Stack<bool>();
        var (start, line, headerStart) = (0, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\n':
                    line++;
                    break;
                case ';' when containers.All(c => c):
                    start = i + 1;
                    headerStart = line;
                    break;
                case '{':
                    var header = text[start..i];
                    var isContainer = containers.All(c => c) && Container().IsMatch(header) && !header.Contains("=>", StringComparison.Ordinal);
                    if (!isContainer && containers.All(c => c) && !Initialiser().IsMatch(header))
                    {
                        var length = CountLines(text, i);
                        yield return (header.Trim().Split('\n')[^1].Trim(), headerStart, length);
                    }

                    containers.Push(isContainer);
                    start = i + 1;
                    headerStart = line;
                    break;
                case '}':
                    containers.TryPop(out _);
                    start = i + 1;
                    headerStart = line;
                    break;
            }
        }
    }

    /// <summary>The source with comments and the insides of literals blanked out, line by line the same.</summary>
    public static string Blank(string source)
    {
        var result = new StringBuilder(source.Length);
        var last = 0;
        foreach (Match match in Literal().Matches(source))
        {
            result.Append(source, last, match.Index - last);
            foreach (var c in match.Value)
            {
                result.Append(c == '\n' ? '\n' : ' ');
            }

            last = match.Index + match.Length;
        }

        return result.Append(source, last, source.Length - last).ToString();
    }

    private static int CountLines(string text, int open)
    {
        var (depth, lines) = (0, 1);
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            lines += text[i] == '\n' ? 1 : 0;
            if (depth == 0)
            {
                break;
            }
        }

        return lines;
    }

    // Comments, raw strings, strings (an interpolation may hold one level of strings of its own), characters.
    [GeneratedRegex(
        """
        //[^\n]* | /\*.*?\*/
        | \$*("{3,}).*?\1
        | (\$@|@\$|@)"([^"]|"")*"
        | \$"(\\.|\{\{|\}\}|\{([^{}"']|'(\\.|[^'])'|"(\\.|[^"\\])*"|\{[^{}]*\})*\}|[^"\\{}])*"
        | "(\\.|[^"\\\n])*"
        | '(\\.[^']*|[^'\\\n])'
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum|namespace)\b")]
    private static partial Regex Container();

    [GeneratedRegex(@"(?<![=!<>])=(?![=>])[^()]*(new\b[^{]*|\[[^\]]*)?$")]
    private static partial Regex Initialiser();
}
