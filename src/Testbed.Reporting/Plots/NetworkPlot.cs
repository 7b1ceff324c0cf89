using System.Globalization;
using ScottPlot;
using ScottPlot.Colormaps;

namespace Testbed.Reporting;

/// <summary>
/// Draws a network with pressures by colour, each tier of pressure with a scale and a colour bar of its own, since a tier at 4 bar would leave one at 25 mbar
/// a single colour.
/// </summary>
internal static class NetworkPlot
{
    private const int Shades = 48;
    private const int MostIds = 40;

    // Low to high; low is a warm colour in each.
    private static readonly Dictionary<PressureTier, string[]> Ramps = new()
    {
        [PressureTier.High] = ["#8c2d04", "#e08214", "#7fa650", "#14532d"],
        [PressureTier.Medium] = ["#c81e1e", "#e0a030", "#3d9a8b", "#1e4e8c"],
        [PressureTier.Low] = ["#d6338a", "#9b5de5", "#3a2a7d"],
    };

    /// <summary>The plot; to be disposed.</summary>
    public static Plot Of(NetworkPicture picture)
    {
        var plot = new Plot();
        plot.Font.Set(PlotFont.Name);
        var places = Places(picture);
        var tiers = Tiers(picture);
        foreach (var tier in tiers.Where((_, i) => double.IsFinite(picture.Nodes[i].Bar)).Distinct().Order().ToList())
        {
            AddTier(plot, picture, places, tier, [.. Enumerable.Range(0, tiers.Length).Select(i => tiers[i] == tier && double.IsFinite(picture.Nodes[i].Bar))]);
        }

        AddIds(plot, picture, places);
        AddEquipment(plot, picture, places);
        AddSources(plot, picture, places);
        Frame(plot, picture);
        return plot;
    }

    private static (double X, double Y)[] Places(NetworkPicture picture) => picture.Places is { } given
        ? [.. given]
        : NetworkLayout.Of(
            picture.Nodes.Count, [.. picture.Branches.Select(b => (b.From, b.To))],
            [.. Enumerable.Range(0, picture.Nodes.Count).Where(i => picture.Nodes[i].IsSource)]);

