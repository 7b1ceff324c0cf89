namespace Testbed.StructuredText.Tests.Library;

/// <summary>The timing diagrams of figure 15, a digit per second.</summary>
public sealed class TimersTests
{
    [Theory]
    [InlineData("TON", "011111011001111", "000011000000001", "001233001000123")]
    [InlineData("TOF", "011001000001", "011111111001", "000010012330")]
    [InlineData("TP", "0101111011000", "0111000011100", "0012333001200")]
    [InlineData("TP", "01001001000", "01111111110", "00120120120")]
    public void Follow_The_Timing_Diagrams(string block, string input, string q, string elapsed)
    {
        foreach (var form in new[] { "", "_TIME", "_LTIME" })
        {
            Assert.Equal($"t.Q: {q}\nt.ET: {elapsed}", Run(block + form, 3).Trace($"on: {input}", "t.Q t.ET"));
        }
    }

    [Theory]
    [InlineData("TON", 0, "0110")]
    [InlineData("TOF", 0, "0110")]
    [InlineData("TP", 0, "0000")]
    [InlineData("TON", -2, "0110")]
    [InlineData("TOF", -2, "0110")]
    [InlineData("TP", -2, "0000")]
    public void Without_A_Time_There_Is_No_Delay_And_No_Pulse(string block, int preset, string q) =>
        Assert.Equal($"t.Q: {q}\nt.ET: 0000", Run(block, preset).Trace("on: 0110", "t.Q t.ET"));

    [Theory]
    [InlineData("TON", "0111111", "5555266", "0000111", "0012222")]
    [InlineData("TOF", "0100000", "2222444", "0111110", "0001234")]
    [InlineData("TP", "01000", "55500", "01100", "00100")]
    public void A_Changed_Time_Counts_At_Once(string block, string input, string preset, string q, string elapsed) =>
        Assert.Equal($"t.Q: {q}\nt.ET: {elapsed}", Run(block, 5).Trace($"on: {input}\npt: {preset}", "t.Q t.ET"));

    [Fact]
    public void Elapsed_Time_Is_That_Of_The_Task()
    {
        var run = Run("TON", 1);
        run["on"] = 1;
        foreach (var elapsed in new[] { 0, 0.4, 0.8, 1 })
        {
            run.Scan(0.4);
            Assert.Equal(elapsed, run["t.ET"], 1e-9);
            Assert.Equal(elapsed < 1 ? 0 : 1, run["t.Q"]);
        }
    }

    private static BlockRun Run(string block, int preset) => new($"t : {block}; on : BOOL; pt : TIME := T#{preset}s;", "t(IN := on, PT := pt);");
}
