using System.Globalization;
using System.Xml.Linq;

namespace Testbed.Reporting;

/// <summary>Short makers of elements; content is text, elements or sequences of them.</summary>
internal static class Tag
{
    public static XElement El(string name, params object?[] content) => new(name, content);

    public static XElement Div(string css, params object?[] content) => new("div", new XAttribute("class", css), content);

    public static XElement Span(string css, params object?[] content) => new("span", css.Length == 0 ? null : new XAttribute("class", css), content);

    public static XElement Link(string anchor, params object?[] content) => new("a", new XAttribute("href", "#" + anchor), content);

    public static XElement P(params object?[] content) => new("p", content);

    public static XElement Ul(IEnumerable<object> items) => new("ul", items.Select(i => new XElement("li", i)));

    public static XElement Code(string text) => new("code", text);

    public static XAttribute At(string name, string value) => new(name, value);

    public static XAttribute At(string name, double value) => new(name, Number(value));

    public static XElement Section(string id, string title, params object?[] content) =>
        new("section", new XAttribute("id", id), new XElement("h2", title), content);

    /// <summary>A table from a head and rows; each cell is an object or a ready <c>td</c>.</summary>
    public static XElement Table(string css, IEnumerable<object> head, IEnumerable<IEnumerable<object?>> rows) => new(
        "table",
        new XAttribute("class", css),
        new XElement("thead", new XElement("tr", head.Select(h => new XElement("th", h)))),
        new XElement("tbody", rows.Select(r => new XElement("tr", r.Select(Cell)))));

    /// <summary>A number for people and SVG: invariant, at most three decimals.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static XElement Cell(object? content) => content is XElement { Name.LocalName: "td" or "th" } ready ? ready : new("td", content);
}
