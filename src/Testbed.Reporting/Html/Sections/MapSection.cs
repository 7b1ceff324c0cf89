using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;
using static Testbed.Reporting.MapLayout;

namespace Testbed.Reporting;

/// <summary>The zone map as inline SVG: zones as boxes, conduits as lines, each with its claim per FR, coloured by the gap to its target.</summary>
internal static class MapSection
{
    public static XElement Render(AssessmentResult result)
    {
        var layout = MapLayout.Of(result.Places);
        var breaches = Breaches(result);
        return Tag.Section(
            "map", "Zones and conduits",
            Tag.P(
                "Each square is one foundational requirement: the large figure is the predicted SL-A, the small one the target. "
                    + "A red count says how many plays got past the requirements of that place, and the lowest profile among them."),
            PathBar(result),
            Tag.El(
                "svg", Tag.At("class", "map"), Tag.At("role", "img"), Tag.At("aria-label", "Map of zones and conduits"),
                Tag.At("viewBox", $"0 0 {Tag.Number(layout.Width)} {Tag.Number(layout.Height)}"),
                layout.Lines.Select(Edge), layout.Boxes.Select(b => Box(b, breaches)), layout.Lines.Select(l => Pill(l, breaches))),
            Legend(),
            breaches.Count == 0 ? null : BreachTable(result, breaches));
    }

    private static Dictionary<string, List<TrialResult>> Breaches(AssessmentResult result) => result.Replay
        .Where(t => t.Outcome == TrialOutcome.Succeeded)
        .SelectMany(t => t.Path.Select(s => s.Place).Distinct().Select(p => (Place: p, Trial: t)))
        .GroupBy(x => x.Place, x => x.Trial).ToDictionary(g => g.Key, g => g.ToList());

    private static XElement? PathBar(AssessmentResult result)
    {
        var ids = Anchors.Plays(result.Replay);
        var plays = result.Replay.Where(t => t.Path.Count > 0 && t.Outcome is TrialOutcome.Succeeded or TrialOutcome.Resisted)
            .OrderBy(t => t.Outcome == TrialOutcome.Succeeded ? 0 : 1).ThenBy(t => t.ProfileLevel).ToList();
        return plays.Count == 0 ? null : Filters.Bar(
            "map", "Clear", Filters.Choice(
                "play", "Attack path of", "none",
                plays.Select(t => (ids[t.Id], $"{(t.Outcome == TrialOutcome.Succeeded ? "succeeded" : "resisted")}, {PlaysSection.Level(t)}: {t.Subject}"))));
    }

    /// <summary>The way in, read from the place: which plays got past it.</summary>
    private static XElement BreachTable(AssessmentResult result, Dictionary<string, List<TrialResult>> breaches)
    {
        var ids = Anchors.Plays(result.Replay);
        return Tag.El(
            "details", Tag.At("class", "on-paper"), Tag.El("summary", Tag.El("strong", "Where attacks got through")),
            Tag.Table(
                "breaches", ["Place", "Lowest profile", "Plays and campaigns that succeeded, and the requirements that guard their way there"],
                result.Places.Where(p => breaches.ContainsKey(p.Place.Id)).Select(p => (IEnumerable<object?>)
                [
                    Tag.Link(Anchors.Place(p.Place.Id), p.Place.Id), $"SL {Tag.Number(breaches[p.Place.Id].Min(t => t.ProfileLevel ?? 0))}",
                    breaches[p.Place.Id].OrderBy(t => t.ProfileLevel).ThenBy(t => t.Id, StringComparer.Ordinal).SelectMany((t, i) => new object[]
                    {
                        i == 0 ? "" : "; ", Tag.Link(ids[t.Id], t.Subject),
                        $" ({PlaysSection.Level(t)}: {string.Join(' ', t.Path.Where(s => s.Place == p.Place.Id).Select(s => s.Fr.ShortName()))})",
                    }),
                ])));
    }

    private static XElement Legend() => Tag.Div(
        "legend",
        new[] { Gap.Reached, Gap.Short, Gap.Unknown, Gap.NoTarget }.Select(g => Tag.Span("", Tag.Span($"badge {Marks.Css(g)}", Marks.Words(g)))),
        Tag.Span("", Tag.El("span", Tag.At("class", "breach-sample"), "3"), " plays got past"),
        Tag.Span("soft", "A line or frame takes the colour of its worst square. - means not assessed, which is below 0."));

    private static XElement Box(ZoneBox box, Dictionary<string, List<TrialResult>> breaches)
    {
        var place = box.Zone.Place;
        var cell = (BoxWidth - 14) / 7;
        return Tag.El(
            "a", Tag.At("href", "#" + Anchors.Place(place.Id)), Tag.At("data-place", place.Id),
            Tag.El("title", $"{place.Id} {place.Title}: SL-T {place.Target}, predicted SL-A {box.Zone.Claim}"),
            Rect(box.X, box.Y, BoxWidth, BoxHeight, $"box {Stroke(box.Zone)}", 6),
            Text(box.X + 9, box.Y + 18, "id", Cut(place.Id, 26)),
            Text(box.X + 9, box.Y + 32, "sub", Cut(place.Title, 40)),
            box.Zone.Frs.SelectMany((f, i) => Square(box.X + 7 + (i * cell), box.Y + 40, cell - 2, f)),
            Breach(box.X + BoxWidth - 4, box.Y + 2, place.Id, breaches));
    }