    /// <summary>The tier of each node: that of the highest pressure which pipes join it to.</summary>
    private static PressureTier[] Tiers(NetworkPicture picture)
    {
        var highest = picture.Nodes.Select(n => double.IsFinite(n.Bar) ? n.Bar : double.NegativeInfinity).ToArray();
        if (picture.Datum != "gauge")
        {
            return [.. highest.Select(_ => PressureTier.High)];
        }

        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var pipe in picture.Branches.Where(b => b.IsPipe && highest[b.From] != highest[b.To]))
            {
                highest[pipe.From] = highest[pipe.To] = Math.Max(highest[pipe.From], highest[pipe.To]);
                changed = true;
            }
        }

        return [.. highest.Select(PressureTiers.Of)];
    }

    private static void AddTier(Plot plot, NetworkPicture picture, (double X, double Y)[] places, PressureTier tier, bool[] isIn)
    {
        var (name, unit, scale) = PressureTiers.Text(tier, picture.Datum);
        var values = picture.Nodes.Select(n => n.Bar * scale).ToArray();
        var (low, high) = (values.Where((_, i) => isIn[i]).Min(), values.Where((_, i) => isIn[i]).Max());
        var lowest = Array.FindIndex(values, v => v == low);
        // A tier at one pressure has a range of rounding only.
        if (high - low < 1e-6 * Math.Abs(high))
        {
            (low, high) = (low - (0.01 * Math.Abs(low)), high + (0.01 * Math.Abs(high)));
        }

        var map = new CustomInterpolated([.. Ramps[tier].Select(Color.FromHex)]);
        int Shade(double value) => (int)Math.Clamp(Shades * (value - low) / (high - low), 0.0, Shades - 1.0);
        foreach (var shade in picture.Branches.Where(b => b.IsPipe && isIn[b.From] && isIn[b.To]).GroupBy(b => Shade(0.5 * (values[b.From] + values[b.To]))))
        {
            Lines(plot, shade, places, map.GetColor((shade.Key + 0.5) / Shades)).LineWidth = picture.Nodes.Count > 2_000 ? 1f : 2f;
        }

        var size = picture.Nodes.Count switch { <= 60 => 8f, <= 300 => 5f, <= 2_000 => 3f, _ => 0f };
        foreach (var shade in Enumerable.Range(0, values.Length).Where(i => size > 0f && isIn[i]).GroupBy(i => Shade(values[i])))
        {
            var points = shade.Select(i => new Coordinates(places[i].X, places[i].Y)).ToArray();
            plot.Add.Markers(points, MarkerShape.FilledCircle, size, map.GetColor((shade.Key + 0.5) / Shades));
        }

        var bar = plot.Add.ColorBar(new Scale(map, low, high), Edge.Right);
        bar.Label = picture.Datum == "gauge" ? $"{name}, {unit}" : $"pressure, {unit}";
        bar.LabelStyle.FontSize = 12;
        bar.Width = 16;
        Ticks(bar.Axis);
        var word = unit.Split(' ')[0];
        Label(plot, places, lowest, string.Create(CultureInfo.InvariantCulture, $"lowest {values[lowest]:0.###} {word} ({picture.Nodes[lowest].Id})"));
    }

    private static void AddEquipment(Plot plot, NetworkPicture picture, (double X, double Y)[] places)
    {
        var equipment = picture.Branches.Where(b => !b.IsPipe).ToList();
        if (equipment.Count == 0)
        {
            return;
        }

        var lines = Lines(plot, equipment, places, Colors.Black);
        (lines.LineWidth, lines.LinePattern) = (1.2f, LinePattern.Dotted);
        var middles = equipment.Select(b => new Coordinates(0.5 * (places[b.From].X + places[b.To].X), 0.5 * (places[b.From].Y + places[b.To].Y))).ToArray();
        plot.Add.Markers(middles, MarkerShape.FilledDiamond, 9f, Colors.Black).LegendText = "regulator, valve or compressor";
    }

    private static void AddSources(Plot plot, NetworkPicture picture, (double X, double Y)[] places)
    {
        var sources = Enumerable.Range(0, picture.Nodes.Count).Where(i => picture.Nodes[i].IsSource).ToList();
        if (sources.Count > 0)
        {
            plot.Add.Markers(sources.Select(i => new Coordinates(places[i].X, places[i].Y)).ToArray(), MarkerShape.FilledTriangleUp, 13f, Colors.Black)
                .LegendText = "given pressure";
        }
    }

    private static void Frame(Plot plot, NetworkPicture picture)
    {
        plot.Title(picture.Title, 14);
        if (picture.Places is null)
        {
            plot.Axes.Bottom.TickGenerator = plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.EmptyTickGenerator();
            plot.XLabel("drawn from who is joined to whom; lengths mean nothing", 12);
            plot.HideGrid();
        }
        else
        {
            plot.XLabel("x, m", 12);
            plot.YLabel("y, m", 12);
            Ticks(plot.Axes.Bottom);
            Ticks(plot.Axes.Left);
        }

        plot.Axes.SquareUnits();
        plot.Axes.Margins(0.08, 0.08);
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.LightGray;
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.ShowLegend(Edge.Bottom);
        plot.FigureBackground.Color = Colors.White;
    }

    /// <summary>Lines apart from each other as one line with gaps, since thousands of plottables are slow.</summary>
    private static ScottPlot.Plottables.Scatter Lines(Plot plot, IEnumerable<NetworkBranch> branches, (double X, double Y)[] places, Color colour)
    {
        var points = branches.SelectMany(b => new[]
        {
            new Coordinates(places[b.From].X, places[b.From].Y), new Coordinates(places[b.To].X, places[b.To].Y), Coordinates.NaN,
        }).ToArray();
        var line = plot.Add.Scatter(points, colour);
        line.MarkerSize = 0f;
        return line;
    }

    /// <summary>A note above a node, on the side where there is room.</summary>
    private static void Label(Plot plot, (double X, double Y)[] places, int node, string text)
    {
        var isLeft = places[node].X < 0.5 * (places.Min(p => p.X) + places.Max(p => p.X));
        var label = plot.Add.Text(text, places[node].X, places[node].Y);
        (label.LabelFontSize, label.OffsetX, label.OffsetY) = (11, isLeft ? 7 : -7, -7);
        label.LabelAlignment = isLeft ? Alignment.LowerLeft : Alignment.LowerRight;
        (label.LabelBackgroundColor, label.LabelBorderColor, label.LabelBorderWidth) = (Colors.White.WithAlpha(0.85), Colors.Gray, 1);
        label.LabelPadding = 2;
    }

    private static void AddIds(Plot plot, NetworkPicture picture, (double X, double Y)[] places)
    {
        for (var i = 0; i < picture.Nodes.Count && picture.Nodes.Count <= MostIds; i++)
        {
            var id = plot.Add.Text(picture.Nodes[i].Id, places[i].X, places[i].Y);
            (id.LabelFontSize, id.OffsetX, id.OffsetY, id.LabelFontColor) = (10, 6, 4, Colors.DimGray);
        }
    }

    // The library's own labels follow the culture of the machine.
    private static void Ticks(IAxis axis) => axis.TickGenerator = PlotStyle.InvariantTicks();

    private sealed class Scale(IColormap map, double low, double high) : IHasColorAxis
    {
        public IColormap Colormap => map;

        public ScottPlot.Range GetRange() => new(low, high);
    }
}
