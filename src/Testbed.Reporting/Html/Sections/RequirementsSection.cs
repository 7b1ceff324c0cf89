using System.Globalization;
using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>The 100 rows of the catalogue against all places; each row opens to its verdicts, cells, evidence and controls.</summary>
internal static class RequirementsSection
{
    public static XElement Render(AssessmentResult result)
    {
        var limiting = result.Places.SelectMany(p => p.Frs.SelectMany(f => f.WithDeclarations.Limiting))
            .Select(r => (r.Place, r.Requirement.Id)).ToHashSet();
        return Tag.Section(
            "requirements", "Requirements",
            Tag.P(
                "Rows of IEC 62443-3-3 with the level that first asks for them. A dark frame marks the rows that limit the level of their FR in that place. "
                    + "Hatched verdicts rest on a declaration, not on a test. Open a row for its cells, evidence and controls."),
            Legend(),
            Bar(result),
            Tag.El(
                "div", Tag.At("class", "matrix"), Tag.At("style", string.Create(CultureInfo.InvariantCulture, $"--n:{result.Places.Count}")),
                Tag.Div("rh", Head(result)), Tag.Div("rb", Body(result, limiting))));
    }

    private static XElement Bar(AssessmentResult result) => Filters.Bar(
        "requirements", "Show all",
        Filters.Choice("place", "Place", "all", result.Places.Select(p => (p.Place.Id, p.Place.Id))),
        Filters.Choice("verdict", "Verdict", "any",
            Enum.GetValues<Verdict>().Select(v => (Marks.Css(v), v.Words()))
                .Append(("limiting", "limits a level")).Append(("open-item", "declared although a test exists"))),
        Filters.Choice("fr", "FR", "all", FoundationalRequirements.All.Select(f => (f.ShortName(), $"{f.ShortName()} {f.Title()}"))),
        Filters.Choice("level", "Asked for up to", "any SL", Enumerable.Range(1, 4).Select(l => (Tag.Number(l), $"SL {l}"))),
        Filters.Text("Row"));

    private static XElement Legend() => Tag.Div(
        "legend", Enum.GetValues<Verdict>().Select(v => Tag.Span("", Tag.Span($"chip sample {Marks.Css(v)}", Marks.Sign(v)), v.Words())),
        Tag.Span("", Tag.Span("chip sample v-tested", "T+D"), "part tested, part declared"),
        Tag.Span("", Tag.Span("chip sample limiting", " "), "limits the level"));

    private static XElement Head(AssessmentResult result) => Tag.Div(
        "reqhead", Tag.Span("", "Row"), Tag.Span("", "Title"), Tag.Span("", "from"), result.Places.Select(p => Tag.Span("vert", p.Place.Id)));

    private static IEnumerable<XElement> Body(AssessmentResult result, HashSet<(string Place, RequirementId Id)> limiting)
    {
        foreach (var fr in FoundationalRequirements.All)
        {
            yield return Tag.Div("frhead", string.Create(CultureInfo.InvariantCulture, $"FR {(int)fr} {fr.ShortName()} · {fr.Title()}"));
            foreach (var row in RequirementCatalogue.All.Where(r => r.Fr == fr))
            {
                yield return Row(row, [.. result.Places.Select(p => p[row.Id])], limiting);
            }
        }
    }

    private static XElement Row(Requirement row, List<RequirementVerdict> verdicts, HashSet<(string Place, RequirementId Id)> limiting) => Tag.El(
        "details", Tag.At("class", "req"), Tag.At("data-fr", row.Fr.ShortName()), Tag.At("data-level", row.MinLevel),
        Tag.El(
            "summary", Tag.El("strong", row.Id.ToString()), Tag.Span("", row.Title),
                Tag.Span("soft", string.Create(CultureInfo.InvariantCulture, $"SL {row.MinLevel}")),
            verdicts.Select(v => Tag.El(
                "span", Tag.At("class", Css(v, limiting.Contains((v.Place, row.Id)))),
                Tag.At("title", $"{v.Place}: {v.Verdict.Words()}"), Sign(v)))),
        Tag.Div(
            "reqbody",
            verdicts.Where(v => v.Verdict != Verdict.NotApplicable || v.RestsOnDeclaration).Select(v => Describe(v, limiting.Contains((v.Place, row.Id)))),
            Inapplicable(verdicts)));

    private static string Css(RequirementVerdict row, bool limiting) =>
        $"chip {Marks.Css(row.Verdict)}{(row.OpenItem ? " open-item" : "")}{(limiting ? " limiting" : "")}";

    // A tested row whose remainder is declared is not the same as one that a test decides alone.
    private static string Sign(RequirementVerdict row) => row is { Verdict: Verdict.MetTested, RestsOnDeclaration: true } ? "T+D" : Marks.Sign(row.Verdict);

    private static XElement Describe(RequirementVerdict row, bool limiting) => Tag.El(
        "div", Tag.At("class", "where"), Tag.At("data-place", row.Place),
        Tag.El("strong", row.Place), " ", Marks.Badge(row.Verdict), limiting ? Tag.Span("badge v-open", "limits the level") : null,
        row.OpenItem ? Tag.Span("badge v-open", "open item: testable, but declared") : null,
        row.GenericModel ? Tag.Span("badge v-na", "tested on a generic model") : null, " ", row.Reason,
        row.Declarations.Count > 0 ? Tag.Span("soft", $" [{string.Join(", ", row.Declarations)}]") : null,
        row.Cells.Count == 0 ? null : CellTable.Render(row.Cells));

    private static IEnumerable<XElement> Inapplicable(List<RequirementVerdict> verdicts) =>
        verdicts.Where(v => v.Verdict == Verdict.NotApplicable && !v.RestsOnDeclaration)
            .GroupBy(v => v.Reason)
            .Select(g => Tag.Div("where soft small", $"Not applicable in {string.Join(", ", g.Select(v => v.Place))}: {g.Key}"));
}
