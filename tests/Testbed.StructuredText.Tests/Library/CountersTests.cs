namespace Testbed.StructuredText.Tests.Library;

public sealed class CountersTests
{
    [Fact]
    public void Up_Counts_Rising_Edges_Until_Reset() => Assert.Equal(
        "c.CV: 01122301100\nc.Q: 00011100000",
        new BlockRun("c : CTU; up, r : BOOL;", "c(CU := up, R := r, PV := 2);").Trace("up: 01010101011\nr: 00000010010", "c.CV c.Q"));

    [Fact]
    public void Down_Counts_From_What_Is_Loaded() => Assert.Equal(
        "c.CV: 0222110\nc.Q: 1000001",
        new BlockRun("c : CTD; down, load : BOOL;", "c(CD := down, LD := load, PV := 2);").Trace("down: 0000101\nload: 0100000", "c.CV c.Q"));

    [Fact]
    public void Up_And_Down_Has_An_Order_Of_Inputs() => Assert.Equal(
        "c.CV: 0112222130\nc.QU: 0000000010\nc.QD: 1000000001",
        new BlockRun("c : CTUD; up, down, r, load : BOOL;", "c(CU := up, CD := down, R := r, LD := load, PV := 3);").Trace(
            "up: 0101010001\ndown: 0000010100\nload: 0000000011\nr: 0000000001", "c.CV c.QU c.QD"));

    [Theory]
    [InlineData("", "INT#32767", "INT#-32768")]
    [InlineData("_INT", "INT#32767", "INT#-32768")]
    [InlineData("_DINT", "DINT#2147483647", "DINT#-2147483648")]
    [InlineData("_UDINT", "UDINT#4294967295", "UDINT#0")]
    [InlineData("_LINT", "LINT#9223372036854775807", "LINT#-9223372036854775808")]
    [InlineData("_ULINT", "ULINT#18446744073709551615", "ULINT#0")]
    public void Stop_At_The_Limits_Of_Their_Type(string form, string most, string least)
    {
        var type = form.Length == 0 ? "INT" : form[1..];
        var run = new BlockRun(
            $"up : CTU{form}; down : CTD{form}; both : CTUD{form}; edge, load, high, low : BOOL; top : {type} := {most}; bottom : {type} := {least};",
            """
            down(CD := edge, LD := load, PV := bottom + 1);
            up(CU := edge, PV := top);
            both(CU := edge, LD := load, PV := top - 1);
            high := up.CV = top AND up.Q AND both.CV = top AND both.QU;
            low := down.CV = bottom AND down.Q;
            """);
        run["up.CV"] = 1e30;
        Assert.Equal("high: 0011111\nlow: 0011111", run.Trace("load: 1000000\nedge: 0010101", "high low"));
    }
}
