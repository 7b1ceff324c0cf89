using System.Xml.Linq;
using Testbed.Core;

namespace Testbed.Reporting.Tests;

public sealed class TracePlotTests
{
    [Fact]
    public void Ranges_That_Differ_By_Orders_Get_Plots_Of_Their_Own()
    {
        var titles = Draw(Trace(("gate", 40), ("feeder", 4), ("house", 0.025))).Select(f => f.Element("figcaption")!.Value);

        Assert.Equal(["High pressure, bar gauge", "Medium pressure, bar gauge", "Low pressure, mbar gauge"], titles);
    }

    [Fact]
    public void A_Tier_That_Lost_Its_Pressure_Stays_With_Its_Tier()
    {
        var trace = Trace(("near", 9), ("far", 0.1)) with { Limits = [11.38, 11.38] };

        Assert.Equal("High pressure, bar gauge", Assert.Single(Draw(trace)).Element("figcaption")!.Value);
    }

    [Fact]
    public void Broken_Traces_Draw_What_They_Have()
    {
        Assert.Empty(Draw(new(["N"], [], [[]])));
        Assert.Empty(Draw(new(["N"], [0, 1], [[double.NaN, double.NaN]])));
        Assert.Single(Draw(new(["N", "M"], [0, 1, 2], [[1, double.NaN, 2], [1, 2]])));
        Assert.Single(Draw(new(["N"], [0], [[5]])));
    }

    [Fact]
    public void Nobody_Out_Draws_No_Plot_Of_Customers()
    {
        var trace = Trace(("customers out", 0)) with { Quantities = [ProcessQuantity.CustomersOut] };

        Assert.Empty(Draw(trace));
    }

    [Theory]
    [InlineData(0, 4.2)]
    [InlineData(3.1543, 3.48)]
    [InlineData(-0.01, 0.02)]
    [InlineData(0, 16_800)]
    [InlineData(8.55, 8.6)]
    public void A_Scale_Has_A_Few_Round_Figures(double low, double high)
    {
        var ticks = PlotFrame.Ticks(low, high, 4).ToList();

        Assert.InRange(ticks.Count, 2, 6);
        Assert.All(ticks, t => Assert.InRange(t, low, high + 1e-9));
    }

    [Fact]
    public void A_Smooth_Line_Takes_Few_Points_And_A_Jump_Is_Kept()
    {
        List<(double X, double Y)> points = [.. Enumerable.Range(0, 1000).Select(i => ((double)i, i == 500 ? 50.0 : 0.0))];

        var kept = Outline.Of(points, 1.2);

        Assert.Equal([(0, 0), (499, 0), (500, 50), (501, 0), (999, 0)], kept);
    }

    [Fact]
    public void What_Is_Dropped_Lies_Within_The_Tolerance()
    {
        List<(double X, double Y)> points = [.. Enumerable.Range(0, 500).Select(i => ((double)i, 100 * Math.Sin(i / 40.0)))];
        var kept = Outline.Of(points, 1.2);

        Assert.InRange(kept.Count, 10, 120);
        Assert.All(points, p =>
        {
            var k = kept.ToList().FindIndex(q => q.X >= p.X);
            var (a, b) = (kept[Math.Max(0, k - 1)], kept[k]);
            var at = b.X > a.X ? a.Y + ((b.Y - a.Y) * (p.X - a.X) / (b.X - a.X)) : b.Y;
            Assert.InRange(Math.Abs(at - p.Y), 0, 1.2 * 4);
        });
    }

    private static List<XElement> Draw(ProcessTrace trace) => [.. TracePlot.Draw(trace, null)];

    private static ProcessTrace Trace(params (string Name, double Value)[] series) => new(
        [.. series.Select(s => s.Name)], [.. Enumerable.Range(0, 100).Select(i => i * 30.0)],
        [.. series.Select(s => (IReadOnlyList<double>)[.. Enumerable.Range(0, 100).Select(i => s.Value * (1 + (i / 1000.0)))])]);
}
