namespace Testbed.StructuredText.Tests.Library;

public sealed class BistablesTests
{
    [Theory]
    [InlineData("SR", "S1", "R", "0110001")]
    [InlineData("RS", "S", "R1", "0110000")]
    public void The_Dominant_Input_Wins(string block, string set, string reset, string q) => Assert.Equal(
        $"b.Q1: {q}",
        new BlockRun($"b : {block}; s, r : BOOL;", $"b({set} := s, {reset} := r);").Trace("s: 0100001\nr: 0001101", "b.Q1"));

    [Fact]
    public void Edges_Last_One_Call() => Assert.Equal(
        "up.Q: 1000100\ndown.Q: 0010010",
        new BlockRun("up : R_TRIG; down : F_TRIG; x : BOOL;", "up(CLK := x); down(CLK := x);").Trace("x: 1100100", "up.Q down.Q"));

    [Fact]
    public void A_Falling_Edge_Is_Seen_At_The_First_Call_With_An_Input_That_Is_Off() =>
        Assert.Equal("down.Q: 100", new BlockRun("down : F_TRIG; x : BOOL;", "down(CLK := x);").Trace("x: 000", "down.Q"));
}
