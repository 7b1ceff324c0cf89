using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>How much of what applies was tested, declared or left open: by place, by FR, and which rows of the catalogue no test touches anywhere.</summary>
internal static class CoverageSection
{
    private static readonly object[] Columns =
        ["Apply", "Met by test", "Failed", "Declared", "Compensated", "Open", "", "Not applicable"];

    public static XElement Render(AssessmentResult result) => Tag.Section(
        "coverage", "Coverage of requirements",
        Tag.P(
            "The denominator is what applies. Declared and open rows are not tested and never count as tested; not applicable needs a reason of the model or "
                + "of a document. A high level in a place where few rows were tested says little: read it beside these figures."),
        LevelsSection.Legend(),
        Tag.Table(
            "coverage", ["Foundational requirement", .. Columns],
            FoundationalRequirements.All.Select(fr => Line($"{fr.ShortName()} {fr.Title()}", result.Places.Select(p => p[fr].Coverage)))
                .Append(Line(Tag.El("strong", "All"), result.Places.SelectMany(p => p.Frs).Select(f => f.Coverage)))),
        Tag.Table(
            "coverage", ["Zone or conduit", .. Columns],
            result.Places.Select(p => Line(
                new object[] { Tag.Link(Anchors.Place(p.Place.Id), p.Place.Id), " ", Tag.Span("soft small", p.Place.Title) }, p.Frs.Select(f => f.Coverage)))),
        Rows(result));

    private static IEnumerable<object?> Line(object name, IEnumerable<Coverage> parts)
    {
        var sum = parts.Aggregate(Coverage.None, (s, c) => s.Plus(c));
        return [name, sum.Applicable, sum.MetTested, sum.Failed, sum.Declared, sum.Compensated, sum.Open, Bar(sum), sum.NotApplicable];
    }

    /// <summary>The shares as a bar; nothing where nothing applies.</summary>
    public static XElement? Bar(Coverage sum)
    {
        XElement Part(string css, int count) =>
            Tag.El("span", Tag.At("class", css), Tag.At("style", $"width:{Tag.Number(100.0 * count / sum.Applicable)}%"), "");
        return sum.Applicable == 0 ? null : Tag.Div(
            "bar", Part("b-tested", sum.MetTested), Part("b-declared", sum.Declared), Part("b-compensated", sum.Compensated), Part("b-open", sum.Open),
            Part("b-failed", sum.Failed));
    }

    private static IEnumerable<XElement> Rows(AssessmentResult result)
    {
        var rows = RequirementCatalogue.All
            .Select(r => (Row: r, Verdicts: result.Places.Select(p => p[r.Id].Verdict).Where(v => v != Verdict.NotApplicable).ToList())).ToList();
        bool Tested((Requirement, List<Verdict> Verdicts) r) => r.Verdicts.Any(v => v is Verdict.MetTested or Verdict.Failed);
        (string Words, List<Requirement> Which)[] groups =
        [
            ("tested somewhere", [.. rows.Where(Tested).Select(r => r.Row)]),
            ("never tested here, met by declaration or compensation only",
                [.. rows.Where(r => !Tested(r) && r.Verdicts.Any(v => v is Verdict.MetDeclared or Verdict.Compensated)).Select(r => r.Row)]),
            ("neither tested nor declared anywhere",
                [.. rows.Where(r => r.Verdicts.Count > 0 && r.Verdicts.All(v => v == Verdict.NotAssessed)).Select(r => r.Row)]),
            ("applicable nowhere", [.. rows.Where(r => r.Verdicts.Count == 0).Select(r => r.Row)]),
        ];
        yield return Tag.El("h3", Tag.At("class", "gap-above"), $"Of the {rows.Count} rows of the catalogue");
        yield return Tag.Ul(groups.Where(g => g.Which.Count > 0).Select(g => (object)new object[]
        {
            Tag.El("strong", g.Which.Count), $" {g.Words}",
            g.Words.StartsWith("tested", StringComparison.Ordinal) ? "" : ": " + string.Join(", ", g.Which.Select(r => r.Id.ToString())),
        }));
    }
}
