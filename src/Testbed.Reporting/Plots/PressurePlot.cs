using System.Globalization;
using ScottPlot;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>A drawn plot.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Png">The image.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record PlotImage(string Title, byte[] Png, int Width, int Height);

/// <summary>
/// Draws the pressures of a trial over simulated time, one plot per range of pressure, since a feeder at 16 bar would flatten a house line at 25 mbar.
/// </summary>
public static class PressurePlot
{
    /// <summary>Image width, pixels; drawn at twice the size it is shown at, for print.</summary>
    public const int Width = 1400;

    /// <summary>Image height, pixels.</summary>
    public const int Height = 520;

    internal static readonly string[] Palette = ["#1f5fa8", "#c2410c", "#2f7d4f", "#7a3e9d", "#8a6d00", "#0f766e", "#9f1239", "#475569"];

    /// <summary>Draws the plots, from the highest range down. A trace without points gives none.</summary>
    /// <param name="trace">Bar gauge.</param>
    /// <param name="quiet">The same series of the run without attack, drawn dashed, or null.</param>
    public static IReadOnlyList<PlotImage> Draw(ProcessTrace trace, ProcessTrace? quiet = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (trace.Seconds.Count == 0)
        {
            return [];
        }

        lock (PlotFont.Drawing)
        {
            PlotFont.Ensure();
            return DrawAll(trace, quiet);
        }
    }

    private static List<PlotImage> DrawAll(ProcessTrace trace, ProcessTrace? quiet) =>
        [
            .. trace.Series.Select((name, i) => (Name: name, Values: trace.Values[i]))
                .Where(s => s.Values.Count == trace.Seconds.Count && s.Values.Any(double.IsFinite))
                .GroupBy(s => Range(s.Values))
                .OrderByDescending(g => g.Key)
                .Select(g => Draw(g.Key, trace, [.. g], quiet)),
        ];

    private static PlotImage Draw(PressureRange range, ProcessTrace trace, List<(string Name, IReadOnlyList<double> Values)> series, ProcessTrace? quiet)
    {
        var (title, unit, scale) = range switch
        {
            PressureRange.High => ("High pressure", "bar gauge", 1.0),
            PressureRange.Medium => ("Medium pressure", "bar gauge", 1.0),
            _ => ("Low pressure", "mbar gauge", 1000.0),
        };
        var hours = trace.Seconds[^1] > 7200;
        var perUnit = hours ? 3600.0 : 60.0;
        using var plot = new Plot();
        plot.ScaleFactor = 2;
        plot.Font.Set(PlotFont.Name);
        for (var i = 0; i < series.Count; i++)
        {
            var colour = Color.FromHex(Palette[i % Palette.Length]);
            AddLine(plot, trace.Seconds, series[i].Values, perUnit, scale, colour, dashed: false).LegendText = series[i].Name;
            var same = quiet is null ? -1 : quiet.Series.ToList().IndexOf(series[i].Name);
            if (same >= 0 && quiet!.Values[same].Count == quiet.Seconds.Count)
            {
                AddLine(plot, quiet.Seconds, quiet.Values[same], perUnit, scale, colour.WithAlpha(0.55), dashed: true);
            }
        }

        plot.XLabel(hours ? "simulated time, h" : "simulated time, min");
        plot.YLabel($"pressure, {unit}");
        plot.Axes.Bottom.TickGenerator = InvariantTicks();
        plot.Axes.Left.TickGenerator = InvariantTicks();
        plot.Axes.Bottom.Label.FontSize = 12;
        plot.Axes.Left.Label.FontSize = 12;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.LightGray;
        plot.ShowLegend(Edge.Right);
        plot.FigureBackground.Color = Colors.White;
        return new($"{title}, {unit}", plot.GetImageBytes(Width, Height, ImageFormat.Png), Width, Height);
    }

    // The library's own labels follow the culture of the machine.
    internal static ScottPlot.TickGenerators.NumericAutomatic InvariantTicks() =>
        new() { LabelFormatter = value => value.ToString("0.######", CultureInfo.InvariantCulture) };

    private static ScottPlot.Plottables.Scatter AddLine(
        Plot plot, IReadOnlyList<double> seconds, IReadOnlyList<double> values, double perUnit, double scale, Color colour, bool dashed)
    {
        double[] xs = [.. seconds.Select(s => s / perUnit)];
        double[] ys = [.. values.Select(v => double.IsFinite(v) ? v * scale : double.NaN)];
        var line = plot.Add.ScatterLine(xs, ys, colour);
        line.LineWidth = dashed ? 1f : 1.6f;
        line.LinePattern = dashed ? LinePattern.Dashed : LinePattern.Solid;
        return line;
    }

    private static PressureRange Range(IReadOnlyList<double> values) => values.Where(double.IsFinite).Max() switch
    {
        > 7 => PressureRange.High,
        > 0.2 => PressureRange.Medium,
        _ => PressureRange.Low,
    };

    private enum PressureRange
    {
        Low,
        Medium,
        High,
    }
}
