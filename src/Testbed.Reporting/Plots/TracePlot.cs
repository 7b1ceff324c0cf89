using System.Xml.Linq;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// Draws a trial's process over simulated time as inline SVG: one plot per range of pressure, one of flows, one of customers out. Small, sharp in print,
/// with text that can be read and found; the same input draws the same.
/// </summary>
internal static class TracePlot
{
    private const double Tolerance = 1.2;

    /// <summary>The figures, pressures from the highest range down. A trace without points gives none.</summary>
    /// <param name="trace">Times count from the beginning of the attack.</param>
    /// <param name="quiet">The same series of the run without attack, drawn dashed, or null.</param>
    public static IEnumerable<XElement> Draw(ProcessTrace trace, ProcessTrace? quiet)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return trace.Seconds.Count == 0 ? [] : Enumerable.Range(0, trace.Series.Count)
            .Where(i => trace.Values[i].Count == trace.Seconds.Count && trace.Values[i].Any(double.IsFinite))
            .GroupBy(i => PlotRange.Of(trace, i)).OrderBy(g => g.Key.Order)
            .Where(g => g.Key.Order != PlotRange.Customers.Order || g.Any(i => trace.Values[i].Max() > 0))
            .Select(g => Figure(g.Key, trace, [.. g], quiet));
    }

    private static XElement Figure(PlotRange range, ProcessTrace trace, IReadOnlyList<int> series, ProcessTrace? quiet)
    {
        var lines = new List<PlotLine>();
        for (var k = 0; k < series.Count; k++)
        {
            var colour = PlotStyle.Palette[k % PlotStyle.Palette.Length];
            var name = trace.Series[series[k]];
            if (quiet is not null && quiet.Series.ToList().IndexOf(name) is >= 0 and var same && quiet.Values[same].Count == quiet.Seconds.Count)
            {
                lines.Add(new("", colour, [.. quiet.Seconds.Zip(quiet.Values[same], (s, v) => (s, v * range.Scale))]));
            }

            lines.Add(new(name, colour, [.. trace.Seconds.Zip(trace.Values[series[k]], (s, v) => (s, v * range.Scale))]));
        }

        double[] limits = [.. series.Select(trace.LimitOf).OfType<double>().Select(l => l * range.Scale).Distinct()];
        var frame = PlotFrame.Around(lines, limits, trace.Seconds[0], trace.Seconds[^1]);
        return Tag.El(
            "figure",
            Tag.El("figcaption", $"{range.Title}, {range.Unit}"),
            Tag.El(
                "svg", Tag.At("class", "plot"), Tag.At("role", "img"), Tag.At("aria-label", $"{range.Title} over simulated time"),
                Tag.At("viewBox", PlotFrame.ViewBox),
                frame.Axes(), limits.Where(frame.Shows).Select(frame.Limit), lines.Select(l => Line(l, frame)), frame.Names(lines)));
    }

    private static XElement Line(PlotLine line, PlotFrame frame)
    {
        var path = new System.Text.StringBuilder();
        var run = new List<(double X, double Y)>();
        foreach (var (seconds, value) in line.Points.Append((0, double.NaN)))
        {
            if (double.IsFinite(value))
            {
                run.Add(frame.At(seconds, value));
                continue;
            }

            Append(path, Outline.Of(run, Tolerance));
            run.Clear();
        }

        return Tag.El("path", Tag.At("class", line.IsQuiet ? "quiet" : "line"), Tag.At("stroke", line.Colour), Tag.At("d", path.ToString()));
    }

    /// <summary>Whole numbers relative to the point before: a third of the size of absolute ones.</summary>
    private static void Append(System.Text.StringBuilder path, IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (0, 0);
        for (var i = 0; i < points.Count; i++)
        {
            var (px, py) = ((int)Math.Round(points[i].X), (int)Math.Round(points[i].Y));
            path.Append(i == 0 ? FormattableString.Invariant($"M{px} {py}") : FormattableString.Invariant($"l{px - x} {py - y}"));
            (x, y) = (px, py);
        }
    }
}

/// <summary>A line of a plot; without a name it is the run without attack.</summary>
internal sealed record PlotLine(string Name, string Colour, IReadOnlyList<(double Seconds, double Value)> Points)
{
    public bool IsQuiet => Name.Length == 0;
}

/// <summary>What shares a plot: a range of pressure (a feeder at 16 bar would flatten a house line at 25 mbar), or another quantity.</summary>
internal sealed record PlotRange(int Order, string Title, string Unit, double Scale)
{
    public static readonly PlotRange Customers = new(9, "Customers without gas", "customers", 1);

    private static readonly PlotRange High = new(0, "High pressure", "bar gauge", 1);
    private static readonly PlotRange Medium = new(1, "Medium pressure", "bar gauge", 1);
    private static readonly PlotRange Low = new(2, "Low pressure", "mbar gauge", 1000);
    private static readonly PlotRange Flow = new(8, "Flow", "Nm3/h", 1);

    // The limit tells the tier even when the pressure is gone.
    public static PlotRange Of(ProcessTrace trace, int series) => trace.QuantityOf(series) switch
    {
        ProcessQuantity.Flow => Flow,
        ProcessQuantity.CustomersOut => Customers,
        _ => (trace.LimitOf(series) ?? trace.Values[series].Where(double.IsFinite).Max()) switch { > 7 => High, > 0.2 => Medium, _ => Low },
    };
}