    private static IEnumerable<XElement> Breach(double right, double y, string place, Dictionary<string, List<TrialResult>> breaches)
    {
        if (!breaches.TryGetValue(place, out var plays))
        {
            yield break;
        }

        var text = BreachText(plays);
        var width = 12 + (text.Length * 6.4);
        yield return Rect(right - width, y - 10, width, 19, "breach", 9);
        yield return Text(right - (width / 2), y + 4, "breach-text", text);
    }

    private static IEnumerable<XElement> Square(double x, double y, double width, FrResult level)
    {
        var middle = x + (width / 2);
        yield return Rect(x, y, width, 46, Marks.Css(Marks.GapOf(level)), 3);
        yield return Text(middle, y + 10, "fr", level.Fr.ShortName());
        yield return Text(middle, y + 28, "lvl", level.Claim.ToString());
        yield return Text(middle, y + 42, "tgt", level.Target.IsAssessed ? $"of {level.Target}" : "");
    }

    private static XElement Edge(ConduitLine l)
    {
        // Two curves that meet, level, in the label; within one column both bulge out to it.
        var loop = l.To is not null && l.To.X.Equals(l.From.X);
        var (a, b) = loop ? (l.LabelX, l.LabelX) : ((l.X1 + l.LabelX) / 2, (l.LabelX + l.X2) / 2);
        var path = loop
            ? $"M {N(l.X1)} {N(l.Y1)} Q {N(a)} {N(l.Y1)} {N(l.LabelX)} {N(l.LabelY)} Q {N(b)} {N(l.Y2)} {N(l.X2)} {N(l.Y2)}"
            : $"M {N(l.X1)} {N(l.Y1)} C {N(a)} {N(l.Y1)} {N(a)} {N(l.LabelY)} {N(l.LabelX)} {N(l.LabelY)} "
                + $"C {N(b)} {N(l.LabelY)} {N(b)} {N(l.Y2)} {N(l.X2)} {N(l.Y2)}";
        return Tag.El("path", Tag.At("class", $"edge {Stroke(l.Conduit)}"), Tag.At("data-place", l.Conduit.Place.Id), Tag.At("d", path));
    }

    private static XElement Pill(ConduitLine line, Dictionary<string, List<TrialResult>> breaches)
    {
        var (x, y) = (line.LabelX, line.LabelY);
        var place = line.Conduit.Place;
        return Tag.El(
            "a", Tag.At("href", "#" + Anchors.Place(place.Id)), Tag.At("data-place", place.Id),
            Tag.El("title", $"{place.Id} {place.Title}: SL-T {place.Target}, predicted SL-A {line.Conduit.Claim}"),
            Rect(x - (LabelWidth / 2), y - (LabelHeight / 2), LabelWidth, LabelHeight, $"pill {Stroke(line.Conduit)}", 5),
            Text(x - 54, y - 6, "cid", Name(line, breaches.ContainsKey(place.Id))),
            line.Conduit.Frs.SelectMany((f, i) => new[]
            {
                Rect(x - 55 + (i * 16), y - 1, 14, 16, Marks.Css(Marks.GapOf(f)), 2),
                Text(x - 48 + (i * 16), y + 11, "mini", f.Claim.ToString()),
            }),
            breaches.TryGetValue(place.Id, out var plays) ? Text(x + 55, y - 6, "cbreach", BreachText(plays)) : null);
    }

    private static string Name(ConduitLine line, bool isBreached)
    {
        var id = line.Conduit.Place.Id;
        return isBreached ? Cut(id, 7) : line.To is null ? $"{Cut(id, 10)}, outside" : Cut(id, 17);
    }

    private static string BreachText(List<TrialResult> plays) => $"{Tag.Number(plays.Count)} from SL {Tag.Number(plays.Min(t => t.ProfileLevel ?? 0))}";

    private static string Stroke(PlaceResult place) => $"s-{Marks.GapOf(place).ToString().ToLowerInvariant()}";

    private static XElement Rect(double x, double y, double width, double height, string css, double radius) => Tag.El(
        "rect", Tag.At("class", css), Tag.At("x", x), Tag.At("y", y), Tag.At("width", width), Tag.At("height", height), Tag.At("rx", radius));

    private static XElement Text(double x, double y, string css, string text) => Tag.El("text", Tag.At("class", css), Tag.At("x", x), Tag.At("y", y), text);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private static string N(double value) => Tag.Number(value);
}
