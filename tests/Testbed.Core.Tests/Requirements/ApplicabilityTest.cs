namespace Testbed.Core.Tests.Requirements;

public sealed class ApplicabilityTest
{
    [Theory]
    [InlineData("", true)]
    [InlineData("pki", true)]
    public void Applies_Always_When_No_Feature_Is_Named(string features, bool expected) =>
        Assert.Equal(expected, new Applicability([PlaceKind.Zone], [], []).AppliesTo(PlaceKind.Zone, Set(features)));

    [Theory]
    [InlineData("", false)]
    [InlineData("hosts", false)]
    [InlineData("pki", true)]
    [InlineData("passwords", true)]
    [InlineData("hosts passwords", true)]
    public void Applies_When_Any_Named_Feature_Is_There(string features, bool expected) =>
        Assert.Equal(
            expected,
            new Applicability([PlaceKind.Zone], [], [PlaceFeatures.Pki, PlaceFeatures.Passwords]).AppliesTo(PlaceKind.Zone, Set(features)));

    [Fact]
    public void Never_Applies_To_The_Other_Kind_Of_Place()
    {
        var row = new Applicability([PlaceKind.Conduit], [], []);

        Assert.False(row.AppliesTo(PlaceKind.Zone, Set("pki")));
        Assert.True(row.AppliesTo(PlaceKind.Conduit, Set("")));
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
