using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Tests.Transient;

public sealed class TimeSeriesTests
{
    [Theory]
    [InlineData(-5.0, 1.0, 1.0)]
    [InlineData(5.0, 2.0, 2.0)]
    [InlineData(10.0, 3.0, 7.0)]
    [InlineData(15.0, 7.0, 7.0)]
    [InlineData(25.0, 7.5, 7.5)]
    [InlineData(40.0, 8.0, 8.0)]
    public void Lines_And_Jumps_Have_Two_Sides(double at, double before, double after)
    {
        var series = TimeSeries.Linear([0.0, 10.0, 10.0, 20.0, 30.0], [1.0, 3.0, 7.0, 7.0, 8.0]);
        Assert.Equal(before, series.Before(at), 1e-12);
        Assert.Equal(after, series.At(at), 1e-12);
        Assert.Equal(at == 10.0, series.JumpsAt(at));
        Assert.True(series.HasJumps);
    }

    [Fact]
    public void Breaks_Are_Where_Something_Changes()
    {
        var series = TimeSeries.Linear([0.0, 5.0, 10.0, 20.0, 30.0], [1.0, 1.0, 1.0, 2.0, 2.0]);
        Assert.Equal(10.0, series.NextBreak(-1.0));
        Assert.Equal(20.0, series.NextBreak(10.0));
        Assert.Equal(double.PositiveInfinity, series.NextBreak(20.0));
        Assert.Equal(double.PositiveInfinity, TimeSeries.Constant(3.0).NextBreak(-1.0));
        Assert.Equal(600.0, TimeSeries.Step(1.0, 600.0, 0.0).NextBreak(0.0));
    }

    [Fact]
    public void Sine_Swings_About_Its_Mean()
    {
        var series = TimeSeries.Sine(2.0, 0.5, 600.0);
        Assert.Equal(2.5, series.At(150.0), 1e-12);
        Assert.Equal(1.5, series.Before(450.0), 1e-12);
        Assert.Equal(1.5, series.Lowest, 1e-12);
    }

    [Fact]
    public void Times_Must_Rise()
    {
        Assert.Throws<ArgumentException>(() => TimeSeries.Linear([0.0, -1.0], [0.0, 0.0]));
        Assert.Throws<ArgumentException>(() => TimeSeries.Linear([1.0, 1.0, 1.0], [0.0, 0.0, 0.0]));
        Assert.Throws<ArgumentException>(() => TimeSeries.Linear([1.0], [0.0, 1.0]));
        Assert.Throws<ArgumentException>(() => TimeSeries.Linear([], []));
    }
}
