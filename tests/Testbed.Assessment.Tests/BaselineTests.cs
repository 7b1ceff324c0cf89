using Testbed.Core;

namespace Testbed.Assessment.Tests;

public sealed class BaselineTests
{
    private static Baseline Take(Bench bench) => Baseline.Of(bench.Assess());

    private static Bench Rows() => new Bench().Row("SR 1.1").Row("SR 1.2");

    [Fact]
    public void Equal_Runs_Show_No_Change()
    {
        Assert.Empty(BaselineComparison.Compare(Take(Rows().Held("SR 1.1")), Take(Rows().Held("SR 1.1"))));
    }

    [Fact]
    public void A_Lost_Row_Drops_Claim_And_Verdict()
    {
        var strong = Take(Rows().Held("SR 1.1").Held("SR 1.2"));
        var weak = Take(Rows().Held("SR 1.1").Breached("SR 1.2"));

        var drops = BaselineComparison.Compare(strong, weak);
        Assert.Equal(["drop: Z IAC claim: 4 -> 1", "drop: Z SR 1.2: met (tested) -> failed"], drops.Select(c => c.ToString()));
        Assert.All(BaselineComparison.Compare(weak, strong), c => Assert.False(c.IsDrop));
    }

    [Fact]
    public void Tested_To_Declared_Is_A_Drop_Although_The_Level_Stands()
    {
        var tested = Take(Rows().Held("SR 1.1").Held("SR 1.2"));
        var declared = Take(Rows().Held("SR 1.1").Declare("D", DeclarationKind.Document, "SR 1.2"));

        var change = Assert.Single(BaselineComparison.Compare(tested, declared));
        Assert.True(change is { IsDrop: true, Requirement: not null });
    }

    [Fact]
    public void A_Place_That_Is_Gone_Is_A_Drop_And_A_New_One_Is_None()
    {
        var both = Take(Rows());
        var fewer = Rows();
        fewer.Places.RemoveAt(1);

        Assert.All(BaselineComparison.Compare(both, Take(fewer)), c => Assert.True(c.IsDrop && c.Place == "C"));
        Assert.All(BaselineComparison.Compare(Take(fewer), both), c => Assert.False(c.IsDrop));
        Assert.Equal(107, BaselineComparison.Compare(both, Take(fewer)).Count);
    }
}
