using CsCheck;

namespace Testbed.Core.Tests.Levels;

public sealed class SecurityLevelTest
{
    private static readonly SecurityLevel[] Ascending = [SecurityLevel.NotAssessed, .. Enumerable.Range(0, 5).Select(SecurityLevel.Of)];

    [Fact]
    public void Orders_Not_Assessed_Below_Level_0()
    {
        Assert.True(SecurityLevel.NotAssessed < SecurityLevel.Of(0));
        Assert.Equal(Ascending, Ascending.Reverse().Order());
        Assert.Equal("- 0 1 2 3 4", string.Join(' ', Ascending.Reverse().Order()));
    }

    [Fact]
    public void Agrees_In_All_Comparisons() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5]).Sample((i, j) =>
    {
        var (a, b) = (Ascending[i], Ascending[j]);

        return (a < b) == (i < j) && (a > b) == (i > j) && (a <= b) == (i <= j) && (a >= b) == (i >= j) && (a == b) == (i == j)
            && Math.Sign(a.CompareTo(b)) == Math.Sign(i.CompareTo(j)) && SecurityLevel.Min(a, b) == Ascending[Math.Min(i, j)];
    });

    [Fact]
    public void Prints_What_It_Parsed() => Assert.All(Ascending, level =>
    {
        Assert.True(SecurityLevel.TryParse(level.ToString(), out var parsed));
        Assert.Equal(level, parsed);
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData("01")]
    [InlineData(" 1")]
    [InlineData("\u0663")]
    public void Rejects_What_Is_No_Level(string? text) => Assert.False(SecurityLevel.TryParse(text, out _));

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(256)]
    public void Rejects_Numbers_Outside_0_To_4(int level) => Assert.Throws<ArgumentOutOfRangeException>(() => SecurityLevel.Of(level));

    [Fact]
    public void Has_No_Value_When_Not_Assessed()
    {
        Assert.False(SecurityLevel.NotAssessed.IsAssessed);
        Assert.Equal(SecurityLevel.NotAssessed, default);
        Assert.Throws<InvalidOperationException>(() => SecurityLevel.NotAssessed.Value);
        Assert.Equal(0, SecurityLevel.Of(0).Value);
        Assert.True(SecurityLevel.Of(0).IsAssessed);
    }
}
