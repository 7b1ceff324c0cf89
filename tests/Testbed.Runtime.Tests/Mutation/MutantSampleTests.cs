namespace Testbed.Runtime.Tests;

/// <summary>Samples of mutants.</summary>
public sealed class MutantSampleTests
{
    private static readonly IReadOnlyList<Mutant> All = MutationOperators.Mutants(Plant.Hardened, []);
    private static readonly int Operators = All.DistinctBy(m => m.Operator).Count();

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(100_000)]
    public void Has_So_Many_Of_As_Many_Operators_As_Can_Be(int count)
    {
        var sample = MutantSample.Of(All, count, 1);
        Assert.Equal(Math.Min(count, All.Count), sample.Count);
        Assert.Equal(Math.Min(count, Operators), sample.DistinctBy(m => m.Operator).Count());
        Assert.Equal(All.Where(sample.Contains), sample);
    }

    [Fact]
    public void Is_The_Same_For_A_Seed_And_Another_For_Another()
    {
        Assert.Equal(MutantSample.Of(All, 80, 5), MutantSample.Of(All, 80, 5));
        Assert.NotEqual(MutantSample.Of(All, 80, 5), MutantSample.Of(All, 80, 6));
    }

    [Fact]
    public void Nothing_Is_No_Sample() => Assert.Throws<ArgumentOutOfRangeException>(() => MutantSample.Of(All, 0, 1));
}
