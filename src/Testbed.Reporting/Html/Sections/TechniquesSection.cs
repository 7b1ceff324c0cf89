using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>Which technique of ATT&amp;CK for ICS was tried by which play, guarded by which place, and what came of it.</summary>
internal static class TechniquesSection
{
    public static XElement Render(AssessmentResult result)
    {
        var uses = result.Replay.SelectMany(t => t.Techniques.Distinct().Select(id => (Id: id, Trial: t)))
            .GroupBy(u => u.Id, u => u.Trial).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var places = result.Places.Select(p => p.Place.Id).Where(id => result.Replay.Any(t => t.Path.Any(s => s.Place == id))).ToList();
        var ids = Anchors.Plays(result.Replay);
        return Tag.Section(
            "techniques", "Techniques tried",
            Tag.P(
                $"{uses.Count} techniques of MITRE ATT&CK for ICS, tried by {result.Replay.Count} plays and campaigns. A square counts the plays with this "
                    + "technique whose path that place guards, as succeeded / tried. A play's outcome stands at each of its techniques; it does not say which step "
                    + "got through. Open a line for its plays. An empty square was not tried, which is not the same as resisted; plays that found no "
                    + "target count in neither."),
            uses.Count == 0 ? null : Tag.El(
                "div", Tag.At("class", "techniques"), Tag.At("style", $"--n:{Tag.Number(places.Count)}"),
                Tag.Div("rh", Tag.Div(
                    "techhead", Tag.Span("", "Technique"), Tag.Span("vert", "plays"), Tag.Span("vert", "succeeded"), Tag.Span("vert", "resisted"),
                    places.Select(p => Tag.Span("vert", p)))),
                Tag.Div("rb", uses.Select(u => Row(u.Key, [.. u], places, ids)))),
            Unchallenged(result, places));
    }

    private static XElement? Unchallenged(AssessmentResult result, List<string> places)
    {
        var rest = result.Places.Select(p => p.Place.Id).Except(places).ToList();
        return rest.Count == 0 || result.Replay.Count == 0 ? null : Tag.P(
            Tag.El("strong", "Guarded by no play's path: "), $"{string.Join(", ", rest)}. What is withstood there was not challenged; "
                + "levels there rest on probes and documents alone.");
    }

    private static XElement Row(string id, List<TrialResult> plays, List<string> places, IReadOnlyDictionary<string, string> ids)
    {
        var mapped = TechniqueRequirements.Of(id);
        return Tag.El(
            "details", Tag.At("class", "tech"),
            Tag.El(
                "summary", Tag.Span("", Tag.El("strong", id), $" {TechniqueNames.Of(id)}"), Tag.Span("num", plays.Count),
                Tag.Span("num", plays.Count(p => p.Outcome == TrialOutcome.Succeeded)), Tag.Span("num", plays.Count(p => p.Outcome == TrialOutcome.Resisted)),
                places.Select(place => Square([.. plays.Where(p => p.Path.Any(s => s.Place == place))]))),
            Tag.Div(
                "reqbody small",
                Tag.Ul(plays.Select(p => (object)new object[]
                {
                    Tag.Link(ids[p.Id], p.Subject), $" {PlaysSection.Level(p)} ", Marks.Badge(p.Outcome),
                    p.Path.Count == 0 ? "" : $" at {string.Join(", ", PlaysSection.Guards(p))}",
                })),
                Tag.Div("soft", $"Requirements that MITRE labels its mitigations with: {List(mapped.ByMitre)}. Proposed by this project, not by MITRE: "
                    + $"{List(mapped.Proposed)}. They decide no verdict.")));
    }

    private static XElement Square(List<TrialResult> plays)
    {
        var decided = plays.Count(p => p.Outcome is TrialOutcome.Succeeded or TrialOutcome.Resisted);
        var succeeded = plays.Count(p => p.Outcome == TrialOutcome.Succeeded);
        return decided == 0 ? Tag.Span("chip", "") : Tag.Span(
            "chip " + Marks.Css(succeeded > 0 ? TrialOutcome.Succeeded : TrialOutcome.Resisted), $"{Tag.Number(succeeded)}/{Tag.Number(decided)}");
    }

    private static string List(IReadOnlyList<RequirementId> rows) => rows.Count == 0 ? "none" : string.Join(", ", rows);
}
