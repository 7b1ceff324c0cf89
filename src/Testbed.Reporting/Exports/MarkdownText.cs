using System.Text;
using System.Text.RegularExpressions;

namespace Testbed.Reporting;

/// <summary>
/// Text inside a Markdown page (CommonMark with GitHub's tables). No word of a scenario can become markup, an HTML tag, a link, a mention or a reference
/// to an issue.
/// </summary>
internal static partial class MarkdownText
{
    private const string Special = @"\`*_{}[]|~!^$";
    private const char Gap = '\u200B';

    /// <summary>Escapes a text for one line of a paragraph, list item, heading or table cell.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in LineBreaks().Replace(HtmlText.Clean(text), " ").Trim())
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                // Mentions and issue numbers are found after parsing; only a gap that is not seen keeps them from it.
                '@' or '#' => escaped.Append('\\').Append(c).Append(Gap),
                _ when Special.Contains(c, StringComparison.Ordinal) => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return Marker().Replace(Address().Replace(escaped.ToString(), @"\$0"), @"$1\$2");
    }

    [GeneratedRegex(@"[\s\u2028\u2029]+")]
    private static partial Regex LineBreaks();

    /// <summary>What GitHub would link by itself.</summary>
    [GeneratedRegex(@"://|(?<=www)\.", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    /// <summary>What would begin a list or a rule.</summary>
    [GeneratedRegex(@"^(\d*)([-+=.)])")]
    private static partial Regex Marker();
}
