using ScottPlot;

namespace Testbed.Reporting;

/// <summary>Draws pressures over time, one plot per tier of pressure.</summary>
internal static class CoursePlot
{
    private const double SecondsInMinutesFrom = 600.0;
    private const double SecondsInHoursFrom = 7_200.0;
    private const float LeftMargin = 75f;
    private const float RightMargin = 215f;
    private const float BottomMargin = 48f;
    private const float TopMargin = 44f;

    /// <summary>The plots, from the highest tier down; to be disposed.</summary>
    public static IReadOnlyList<Plot> Of(CoursePicture picture)
    {
        var tiers = picture.Lines.Where(l => l.Bar.Any(double.IsFinite))
            .GroupBy(l => picture.Datum == "gauge" ? PressureTiers.Of(l.Bar.Where(double.IsFinite).Max()) : PressureTier.High)
            .OrderByDescending(g => g.Key).ToList();
        return [.. tiers.Select((tier, i) => Draw(picture, tier.Key, [.. tier], i == 0))];
    }

    private static Plot Draw(CoursePicture picture, PressureTier tier, List<(string Name, IReadOnlyList<double> Bar)> lines, bool isFirst)
    {
        var (name, unit, scale) = PressureTiers.Text(tier, picture.Datum);
        var (word, per) = picture.Seconds[^1] > SecondsInHoursFrom ? ("h", 3_600.0) : picture.Seconds[^1] > SecondsInMinutesFrom ? ("min", 60.0) : ("s", 1.0);
        var plot = new Plot();
        plot.Font.Set(PlotFont.Name);
        double[] times = [.. picture.Seconds.Select(s => s / per)];
        for (var i = 0; i < lines.Count; i++)
        {
            var colour = Color.FromHex(PlotStyle.Palette[i % PlotStyle.Palette.Length]);
            var line = plot.Add.ScatterLine(times[..lines[i].Bar.Count], lines[i].Bar.Select(b => b * scale).ToArray(), colour);
            line.LineWidth = 1.6f;
            line.LinePattern = i < PlotStyle.Palette.Length ? LinePattern.Solid : LinePattern.Dashed;
            line.LegendText = lines[i].Name;
        }

        if (isFirst)
        {
            plot.Title(picture.Title, 14);
        }

        plot.XLabel($"time, {word}", 12);
        plot.YLabel(picture.Datum == "gauge" ? $"{name}, {unit}" : $"pressure, {unit}", 12);
        plot.Axes.Bottom.TickGenerator = PlotStyle.InvariantTicks();
        plot.Axes.Left.TickGenerator = PlotStyle.InvariantTicks();
        plot.Axes.Margins(0.0, 0.08);
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.LightGray;
        plot.ShowLegend(Edge.Right);
        // Equal margins, so that the times of plots below each other agree.
        plot.Layout.Fixed(new PixelPadding(LeftMargin, RightMargin, BottomMargin, TopMargin));
        plot.FigureBackground.Color = Colors.White;
        return plot;
    }
}
