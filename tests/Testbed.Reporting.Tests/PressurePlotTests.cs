using SkiaSharp;
using Testbed.Core;

namespace Testbed.Reporting.Tests;

public sealed class PressurePlotTests
{
    private static ProcessTrace Trace(params (string Name, double Level)[] series)
    {
        double[] seconds = [.. Enumerable.Range(0, 61).Select(i => i * 10.0)];
        return new([.. series.Select(s => s.Name)], seconds,
            [.. series.Select(s => (IReadOnlyList<double>)[.. seconds.Select(t => s.Level * (1 + (0.1 * Math.Sin(t / 60))))])]);
    }

    [Fact]
    public void Draws_A_Png_Of_The_Stated_Size_In_More_Than_One_Colour()
    {
        var plot = Assert.Single(PressurePlot.Draw(Trace(("N1", 16), ("N2", 12))));

        using var bitmap = SKBitmap.Decode(plot.Png);
        Assert.Equal((PressurePlot.Width, PressurePlot.Height), (bitmap.Width, bitmap.Height));
        Assert.True(bitmap.Pixels.Distinct().Count() > 20);
        Assert.Contains(new SKColor(0x1f, 0x5f, 0xa8), bitmap.Pixels);
    }

    [Fact]
    public void Text_Is_Drawn_With_The_Embedded_Font()
    {
        // Another series name changes the legend only: without glyphs the images would not differ within the same label width.
        var (a, b) = (PressurePlot.Draw(Trace(("II", 16)))[0], PressurePlot.Draw(Trace(("HH", 16)))[0]);

        Assert.NotEqual(a.Png, b.Png);
        // From the library's cache, which every plot shares: disposing it would leave them another font.
        var typeface = ScottPlot.Fonts.GetTypeface("Testbed Plot", false, false);
        Assert.Equal("DejaVu Sans", typeface.FamilyName);
        Assert.NotEqual(0, typeface.GetGlyph('m'));
        Assert.NotEqual(0, typeface.GetGlyph('\u00fc'));
    }

    [Fact]
    public void Separates_Ranges_Of_Pressure()
    {
        var plots = PressurePlot.Draw(Trace(("gate", 40), ("feeder", 4), ("house", 0.025)));

        Assert.Equal(["High pressure, bar gauge", "Medium pressure, bar gauge", "Low pressure, mbar gauge"], plots.Select(p => p.Title));
    }

    [Fact]
    public void The_Quiet_Run_Is_Drawn_Too()
    {
        var trace = Trace(("house", 0.025));

        Assert.NotEqual(PressurePlot.Draw(trace)[0].Png, PressurePlot.Draw(trace, Trace(("house", 0.03)))[0].Png);
    }

    [Fact]
    public void Gaps_And_Empty_Traces_Do_Not_Break_It()
    {
        Assert.Empty(PressurePlot.Draw(new(["N"], [], [[]])));
        Assert.Empty(PressurePlot.Draw(new(["N"], [0, 1], [[double.NaN, double.NaN]])));
        Assert.Single(PressurePlot.Draw(new(["N", "M"], [0, 1, 2], [[1, double.NaN, 2], [1, 2]])));
        Assert.Single(PressurePlot.Draw(new(["N"], [0], [[5]])));
    }
}
