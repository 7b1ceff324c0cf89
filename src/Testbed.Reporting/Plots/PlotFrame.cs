using System.Globalization;
using System.Xml.Linq;

namespace Testbed.Reporting;

/// <summary>The scales of one plot, and what stands around its lines. Immutable.</summary>
internal sealed class PlotFrame
{
    /// <summary>The drawing's own units; shown at half of them.</summary>
    public const string ViewBox = "0 0 1200 400";

    private const double Left = 96;
    private const double Right = 1050;
    private const double Top = 14;
    private const double Bottom = 338;
    private const double NameStep = 27;
    private const double HoursFrom = 7200;

    private readonly double _from;
    private readonly double _to;
    private readonly double _low;
    private readonly double _high;

    private PlotFrame(double from, double to, double low, double high) => (_from, _to, _low, _high) = (from, Math.Max(to, from + 1), low, high);

    /// <summary>A frame that shows all lines, and those limits that they come near to.</summary>
    public static PlotFrame Around(IReadOnlyList<PlotLine> lines, IReadOnlyList<double> limits, double from, double to)
    {
        var values = lines.SelectMany(l => l.Points).Select(p => p.Value).Where(double.IsFinite).ToList();
        var (low, high) = (values.Min(), values.Max());
        high = limits.Where(l => high > l * 0.8).Append(high).Max();
        var margin = Math.Max((high - low) * 0.08, Math.Max(Math.Abs(high) * 0.01, 1e-3));
        return new(from, to, low >= 0 ? Math.Max(0, low - margin) : low - margin, high + margin);
    }

    /// <summary>True for a value within the scale.</summary>
    public bool Shows(double value) => value >= _low && _high >= value;

    /// <summary>Where a value stands.</summary>
    public (double X, double Y) At(double seconds, double value) => (
        Left + ((Math.Clamp(seconds, _from, _to) - _from) / (_to - _from) * (Right - Left)),
        Bottom - ((value - _low) / (_high - _low) * (Bottom - Top)));

    /// <summary>Grid, figures and the beginning of the attack.</summary>
    public IEnumerable<XElement> Axes()
    {
        yield return Tag.El("path", Tag.At("class", "frame"), Tag.At("d", $"M{N(Left)} {N(Top)}V{N(Bottom)}H{N(Right)}"));
        foreach (var value in Ticks(_low, _high, 4))
        {
            var y = At(_from, value).Y;
            yield return Tag.El("path", Tag.At("class", "grid"), Tag.At("d", $"M{N(Left)} {N(y)}H{N(Right)}"));
            yield return Text(Left - 8, y + 8, "end", Figure(value));
        }

        var (unit, per) = _to > HoursFrom ? ("hours", 3600.0) : ("minutes", 60.0);
        foreach (var time in Ticks(_from / per, _to / per, 6))
        {
            yield return Text(At(time * per, 0).X, Bottom + 28, "middle", Figure(time));
        }

        yield return Text((Left + Right) / 2, Bottom + 56, "middle", $"{unit} since the attack began");
        if (_from <= 0 && _to > 0)
        {
            yield return Tag.El("path", Tag.At("class", "onset"), Tag.At("d", $"M{N(At(0, 0).X)} {N(Top)}V{N(Bottom)}"));
        }
    }

    /// <summary>A limit line with its figure.</summary>
    public XElement Limit(double value)
    {
        var y = At(_from, value).Y;
        return Tag.El(
            "g", Tag.El("path", Tag.At("class", "limit"), Tag.At("d", $"M{N(Left)} {N(y)}H{N(Right)}")),
            Text(Left + 10, y - 6, "start", $"limit {Figure(value)}", "limit-text"));
    }

    /// <summary>The lines' names at their ends, moved apart where ends meet.</summary>
    public IEnumerable<XElement> Names(IEnumerable<PlotLine> lines)
    {
        var ends = lines.Where(l => !l.IsQuiet)
            .Select(l => (Line: l, At(0, l.Points.LastOrDefault(p => double.IsFinite(p.Value)).Value).Y)).OrderBy(e => e.Y).ToList();
        var ys = new double[ends.Count];
        for (var i = 0; i < ys.Length; i++)
        {
            ys[i] = i == 0 ? ends[i].Y : Math.Max(ends[i].Y, ys[i - 1] + NameStep);
        }

        var back = ys.Length == 0 ? 0 : Math.Max(0, ys[^1] - Bottom);
        return ends.Select((e, i) => Tag.El(
            "text", Tag.At("x", Right + 10), Tag.At("y", Math.Max(Top, ys[i] - back) + 8), Tag.At("fill", e.Line.Colour), e.Line.Name));
    }

    /// <summary>Round values that divide a scale into about so many parts.</summary>
    internal static IEnumerable<double> Ticks(double low, double high, int parts)
    {
        var rough = (high - low) / parts;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch { > 5 => 10, > 2 => 5, > 1 => 2, _ => 1 });
        for (var i = Math.Ceiling(low / step); high >= i * step; i++)
        {
            yield return i * step;
        }
    }

    private static XElement Text(double x, double y, string anchor, string text, string? css = null) => Tag.El(
        "text", css is null ? null : Tag.At("class", css), Tag.At("x", Math.Round(x, 1)), Tag.At("y", Math.Round(y, 1)), Tag.At("text-anchor", anchor), text);

    private static string Figure(double value) => Math.Abs(value) < 1e-9 ? "0" : value.ToString("#,0.####", CultureInfo.InvariantCulture);

    private static string N(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
