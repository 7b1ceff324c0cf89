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
        return Tag.Section(
            "map", "Zones and conduits",
            Tag.P("Each square is one foundational requirement (IAC UC SI DC RDF TRE RA): the large figure is the predicted SL-A, T the target."),
            Tag.El(
                "svg", Tag.At("class", "map"), Tag.At("role", "img"), Tag.At("aria-label", "Map of zones and conduits"),
                Tag.At("viewBox", $"0 0 {Tag.Number(layout.Width)} {Tag.Number(layout.Height)}"),
                layout.Lines.Select(Edge), layout.Boxes.Select(Box), layout.Lines.Select(Pill)),
            Legend());
    }

    private static XElement Legend() => Tag.Div(
        "legend",
        new[] { Gap.Reached, Gap.Short, Gap.Unknown, Gap.NoTarget }.Select(g => Tag.Span("", Tag.Span($"badge {Marks.Css(g)}", Marks.Words(g)))),
        Tag.Span("soft", "A line or frame takes the colour of its worst square. - means not assessed, which is below 0."));

    private static XElement Box(ZoneBox box)
    {
        var place = box.Zone.Place;
        var cell = (BoxWidth - 14) / 7;
        return Tag.El(
            "g",
            Tag.El("title", $"{place.Id} {place.Title}: SL-T {place.Target}, predicted SL-A {box.Zone.Claim}"),
            Rect(box.X, box.Y, BoxWidth, BoxHeight, $"box {Stroke(box.Zone)}", 6),
            Text(box.X + 9, box.Y + 18, "id", Cut(place.Id, 26)),
            Text(box.X + 9, box.Y + 32, "sub", Cut(place.Title, 40)),
            box.Zone.Frs.SelectMany((f, i) => Square(box.X + 7 + (i * cell), box.Y + 40, cell - 2, f)));
    }

    private static IEnumerable<XElement> Square(double x, double y, double width, FrResult level)
    {
        var middle = x + (width / 2);
        yield return Rect(x, y, width, 46, Marks.Css(Marks.GapOf(level)), 3);
        yield return Text(middle, y + 10, "fr", level.Fr.ShortName());
        yield return Text(middle, y + 28, "lvl", level.Claim.ToString());
        yield return Text(middle, y + 41, "tgt", $"T {level.Target}");
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
        return Tag.El("path", Tag.At("class", $"edge {Stroke(l.Conduit)}"), Tag.At("d", path));
    }

    private static XElement Pill(ConduitLine line)
    {
        var (x, y) = (line.LabelX, line.LabelY);
        var place = line.Conduit.Place;
        return Tag.El(
            "g",
            Tag.El("title", $"{place.Id} {place.Title}: SL-T {place.Target}, predicted SL-A {line.Conduit.Claim}"),
            Rect(x - (LabelWidth / 2), y - (LabelHeight / 2), LabelWidth, LabelHeight, $"pill {Stroke(line.Conduit)}", 5),
            Text(x, y - 6, "cid", line.To is null ? $"{Cut(place.Id, 10)}, outside" : Cut(place.Id, 17)),
            line.Conduit.Frs.SelectMany((f, i) => new[]
            {
                Rect(x - 55 + (i * 16), y - 1, 14, 16, Marks.Css(Marks.GapOf(f)), 2),
                Text(x - 48 + (i * 16), y + 11, "mini", f.Claim.ToString()),
            }));
    }

    private static string Stroke(PlaceResult place) => $"s-{Marks.GapOf(place).ToString().ToLowerInvariant()}";

    private static XElement Rect(double x, double y, double width, double height, string css, double radius) => Tag.El(
        "rect", Tag.At("class", css), Tag.At("x", x), Tag.At("y", y), Tag.At("width", width), Tag.At("height", height), Tag.At("rx", radius));

    private static XElement Text(double x, double y, string css, string text) => Tag.El("text", Tag.At("class", css), Tag.At("x", x), Tag.At("y", y), text);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private static string N(double value) => Tag.Number(value);
}
