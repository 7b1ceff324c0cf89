using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>Per place, the levels side by side: target, capability, tested only, with declarations, withstood, claim, with coverage.</summary>
internal static class LevelsSection
{
    public static XElement Render(AssessmentResult result) => Tag.Section(
        "levels", "Levels side by side",
        Tag.P(
            "The claim is the lower of \"with declarations\" and \"withstood\". \"Tested only\" leaves out every row that rests on a declaration. "
                + "FR 6 and FR 7 have no requirement of their own at SL 4, so they end at 3. A withstood level in brackets was not challenged: "
                + "no play passes there."),
        Overview(result),
        Legend(),
        Tag.Div("cards", result.Places.Select(Card)));

    /// <summary>All places at a glance: claim, and target behind a stroke.</summary>
    private static XElement Overview(AssessmentResult result) => Tag.Table(
        "overview", FoundationalRequirements.All.Select(f => (object)f.ShortName()).Prepend("Claim / target"),
        result.Places.Select(p => p.Frs.Select(f => (object?)Tag.El(
                "td", Tag.At("class", Marks.Css(Marks.GapOf(f))), Tag.At("title", Marks.Words(Marks.GapOf(f))),
                Tag.El("strong", f.Claim.ToString()), f.Target.IsAssessed ? $" / {f.Target}" : ""))
            .Prepend(new object[] { Tag.Link(Anchors.Place(p.Place.Id), p.Place.Id), " ", Tag.Span("soft small", p.Place.Title) })));

    /// <summary>The colours of the bars.</summary>
    public static XElement Legend() => Tag.Div(
        "legend", Tag.Span("soft", "Rows of the catalogue:"),
        new (string Css, string Words)[]
        {
            ("b-tested", "met, tested"), ("b-declared", "declared"), ("b-compensated", "compensated"), ("b-open", "not assessed"), ("b-failed", "failed"),
        }.Select(x => Tag.Span("",
            Tag.El("span", Tag.At("class", x.Css), Tag.At("style", "display:inline-block;width:14px;height:8px;border-radius:4px;margin-right:5px"), ""),
                x.Words)));

    private static XElement Card(PlaceResult place) => Tag.El(
        "div", Tag.At("class", "card"), Tag.At("id", Anchors.Place(place.Place.Id)),
        Tag.El("h3", place.Place.Id, " ",
            Tag.Span("soft", $"{place.Place.Title} · {place.Place.Kind.ToString().ToLowerInvariant()} · owner {place.Place.Owner}")),
        Tag.Table(
            "levels",
            FoundationalRequirements.All.Select(f => (object)f.ShortName()).Prepend(""),
            [
                Row("SL-T target", place, f => f.Target.ToString()),
                Row("SL-C capability", place, f => f.Capability.ToString()),
                Row("SL-A tested only", place, f => f.TestedOnly.Level.ToString()),
                Row("SL-A with declarations", place, f => f.WithDeclarations.Level.ToString()),
                Row("SL withstood", place, f => f.Withstood.Challenged || !f.Withstood.Ran ? f.Withstood.Level.ToString() : $"({f.Withstood.Level})"),
            ]).With(Claim(place)),
        Bar(place),
        Limits(place));

    private static IEnumerable<object?> Row(string label, PlaceResult place, Func<FrResult, string> text) =>
        place.Frs.Select(f => (object?)text(f)).Prepend(label);

    private static XElement Claim(PlaceResult place) => Tag.El(
        "tr", Tag.At("class", "claim"), Tag.El("td", "Claim (predicted SL-A)"),
        place.Frs.Select(f => Tag.El("td", Tag.At("class", Marks.Css(Marks.GapOf(f))), Tag.At("title", Marks.Words(Marks.GapOf(f))), f.Claim.ToString())));

    private static XElement With(this XElement table, XElement row)
    {
        table.Element("tbody")!.Add(row);
        return table;
    }

    private static IEnumerable<XElement> Bar(PlaceResult place)
    {
        var sum = place.Frs.Aggregate(Coverage.None, (s, f) => s.Plus(f.Coverage));
        if (CoverageSection.Bar(sum) is { } bar)
        {
            yield return bar;
        }

        yield return Tag.Div(
            "soft small",
            $"{sum.MetTested} met by test, {sum.Declared} declared, {sum.Compensated} compensated, {sum.Open} open, {sum.Failed} failed; "
                + $"{sum.NotApplicable} not applicable");
    }

    private static XElement Limits(PlaceResult place)
    {
        var below = place.Frs.Where(f => !f.MeetsTarget).ToList();
        return below.Count == 0
            ? Tag.P(Tag.At("class", "small"), "Every target is reached.")
            : Tag.Ul(below.Select(f => (object)new XElement(
                "span", Tag.At("class", "small"), Tag.El("strong", $"{f.Fr.ShortName()} {f.Claim} of {f.Target}: "), Why(f))));
    }

    private static string Why(FrResult level) => level.LimitedBy switch
    {
        ClaimLimit.Replay => level.Withstood.Reason,
        ClaimLimit.Conduit => level.WithDeclarations.CappedBy is not null && level.WithDeclarations.Level == level.Claim
            ? level.WithDeclarations.Reason
            : level.Withstood.Reason,
        _ => level.WithDeclarations.Reason,
    };
}
