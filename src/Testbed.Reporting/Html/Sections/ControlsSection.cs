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
                "controls", ["Controls, each at its place", "Kind", "Claims", "Product", "Known limits"],
                input.Controls.GroupBy(c => (c.Kind, Claims: string.Join(", ", c.Claims.Order()), c.Product, c.KnownLimits))
                    .OrderBy(g => g.Key.Kind, StringComparer.Ordinal).ThenBy(g => g.Min(c => c.Id), StringComparer.Ordinal)
                    .Select(g => (IEnumerable<object?>)
                    [
                        string.Join("; ", g.OrderBy(c => c.Place, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal).Select(Name)),
                        g.Key.Kind, g.Key.Claims, g.Key.Product ?? "generic model", g.Key.KnownLimits ?? "not stated",
                    ])));

    private static string Name(ControlDescription control) =>
        control.Id.Contains('@', StringComparison.Ordinal) || control.Where == control.Place ? $"{control.Id} ({control.Place})"
            : $"{control.Id} ({control.Place}, {control.Where})";
}
