using CsCheck;

namespace Testbed.Core.Tests.Levels;

public sealed class SlVectorTest
{
    private static readonly Gen<SlVector> Vectors =
        Gen.Int[-1, 4].Array[7].Select(levels => SlVector.Of(levels.Select(l => l < 0 ? SecurityLevel.NotAssessed : SecurityLevel.Of(l))));

    [Fact]
    public void Prints_What_It_Parsed() => Vectors.Sample(v => SlVector.TryParse(v.ToString(), out var parsed) && parsed.Equals(v)
        && parsed.GetHashCode() == v.GetHashCode());

    [Fact]
    public void Takes_The_Minimum_Of_Each_Fr() => Gen.Select(Vectors, Vectors).Sample((a, b) =>
    {
        var min = SlVector.Min(a, b);

        return FoundationalRequirements.All.All(fr => min[fr] == SecurityLevel.Min(a[fr], b[fr]))
            && min.Equals(SlVector.Min(b, a)) && SlVector.Min(min, a).Equals(min);
    });

    [Fact]
    public void Replaces_One_Entry_Only() => Gen.Select(Vectors, Gen.Int[1, 7], Gen.Int[0, 4]).Sample((v, fr, level) =>
    {
        var replaced = v.With((FoundationalRequirement)fr, SecurityLevel.Of(level));

        return FoundationalRequirements.All.All(f => replaced[f] == ((int)f == fr ? SecurityLevel.Of(level) : v[f]));
    });

    [Fact]
    public void Keeps_The_Order_Of_The_Frs()
    {
        Assert.True(SlVector.TryParse("{1 2 3 4 0 - 2}", out var v));

        Assert.Equal(SecurityLevel.Of(1), v[FoundationalRequirement.Iac]);
        Assert.Equal(SecurityLevel.Of(2), v[FoundationalRequirement.Uc]);
        Assert.Equal(SecurityLevel.Of(3), v[FoundationalRequirement.Si]);
        Assert.Equal(SecurityLevel.Of(4), v[FoundationalRequirement.Dc]);
        Assert.Equal(SecurityLevel.Of(0), v[FoundationalRequirement.Rdf]);
        Assert.Equal(SecurityLevel.NotAssessed, v[FoundationalRequirement.Tre]);
        Assert.Equal(SecurityLevel.Of(2), v[FoundationalRequirement.Ra]);
    }

    [Theory]
    [InlineData("{2 2 3 1 3 2 2}")]
    [InlineData("2 2 3 1 3 2 2")]
    [InlineData("{2, 2, 3, 1, 3, 2, 2}")]
    [InlineData("  { 2 2 3 1 3 2 2 }  ")]
    public void Reads_With_Or_Without_Braces_And_Commas(string text)
    {
        Assert.True(SlVector.TryParse(text, out var v));
        Assert.Equal("{2 2 3 1 3 2 2}", v.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{2 2 3 1 3 2}")]
    [InlineData("{2 2 3 1 3 2 2 2}")]
    [InlineData("{2 2 3 1 3 2 5}")]
    [InlineData("{2 2 3 1 3 2 x}")]
    [InlineData("2231322")]
    public void Rejects_What_Is_No_Vector(string? text)
    {
        Assert.False(SlVector.TryParse(text, out var v));
        Assert.Null(v);
    }

    [Fact]
    public void Rejects_Other_Than_Seven_Levels()
    {
        Assert.Throws<ArgumentException>(() => SlVector.Of(1, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SlVector.Of(1, 2, 3, 4, 5, 1, 1));
    }

    [Fact]
    public void Prints_Not_Assessed_As_Dashes() => Assert.Equal("{- - - - - - -}", SlVector.NotAssessed.ToString());

    [Fact]
    public void Differs_From_A_Vector_With_One_Other_Entry()
    {
        Assert.False(SlVector.Of(2, 2, 3, 1, 3, 2, 2).Equals(SlVector.Of(2, 2, 3, 1, 3, 2, 1)));
        Assert.False(SlVector.NotAssessed.Equals(SlVector.Uniform(SecurityLevel.Of(0))));
        Assert.False(SlVector.NotAssessed.Equals(null));
    }
}
