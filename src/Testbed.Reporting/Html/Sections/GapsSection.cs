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
                : Tag.P("First the rows and plays that keep claims below their targets, each with every place it holds back; then one explanation per claim."),
            gaps.Count == 0 ? null : Causes(gaps),
            Tag.Div("gaplist", gaps.Where(g => !NothingApplies(g.Level)).Select(g => Entry(result, g.Place, g.Level))),
            Empty(gaps));
    }

    /// <summary>The same row often limits many places: one line per cause is what somebody can work through.</summary>
    private static XElement Causes(List<(PlaceResult Place, FrResult Level)> gaps)
    {
        var rows = gaps.Where(g => g.Level.LimitedBy == ClaimLimit.Requirements).SelectMany(g => g.Level.WithDeclarations.Limiting)
            .GroupBy(r => (r.Verdict, r.Requirement)).OrderBy(g => g.Key.Verdict).ThenByDescending(g => g.Count()).ThenBy(g => g.Key.Requirement.Id)
            .Select(g => (IEnumerable<object?>)
            [
                Tag.El("strong", $"{g.Key.Requirement.Id} {g.Key.Requirement.Title}"), Marks.Badge(g.Key.Verdict), string.Join(", ", g.Select(r => r.Place)),
                    g.First().Reason,
            ]);
        var plays = gaps.Where(g => g.Level.LimitedBy == ClaimLimit.Replay)
            .SelectMany(g => g.Level.Withstood.LimitingPlays.Select(p => (Play: p, g.Place, g.Level)))
            .GroupBy(x => x.Play).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (IEnumerable<object?>)
            [
                Tag.El("strong", g.Key), Tag.Span("badge v-failed", "succeeded"),
                string.Join(", ", g.Select(x => $"{x.Place.Place.Id} {x.Level.Fr.ToString().ToUpperInvariant()}")), g.First().Level.Withstood.Reason,
            ]);
        return Tag.Table("causes", ["Cause", "", "Holds back", "For example"], plays.Concat(rows));
    }

    private static IEnumerable<XElement> Empty(List<(PlaceResult Place, FrResult Level)> gaps)
    {
        var empty = gaps.Where(g => NothingApplies(g.Level)).ToList();
        return empty.Count == 0 ? [] :
        [
            Tag.P(Tag.At("class", "soft small"), "A target is set although no requirement of the FR applies there, so nothing can be assessed: "
                + string.Join("; ", empty.GroupBy(g => g.Place.Place.Id)
                    .Select(g => $"{g.Key} {string.Join(" ", g.Select(x => x.Level.Fr.ToString().ToUpperInvariant()))}")) + "."),
        ];
    }

    private static bool NothingApplies(FrResult level) => level.Coverage.Applicable == 0;

    private static XElement Entry(AssessmentResult result, PlaceResult place, FrResult level)
    {
        var why = Explainer.Explain(result, place.Place.Id, level.Fr)!;
        var gap = Marks.GapOf(level);
        return Tag.El(
            "details", Tag.At("class", "gap"),
            Tag.El(
                "summary", Tag.Span($"badge {Marks.Css(gap)}", $"{level.Claim} of {level.Target}"), " ",
                    Tag.El("strong", $"{place.Place.Id} {level.Fr.ToString().ToUpperInvariant()}"),
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
