namespace Testbed.Core.Tests.Requirements;

public sealed class RequirementCatalogueTest
{
    [Theory]
    [InlineData(1, 37)]
    [InlineData(2, 60)]
    [InlineData(3, 90)]
    [InlineData(4, 100)]
    public void Counts_Rows_Cumulatively(int level, int expected) =>
        Assert.Equal(expected, RequirementCatalogue.All.Count(r => r.MinLevel <= level));

    [Theory]
    [InlineData(FoundationalRequirement.Iac, 10, 16, 22, 24)]
    [InlineData(FoundationalRequirement.Uc, 8, 12, 21, 24)]
    [InlineData(FoundationalRequirement.Si, 5, 10, 16, 19)]
    [InlineData(FoundationalRequirement.Dc, 2, 4, 5, 6)]
    [InlineData(FoundationalRequirement.Rdf, 4, 6, 10, 11)]
    [InlineData(FoundationalRequirement.Tre, 1, 2, 3, 3)]
    [InlineData(FoundationalRequirement.Ra, 7, 10, 13, 13)]
    public void Counts_Rows_Of_Each_Fr_Cumulatively(FoundationalRequirement fr, int sl1, int sl2, int sl3, int sl4)
    {
        int[] counted = [.. Enumerable.Range(1, 4).Select(level => RequirementCatalogue.RequiredFor(fr, level).Count())];

        Assert.Equal([sl1, sl2, sl3, sl4], counted);
    }

    [Theory]
    [InlineData(1, 13, 11)]
    [InlineData(2, 12, 12)]
    [InlineData(3, 9, 10)]
    [InlineData(4, 3, 3)]
    [InlineData(5, 4, 7)]
    [InlineData(6, 2, 1)]
    [InlineData(7, 8, 5)]
    public void Counts_Base_Requirements_And_Enhancements(int fr, int requirements, int enhancements)
    {
        var rows = RequirementCatalogue.All.Where(r => r.Id.Fr == fr).ToArray();

        Assert.Equal(requirements, rows.Count(r => r.Id.Enhancement == 0));
        Assert.Equal(enhancements, rows.Count(r => r.Id.Enhancement > 0));
    }

    [Fact]
    public void Follows_Corrigendum_For_SR_3_4() => Assert.Equal(2, RequirementCatalogue.Find(RequirementId.Parse("SR 3.4"))!.MinLevel);

    [Fact]
    public void Holds_Each_Id_Once_In_Numeric_Order()
    {
        var ids = RequirementCatalogue.All.Select(r => r.Id).ToArray();

        Assert.Equal(ids.Distinct().Order(), ids);
        Assert.True(Array.IndexOf(ids, RequirementId.Parse("SR 1.9 RE 1")) < Array.IndexOf(ids, RequirementId.Parse("SR 1.10")));
    }

    [Fact]
    public void Never_Asks_For_An_Enhancement_Below_Its_Base_Requirement() =>
        Assert.All(
            RequirementCatalogue.All.Where(r => r.Id.Enhancement > 0),
            r => Assert.True(r.MinLevel >= RequirementCatalogue.Find(RequirementId.Parse($"SR {r.Id.Fr}.{r.Id.Number}"))!.MinLevel, r.Id.ToString()));

    [Fact]
    public void Numbers_Requirements_And_Enhancements_Without_Gaps()
    {
        foreach (var group in RequirementCatalogue.All.GroupBy(r => (r.Id.Fr, r.Id.Number)))
        {
            Assert.Equal(Enumerable.Range(0, group.Count()), group.Select(r => r.Id.Enhancement));
        }

        foreach (var group in RequirementCatalogue.All.Where(r => r.Id.Enhancement == 0).GroupBy(r => r.Id.Fr))
        {
            Assert.Equal(Enumerable.Range(1, group.Count()), group.Select(r => r.Id.Number));
        }
    }

    [Fact]
    public void Has_A_Title_Without_Quotes_In_Every_Row() =>
        Assert.All(RequirementCatalogue.All, r => Assert.Matches("^[A-Z][^\"]+[^\" ]$", r.Title));

    [Fact]
    public void Keeps_Commas_Of_Titles() =>
        Assert.Equal("Deny by default, allow by exception", RequirementCatalogue.Find(RequirementId.Parse("SR 5.2 RE 1"))!.Title);

    [Fact]
    public void Adds_Nothing_Above_The_Highest_Distinguishable_Level()
    {
        foreach (var fr in FoundationalRequirements.All)
        {
            var counts = Enumerable.Range(0, 5).Select(level => RequirementCatalogue.RequiredFor(fr, level).Count()).ToArray();
            Assert.Equal(Enumerable.Range(1, 4).Last(level => counts[level] > counts[level - 1]), fr.HighestDistinguishableLevel());
        }
    }

    [Fact]
    public void Finds_No_Row_For_Ids_Outside_The_Catalogue() =>
        Assert.Null(RequirementCatalogue.Find(RequirementId.Parse("SR 3.5 RE 1")));
}
