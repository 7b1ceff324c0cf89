using System.Xml.Linq;
using Testbed.Assessment;

namespace Testbed.Reporting;

/// <summary>What keeps the plant from its targets, worst first, with what the next level needs.</summary>
internal static class GapsSection
{
    public static XElement Render(AssessmentResult result)
    {
        var gaps = result.Places.SelectMany(p => p.Frs.Where(f => !f.MeetsTarget).Select(f => (Place: p, Level: f)))
            .OrderByDescending(g => Marks.GapOf(g.Level)).ThenBy(g => g.Place.Place.Id, StringComparer.Ordinal).ThenBy(g => g.Level.Fr).ToList();
        return Tag.Section(
            "gaps", "What to do next",
            gaps.Count == 0
                ? Tag.P("Every claim reaches its target: no known gap among the rows assessed.")
                : Tag.P("Each entry explains one claim below its target: why, the rows that block it with their evidence, and the order in which to work."),
            gaps.Select(g => Entry(result, g.Place, g.Level)));
    }

    private static XElement Entry(AssessmentResult result, PlaceResult place, FrResult level)
    {
        var why = Explainer.Explain(result, place.Place.Id, level.Fr)!;
        var gap = Marks.GapOf(level);
        return Tag.El(
            "details", Tag.At("class", "gap"),
            Tag.El(
                "summary", Tag.Span($"badge {Marks.Css(gap)}", $"{level.Claim} of {level.Target}"), " ", Tag.El("strong", $"{place.Place.Id} {level.Fr.ToString().ToUpperInvariant()}"),
                " ", Tag.Span("soft", level.WithDeclarations.Limiting.Count > 0 && level.LimitedBy == ClaimLimit.Requirements
                    ? string.Join(", ", level.WithDeclarations.Limiting.Select(r => r.Requirement.Id.ToString()))
                    : level.LimitedBy.ToString().ToLowerInvariant())),
            Tag.Div(
                "reqbody",
                why.Because.Select(l => Tag.P(l)),
                Block("Blocking", why.Blocking), Block("To raise it, in this order", why.ToRise), Block("Note", why.Notes)));
    }

    private static IEnumerable<XElement> Block(string head, IReadOnlyList<string> lines) =>
        lines.Count == 0 ? [] : [Tag.Div("where", Tag.El("strong", head)), Tag.El("pre", string.Join('\n', lines))];
}
