using System.Xml.Linq;

namespace Testbed.Reporting;

/// <summary>The bar of filters above a section. Without the script, and on paper, it is not there, and all rows are.</summary>
internal static class Filters
{
    /// <summary>A bar.</summary>
    public static XElement Bar(string section, string reset, params XElement[] fields) => Tag.El(
        "form", Tag.At("class", "filters"), Tag.At("data-for", section), fields,
        Tag.El("button", Tag.At("type", "reset"), reset), Tag.Span("count soft", ""));

    /// <summary>A choice among values, with words for each; the first is none of them.</summary>
    public static XElement Choice(string name, string label, string none, IEnumerable<(string Value, string Words)> values) => Tag.El(
        "label", label + " ",
        Tag.El(
            "select", Tag.At("name", name), Tag.El("option", Tag.At("value", ""), none),
            values.Select(v => Tag.El("option", Tag.At("value", v.Value), v.Words))));

    /// <summary>A text that must occur.</summary>
    public static XElement Text(string label) => Tag.El(
        "label", label + " ", Tag.El("input", Tag.At("name", "text"), Tag.At("type", "search"), Tag.At("size", "16")));
}
