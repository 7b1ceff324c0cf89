namespace Testbed.Core.Tests.Levels;

public sealed class FoundationalRequirementTest
{
    [Fact]
    public void Lists_The_Seven_In_The_Order_Of_Vectors() =>
        Assert.Equal("IAC UC SI DC RDF TRE RA", string.Join(' ', FoundationalRequirements.All.Select(fr => fr.ShortName())));

    [Fact]
    public void Parses_Its_Short_Names_In_Any_Case() => Assert.All(FoundationalRequirements.All, fr =>
    {
        Assert.True(FoundationalRequirements.TryParse(fr.ShortName(), out var upper));
        Assert.True(FoundationalRequirements.TryParse(fr.ToString(), out var mixed));
        Assert.Equal((fr, fr), (upper, mixed));
    });

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("8")]
    [InlineData("FR1")]
    [InlineData("IA")]
    public void Rejects_Other_Words(string text) => Assert.False(FoundationalRequirements.TryParse(text, out _));
}
