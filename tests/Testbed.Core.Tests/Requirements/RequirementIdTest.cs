using CsCheck;

namespace Testbed.Core.Tests.Requirements;

public sealed class RequirementIdTest
{
    private static readonly Gen<(int Fr, int Number, int Enhancement)> Parts = Gen.Select(Gen.Int[1, 7], Gen.Int[1, 40], Gen.Int[0, 9]);

    [Fact]
    public void Prints_What_It_Parsed() => Parts.Sample(p =>
    {
        var text = Print(p);
        var id = RequirementId.Parse(text);

        return id.ToString() == text && RequirementId.Parse(id.ToString()) == id
            && (id.Fr, id.Number, id.Enhancement) == p && id.FoundationalRequirement == (FoundationalRequirement)p.Fr;
    });

    [Fact]
    public void Orders_Like_Its_Numbers() => Gen.Select(Parts, Parts).Sample((a, b) =>
    {
        var (x, y) = (RequirementId.Parse(Print(a)), RequirementId.Parse(Print(b)));
        var expected = Math.Sign(a.CompareTo(b));

        return Math.Sign(x.CompareTo(y)) == expected && (x < y) == (expected < 0) && (x > y) == (expected > 0)
            && (x <= y) == (expected <= 0) && (x >= y) == (expected >= 0) && (x == y) == (expected == 0);
    });

    [Fact]
    public void Never_Throws_From_TryParse() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["SR E.1239 "], 0, 14]).Sample(text =>
            !RequirementId.TryParse(text, out var id) || RequirementId.Parse(id.ToString()) == id);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SR")]
    [InlineData("SR 8.1")]
    [InlineData("SR 0.1")]
    [InlineData("SR 1.0")]
    [InlineData("SR 1")]
    [InlineData("SR 1.1.1")]
    [InlineData("SR 1.+1")]
    [InlineData("SR 1.1 ")]
    [InlineData("SR  1.1")]
    [InlineData("sr 1.1")]
    [InlineData("CR 1.1")]
    [InlineData("SR 1.1 RE")]
    [InlineData("SR 1.1 RE 0")]
    [InlineData("SR 1.1 RE 1 RE 2")]
    [InlineData("SR 1.99999999999")]
    public void Rejects_What_Is_No_Id(string? text) => Assert.False(RequirementId.TryParse(text, out _));

    [Fact]
    public void Names_The_Text_That_Is_No_Id() =>
        Assert.Contains("CR 3.4", Assert.Throws<FormatException>(() => RequirementId.Parse("CR 3.4")).Message, StringComparison.Ordinal);

    private static string Print((int Fr, int Number, int Enhancement) p) =>
        p.Enhancement == 0 ? $"SR {p.Fr}.{p.Number}" : $"SR {p.Fr}.{p.Number} RE {p.Enhancement}";
}
