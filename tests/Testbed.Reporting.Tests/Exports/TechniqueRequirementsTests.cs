using Testbed.Core;

namespace Testbed.Reporting.Tests.Exports;

public sealed class TechniqueRequirementsTests
{
    [Fact]
    public void Tells_What_MITRE_Labels_From_What_Is_Proposed_Here()
    {
        var mapped = TechniqueRequirements.Of("T0801");

        Assert.DoesNotContain(RequirementId.Parse("SR 4.1"), mapped.ByMitre);
        Assert.Contains(RequirementId.Parse("SR 4.1"), mapped.Proposed);
        Assert.Contains(RequirementId.Parse("SR 2.1"), TechniqueRequirements.Of("T0800").ByMitre);
        Assert.Contains(RequirementId.Parse("SR 1.1 RE 1"), TechniqueRequirements.Of("T0800").Proposed);
    }

    [Fact]
    public void Maps_To_Rows_Of_The_Catalogue_Once_Each()
    {
        var all = TechniqueRequirements.Techniques.Select(TechniqueRequirements.Of).ToList();

        Assert.True(all.Count > 70, $"only {all.Count} techniques were read");
        Assert.Equal(214, all.Sum(m => m.ByMitre.Count));
        Assert.All(all.SelectMany(m => m.ByMitre.Concat(m.Proposed)), id => Assert.NotNull(RequirementCatalogue.Find(id)));
        Assert.All(all, m => Assert.Empty(m.ByMitre.Intersect(m.Proposed)));
        Assert.Same(TechniqueRequirements.None, TechniqueRequirements.Of("T9999"));
    }
}
