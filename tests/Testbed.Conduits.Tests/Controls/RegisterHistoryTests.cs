namespace Testbed.Conduits.Tests;

public sealed class RegisterHistoryTests
{
    private readonly RegisterHistory _history = new();

    [Fact]
    public void Knows_Nothing_Of_A_Register_Never_Seen()
    {
        _history.Note("PLC", 1, 100, 0, 860);
        Assert.Null(_history.ValueAt("PLC", 1, 101, 0));
        Assert.Null(_history.ValueAt("PLC", 2, 100, 0));
        Assert.Null(_history.ValueAt("RTU", 1, 100, 0));
    }

    [Theory]
    [InlineData(-1, 860)]
    [InlineData(10, 860)]
    [InlineData(999, 860)]
    [InlineData(1000, 870)]
    [InlineData(1999, 870)]
    [InlineData(2000, 880)]
    [InlineData(long.MaxValue, 880)]
    public void Reference_Is_The_Last_Value_Known_At_The_Tick(long tick, int expected)
    {
        _history.Note("PLC", 1, 100, 10, 860);
        _history.Note("PLC", 1, 100, 1000, 870);
        _history.Note("PLC", 1, 100, 2000, 880);
        Assert.Equal(expected, _history.ValueAt("PLC", 1, 100, tick));
    }

    [Fact]
    public void A_Value_Noted_Again_Keeps_Its_First_Tick()
    {
        _history.Note("PLC", 1, 100, 0, 860);
        _history.Note("PLC", 1, 100, 1000, 870);
        _history.Note("PLC", 1, 100, 5000, 870);
        Assert.Equal(870, _history.ValueAt("PLC", 1, 100, 1000));
    }

    [Fact]
    public void A_Value_That_Comes_Back_Counts_From_Its_Return()
    {
        _history.Note("PLC", 1, 100, 0, 860);
        _history.Note("PLC", 1, 100, 1000, 870);
        _history.Note("PLC", 1, 100, 2000, 860);
        Assert.Equal(870, _history.ValueAt("PLC", 1, 100, 1500));
        Assert.Equal(860, _history.ValueAt("PLC", 1, 100, 2000));
    }
}
