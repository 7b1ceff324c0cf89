namespace Testbed.StructuredText.Tests.Library;

public sealed class DateBlocksTests
{
    [Fact]
    public void Splits_What_Is_Joined()
    {
        var run = new BlockRun(
            "y, m, d, h, n, s, ms : INT; t : DT; days : DINT; good : BOOL;",
            """
            t := CONCAT_DATE_TOD(DATE#1970-01-01, TOD#13:14:15.016) + MUL(T#1d, days);
            SPLIT_DT(IN := t, YEAR => y, MONTH => m, DAY => d, HOUR => h, MINUTE => n, SECOND => s, MILLISECOND => ms);
            good := CONCAT_DT(y, m, d, h, n, s, ms) = t;
            """);
        for (var day = -100_000; day <= 100_000; day += 997)
        {
            run["days"] = day;
            run.Scan();
            var expected = DateTime.UnixEpoch.AddDays(day);
            Assert.Equal((expected.Year, expected.Month, expected.Day), (run["y"], run["m"], run["d"]));
            Assert.Equal((13, 14, 15, 16), (run["h"], run["n"], run["s"], run["ms"]));
            Assert.Equal(1, run["good"]);
        }
    }

    [Theory]
    [InlineData("SPLIT_DATE(IN := D#2024-02-29, YEAR => a, MONTH => b, DAY => c);", 2024, 2, 29)]
    [InlineData("SPLIT_LDATE(IN := LD#1999-12-31, YEAR => a, MONTH => b, DAY => c);", 1999, 12, 31)]
    [InlineData("SPLIT_TOD(IN := TOD#23:59:58, HOUR => a, MINUTE => b, SECOND => c);", 23, 59, 58)]
    [InlineData("SPLIT_LTOD(IN := LTOD#00:00:00.007, SECOND => a, MILLISECOND => c);", 0, 0, 7)]
    [InlineData("SPLIT_LDT(IN := LDT#2026-11-23-17:00:00, YEAR => a, DAY => b, HOUR => c);", 2026, 23, 17)]
    public void Every_Form_Splits(string body, int a, int b, int c)
    {
        var run = new BlockRun("a, b, c : INT;", body);
        run.Scan();
        Assert.Equal((a, b, c), (run["a"], run["b"], run["c"]));
    }

    [Fact]
    public void The_Clock_Runs_From_What_It_Is_Set_To() => Assert.Equal(
        "c.Q: 0111101\nseconds: 0567885",
        new BlockRun("c : RTC; on : BOOL; seconds : UDINT;", "c(IN := on, PDT := DT#1970-01-01-00:00:05); seconds := DT_TO_UDINT(c.CDT);")
            .Trace("on: 0111101", "c.Q seconds"));

    [Fact]
    public void A_Semaphore_Is_Busy_For_The_Second_Claim() =>
        Assert.Equal("s.BUSY: 0011000", new BlockRun("s : SEMA; c, r : BOOL;", "s(CLAIM := c, RELEASE := r);").Trace("c: 0111001\nr: 0000100", "s.BUSY"));
}
