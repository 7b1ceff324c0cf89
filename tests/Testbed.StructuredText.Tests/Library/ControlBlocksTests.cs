namespace Testbed.StructuredText.Tests.Library;

public sealed class ControlBlocksTests
{
    [Fact]
    public void Ramp_Limits_The_Rate_Each_Way()
    {
        var run = new BlockRun("r : RAMP; x : REAL := 5.0; reset : BOOL;", "r(X := x, RISE := 2.0, FALL := 4.0, RESET := reset);");
        run.Scan();
        Assert.Equal((5, 0), (run["r.Y"], run["r.BUSY"]));
        run["x"] = 10;
        Assert.Equal([7, 9, 10, 10], Values(run, 4));
        Assert.Equal(0, run["r.BUSY"]);
        run["x"] = 0;
        Assert.Equal([6, 2], Values(run, 2));
        Assert.Equal(1, run["r.BUSY"]);
        run["reset"] = 1;
        Assert.Equal([0], Values(run, 1));
    }

    [Fact]
    public void Ramp_Without_A_Rate_Follows()
    {
        var run = new BlockRun("r : RAMP; x : REAL;", "r(X := x);");
        run.Scan();
        run["x"] = 1000;
        Assert.Equal([1000], Values(run, 1));
    }

    [Fact]
    public void Hysteresis_Has_A_Band() => Assert.Equal(
        "h.Q: 0001111000",
        new BlockRun("h : HYSTERESIS; x : INT;", "h(XIN1 := x, XIN2 := 5.0, EPS := 2.0);").Trace("x: 0578543257", "h.Q"));

    [Fact]
    public void Alarms_Come_At_The_Limit_And_Go_Behind_The_Band() => Assert.Equal(
        "a.QH: 0001100000\na.QL: 0000000110\na.Q: 0001100110",
        new BlockRun("a : LIMITS_ALARM; x : INT;", "a(H := 7.0, X := x, L := 3.0, EPS := 2.0);").Trace("x: 5678543246", "a.QH a.QL a.Q"));

    [Fact]
    public void Integral_Adds_Up_Over_Time()
    {
        var run = new BlockRun("i, fixed : INTEGRAL; go : BOOL := TRUE; reset : BOOL;", "i(RUN := go, R1 := reset, XIN := 2.0, X0 := 7.0); fixed(RUN := TRUE, XIN := 2.0, CYCLE := T#500ms);");
        for (var n = 0; n < 11; n++)
        {
            run.Scan(0.1);
        }

        Assert.Equal(2, run["i.XOUT"], 1e-6);
        Assert.Equal(11, run["fixed.XOUT"], 1e-6);
        run["go"] = 0;
        run.Scan();
        Assert.Equal(2, run["i.XOUT"], 1e-6);
        run["reset"] = 1;
        run.Scan();
        Assert.Equal((7, 0), (run["i.XOUT"], run["i.Q"]));
    }

    [Fact]
    public void Derivative_Of_A_Line_Is_Its_Slope()
    {
        var run = new BlockRun("d : DERIVATIVE; x : REAL; go : BOOL := TRUE;", "d(RUN := go, XIN := x);");
        for (var n = 0; n < 8; n++)
        {
            run["x"] = 3 * n;
            run.Scan(0.5);
        }

        Assert.Equal(6, run["d.XOUT"], 1e-5);
        run["go"] = 0;
        run.Scan(0.5);
        Assert.Equal(0, run["d.XOUT"]);
    }

    private static double[] Values(BlockRun run, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        run.Scan();
        return Math.Round(run["r.Y"], 4);
    })];
}
