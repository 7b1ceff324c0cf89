using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>A zone's box on the map; coordinates of its top left corner.</summary>
internal sealed record ZoneBox(PlaceResult Zone, double X, double Y);

/// <summary>
/// A conduit on the map between two zones, or one zone and the outside (<paramref name="To"/> is null). The line runs from the right edge of one
/// box through its label's middle (<paramref name="LabelX"/>, <paramref name="LabelY"/>) to the other end.
/// </summary>
internal sealed record ConduitLine(
    PlaceResult Conduit, ZoneBox From, ZoneBox? To, double X1, double Y1, double X2, double Y2, double LabelX, double LabelY);

/// <summary>
/// Places zones in columns by their distance, in conduits, from the most remote zone, so that the way an attacker has to take reads from one
/// side to the other. Depends on ids and links only, so equal scenarios draw equally.
/// </summary>
internal sealed class MapLayout
{
    public const double BoxWidth = 206;
    public const double BoxHeight = 92;
    public const double ColumnGap = 140;
    public const double RowGap = 34;
    public const double Margin = 28;
    public const double LabelWidth = 118;
    public const double LabelHeight = 38;

    private MapLayout(IReadOnlyList<ZoneBox> boxes, IReadOnlyList<ConduitLine> lines) => (Boxes, Lines) = (boxes, lines);

    public IReadOnlyList<ZoneBox> Boxes { get; }

    public IReadOnlyList<ConduitLine> Lines { get; }

    public double Width => Boxes.Count == 0
        ? 400
        : Math.Max(Boxes.Max(b => b.X) + BoxWidth, Lines.Select(l => Math.Max(l.X2 + 40, l.LabelX + (LabelWidth / 2))).DefaultIfEmpty(0).Max()) + Margin;

    public double Height => Boxes.Count == 0
        ? 80
        : Math.Max(Boxes.Max(b => b.Y) + BoxHeight, Lines.Select(l => l.LabelY + (LabelHeight / 2)).DefaultIfEmpty(0).Max()) + Margin;

    public static MapLayout Of(IReadOnlyList<PlaceResult> places)
    {
        var zones = places.Where(p => p.Place.Kind == PlaceKind.Zone).OrderBy(p => p.Place.Id, StringComparer.Ordinal).ToList();
        var conduits = places.Where(p => p.Place.Kind == PlaceKind.Conduit).OrderBy(p => p.Place.Id, StringComparer.Ordinal).ToList();
        var ends = conduits.ToDictionary(c => c.Place.Id, c => zones.Where(z => z.Place.Conduits.Contains(c.Place.Id)).Select(z => z.Place.Id).ToList());
        var near = zones.ToDictionary(
            z => z.Place.Id,
            z => z.Place.Conduits.Where(ends.ContainsKey).SelectMany(c => ends[c]).Where(o => o != z.Place.Id).Distinct().Order(StringComparer.Ordinal)
                .ToList());
        var boxes = Place(zones, Columns(near));
        var byId = boxes.ToDictionary(b => b.Zone.Place.Id);
        var lines = new List<ConduitLine>();
        foreach (var conduit in conduits.Where(c => ends[c.Place.Id].Count > 0))
        {
            var at = ends[conduit.Place.Id].Select(id => byId[id]).OrderBy(b => b.X).ThenBy(b => b.Y).ToList();
            if (at.Count == 1)
            {
                lines.Add(Line(conduit, at[0], null, 0));
            }

            lines.AddRange(at.Skip(1).Select(to => Line(conduit, at[0], to, lines.Count(l => l.From == at[0] && l.To == to))));
        }

        return new(boxes, Spread(lines));
    }

    /// <summary>A line with its label where the straight way crosses the gap; several conduits between the same zones leave at different heights.</summary>
    private static ConduitLine Line(PlaceResult conduit, ZoneBox from, ZoneBox? to, int parallel)
    {
        var shift = (BoxHeight / 2) + (parallel * 14);
        var (x1, y1) = (from.X + BoxWidth, from.Y + shift);
        var (x2, y2) = to is null ? (x1 + ColumnGap - 24, y1) : to.X.Equals(from.X) ? (x1, to.Y + shift) : (to.X, to.Y + shift);
        return new(conduit, from, to, x1, y1, x2, y2, x1 + (ColumnGap / 2), (y1 + y2) / 2);
    }

    /// <summary>Moves labels of one gap apart until none covers another, keeping their order and, as far as they fit, their middle.</summary>
    private static List<ConduitLine> Spread(List<ConduitLine> lines)
    {
        const double Step = LabelHeight + 8;
        var spread = new List<ConduitLine>();
        foreach (var gap in lines.GroupBy(l => l.LabelX))
        {
            var ordered = gap.OrderBy(l => l.LabelY).ThenBy(l => l.Conduit.Place.Id, StringComparer.Ordinal).ToList();
            var ys = new double[ordered.Count];
            for (var i = 0; i < ys.Length; i++)
            {
                ys[i] = i == 0 ? ordered[i].LabelY : Math.Max(ordered[i].LabelY, ys[i - 1] + Step);
            }

            var back = Math.Min((ys[^1] - ordered[^1].LabelY) / 2, ys[0] - Margin - (LabelHeight / 2));
            spread.AddRange(ordered.Select((l, i) => l with { LabelY = ys[i] - Math.Max(0, back) }));
        }

        return spread;
    }

    /// <summary>The zones in columns: breadth first from the zone that is farthest from some other; unlinked parts start again at the left.</summary>
    private static List<List<string>> Columns(Dictionary<string, List<string>> near)
    {
        var columns = new List<List<string>>();
        var left = near.Keys.ToList();
        while (left.Count > 0)
        {
            var root = left.OrderByDescending(z => Distances(near, z).Values.Max()).ThenBy(z => near[z].Count).ThenBy(z => z, StringComparer.Ordinal).First();
            var distances = Distances(near, root);
            foreach (var group in distances.GroupBy(d => d.Value).OrderBy(g => g.Key))
            {
                while (columns.Count <= group.Key)
                {
                    columns.Add([]);
                }

                var before = group.Key == 0 ? [] : columns[group.Key - 1];
                columns[group.Key].AddRange(group.Select(d => d.Key)
                    .OrderBy(z => near[z].Where(before.Contains).Select(b => (double)before.IndexOf(b)).DefaultIfEmpty(0).Average())
                    .ThenBy(z => z, StringComparer.Ordinal));
            }

            left.RemoveAll(distances.ContainsKey);
        }

        return columns;
    }

    private static Dictionary<string, int> Distances(Dictionary<string, List<string>> near, string root)
    {
        var distance = new Dictionary<string, int> { [root] = 0 };
        var queue = new Queue<string>([root]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var next in near[at].Where(n => distance.TryAdd(n, distance[at] + 1)))
            {
                queue.Enqueue(next);
            }
        }

        return distance;
    }

    private static List<ZoneBox> Place(List<PlaceResult> zones, List<List<string>> columns)
    {
        var byId = zones.ToDictionary(z => z.Place.Id);
        var rows = columns.Count == 0 ? 0 : columns.Max(c => c.Count);
        return
        [
            .. columns.SelectMany((column, x) => column.Select((id, y) => new ZoneBox(
                byId[id],
                Margin + (x * (BoxWidth + ColumnGap)),
                Margin + ((y + ((rows - column.Count) / 2.0)) * (BoxHeight + RowGap))))),
        ];
    }
}
