using System.Xml.Linq;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>The controls with what they claim and what is known about the product behind them.</summary>
internal static class ControlsSection
{
    public static XElement Render(AssessmentInput input) => Tag.Section(
        "controls", "Controls",
        Tag.P("A verdict on a control that names no product or no known limits reads \"tested on a generic model\"."),
        input.Controls.Count == 0
            ? Tag.P("The scenario has no control.")
            : Tag.Table(
                "controls", ["Control", "Kind", "Place", "At", "Claims", "Product", "Known limits"],
                input.Controls.OrderBy(c => c.Place, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal).Select(c => (IEnumerable<object?>)
                [
                    new object[] { c.Id, Tag.Div("soft small", c.Title) }, c.Kind, c.Place, c.Where, string.Join(", ", c.Claims.Order()),
                    c.Product ?? "generic model", c.KnownLimits ?? "not stated",
                ])));
}
