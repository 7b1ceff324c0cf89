using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Testbed.Reporting;

/// <summary>
/// Serialises an element tree as HTML that is also well-formed XML: void elements are self-closed, all others get an end tag. Every text and
/// attribute value is escaped and freed of characters that XML forbids, so nothing in a scenario can become markup.
/// </summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Void = ["br", "col", "hr", "img", "input", "meta", "link"];

    /// <summary>The document with its doctype.</summary>
    public static string Document(XElement html)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n");
        Write(text, html);
        return text.Append('\n').ToString();
    }

    /// <summary>Replaces characters that no XML document may hold by U+FFFD.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.ToString();
    }

    private static void Write(StringBuilder to, XElement element)
    {
        var name = element.Name.LocalName;
        to.Append('<').Append(name);
        foreach (var attribute in element.Attributes())
        {
            to.Append(' ').Append(attribute.Name.LocalName).Append("=\"");
            Escape(to, attribute.Value);
            to.Append('"');
        }

        if (Void.Contains(name))
        {
            to.Append("/>");
            return;
        }

        to.Append('>');
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XElement child:
                    Write(to, child);
                    break;
                case XText leaf when name is "style" or "script":
                    // Raw in HTML: style sheet and script are ours and free of markup characters (a test holds that).
                    to.Append(leaf.Value);
                    break;
                case XText leaf:
                    Escape(to, leaf.Value);
                    break;
            }
        }

        to.Append(CultureInfo.InvariantCulture, $"</{name}>");
        if (name is "section" or "tr" or "details" or "p" or "table" or "h2" or "svg" or "li" or "style" or "head")
        {
            to.Append('\n');
        }
    }

    private static void Escape(StringBuilder to, string text)
    {
        foreach (var c in Clean(text))
        {
            _ = c switch
            {
                '<' => to.Append("&lt;"),
                '>' => to.Append("&gt;"),
                '&' => to.Append("&amp;"),
                '"' => to.Append("&quot;"),
                '\'' => to.Append("&#39;"),
                _ => to.Append(c),
            };
        }
    }
}
