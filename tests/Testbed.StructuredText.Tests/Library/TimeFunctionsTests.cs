namespace Testbed.StructuredText.Tests.Library;

public sealed class TimeFunctionsTests
{
    private const long Second = 1_000_000_000;
    private const long Hour = 3600 * Second;
    private const long Day = 24 * Hour;

    [Theory]
    [InlineData("ADD", "TIME TIME", "TIME TIME -> TIME")]
    [InlineData("ADD", "TIME TIME TIME", "TIME TIME TIME -> TIME")]
    [InlineData("ADD", "TIME LTIME", "LTIME LTIME -> LTIME")]
    [InlineData("ADD", "TOD TIME", "TIME_OF_DAY TIME -> TIME_OF_DAY")]
    [InlineData("ADD", "TIME DT", "TIME DATE_AND_TIME -> DATE_AND_TIME")]
    [InlineData("ADD", "DT LTIME", "LDATE_AND_TIME LTIME -> LDATE_AND_TIME")]
    [InlineData("SUB", "DATE DATE", "DATE DATE -> TIME")]
    [InlineData("SUB", "TOD TOD", "TIME_OF_DAY TIME_OF_DAY -> TIME")]
    [InlineData("SUB", "LDT LDT", "LDATE_AND_TIME LDATE_AND_TIME -> LTIME")]
    [InlineData("SUB", "TIME DT", "none")]
    [InlineData("ADD", "DT DT", "none")]
    [InlineData("ADD", "TIME INT", "none")]
    [InlineData("MUL", "TIME REAL", "TIME REAL -> TIME")]
    [InlineData("MUL", "INT TIME", "INT TIME -> TIME")]
    [InlineData("MUL", "TIME SINT'", "TIME INT -> TIME")]
    [InlineData("MUL", "TIME TIME", "none")]
    [InlineData("DIV", "LTIME UINT", "LTIME UINT -> LTIME")]
    [InlineData("DIV", "INT TIME", "none")]
    [InlineData("ADD_TOD_TIME", "TOD TIME", "TIME_OF_DAY TIME -> TIME_OF_DAY")]
    [InlineData("ADD_TOD_TIME", "TOD DT", "none")]
    [InlineData("MULTIME", "TIME REAL", "TIME REAL -> TIME")]
    [InlineData("MUL_LTIME", "TIME INT", "LTIME INT -> LTIME")]
    public void Finds_The_Overload_Of_Table_35(string function, string types, string expected) =>
        Assert.Equal(expected, Calls.Overload(function, types.Split(' ')));

    [Fact]
    public void Computes()
    {
        Assert.Equal(3 * Hour, Calls.CallAll("ADD_TIME", "TIME", Hour, 2 * Hour));
        Assert.Equal(-Hour, Calls.CallAll("SUB", "TIME", Hour, 2 * Hour));
        Assert.Equal(1 * Hour, Calls.Call("ADD", ("TOD", 23 * Hour), ("TIME", 2 * Hour)));
        Assert.Equal(23 * Hour, Calls.Call("SUB_TOD_TIME", ("TOD", Hour), ("TIME", 2 * Hour)));
        Assert.Equal((3 * Day) + Hour, Calls.Call("ADD_DT_TIME", ("DT", 3 * Day), ("TIME", Hour)));
        Assert.Equal(2 * Day, Calls.CallAll("SUB_DATE_DATE", "DATE", 3 * Day, Day));
        Assert.Equal(Hour, Calls.CallAll("SUB_DATE_AND_TIME_DATE_AND_TIME", "DT", Day + Hour, Day));
        Assert.Equal(5 * Second / 2, Calls.Call("MUL", ("REAL", 2.5), ("TIME", Second)));
        Assert.Equal(-Second, Calls.Call("MULTIME", ("TIME", Second), ("SINT", -1)));
        Assert.Equal(Second / 4, Calls.Call("DIVTIME", ("TIME", Second), ("INT", 4)));
        Assert.Equal(2 * Second, Calls.Call("DIV_LTIME", ("LTIME", Second), ("LREAL", 0.5)));
    }

    [Fact]
    public void Faults()
    {
        Assert.Equal(PlcFaultCode.Range, Calls.Fault("ADD", ("TIME", long.MaxValue), ("TIME", 1)));
        Assert.Equal(PlcFaultCode.Range, Calls.Fault("SUB", ("LTIME", long.MinValue), ("LTIME", 1)));
        Assert.Equal(PlcFaultCode.Range, Calls.Fault("MUL", ("TIME", long.MaxValue), ("INT", 2)));
        Assert.Equal(PlcFaultCode.Range, Calls.Fault("MUL", ("TIME", long.MaxValue), ("REAL", 2)));
        Assert.Equal(PlcFaultCode.Range, Calls.Fault("MUL", ("TIME", 1), ("LREAL", double.NaN)));
        Assert.Equal(PlcFaultCode.Range, Calls.Fault("DIV", ("TIME", long.MinValue), ("INT", -1)));
        Assert.Equal(PlcFaultCode.DivisionByZero, Calls.Fault("DIV", ("TIME", 1), ("INT", 0)));
        Assert.Equal(PlcFaultCode.DivisionByZero, Calls.Fault("DIV", ("TIME", 1), ("REAL", 0)));
    }

    [Fact]
    public void Joins_Dates_And_Times()
    {
        Assert.Equal(Day + Hour, Calls.Call("CONCAT_DATE_TOD", ("DATE", Day), ("TOD", Hour)));
        Assert.Equal(11_016 * Day, Calls.CallAll("CONCAT_DATE", "INT", 2000, 2, 29));
        Assert.Equal(Hour + (2 * 60 * Second) + (3 * Second) + 4_000_000, Calls.CallAll("CONCAT_TOD", "USINT", 1, 2, 3, 4));
        Assert.Equal((11_016 * Day) + Hour, Calls.CallAll("CONCAT_DT", "INT", 2000, 2, 29, 1, 0, 0, 0));
        Assert.Equal("LDATE_AND_TIME", Calls.Resolve("CONCAT_LDT", "INT", "INT", "INT", "INT", "INT", "INT", "INT")!.Result.Name);
        Assert.Equal("LDATE_AND_TIME", Calls.Resolve("CONCAT_DATE_LTOD", "DATE", "LTOD")!.Result.Name);
        Assert.Equal(PlcFaultCode.Range, Calls.Fault("CONCAT_DATE", ("INT", 2001), ("INT", 2), ("INT", 29)));
        Assert.Equal(PlcFaultCode.Range, Calls.Fault("CONCAT_TOD", ("INT", 24), ("INT", 0), ("INT", 0), ("INT", 0)));
    }

    [Fact]
    public void Knows_The_Day_Of_The_Week()
    {
        for (var day = -800; day < 800; day += 11)
        {
            Assert.Equal((short)DateTime.UnixEpoch.AddDays(day).DayOfWeek, Calls.Call("DAY_OF_WEEK", "DATE", day * Day));
        }
    }
}
