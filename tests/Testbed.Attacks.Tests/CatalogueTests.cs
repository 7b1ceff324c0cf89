using System.Reflection;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks.Tests;

public sealed class CatalogueTests
{
    [Fact]
    public void Lists_Every_Probe_Check_And_Technique_Once()
    {
        Assert.Equal(Names<IProbe>(), Sorted(ProbeCatalogue.All.Select(p => p.GetType().Name)));
        Assert.Equal(Names<IModelCheck>(), Sorted(ModelCheckCatalogue.All.Select(p => p.GetType().Name)));
        Assert.Equal(Names<Technique>(), Sorted(TechniqueCatalogue.All.Select(p => p.GetType().Name)));
    }

    [Fact]
    public void Ids_Are_Unique()
    {
        var ids = ProbeCatalogue.All.Select(p => p.Id).Concat(ModelCheckCatalogue.All.Select(c => c.Id)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(TechniqueCatalogue.All.Count, TechniqueCatalogue.All.Select(t => t.Id).Distinct().Count());
    }

    [Fact]
    public void Every_Requirement_Exists_And_Every_Fr_Is_Probed()
    {
        var rows = ProbeCatalogue.All.Select(p => p.Requirement).Distinct().ToList();
        Assert.All(rows, r => Assert.NotNull(RequirementCatalogue.Find(r)));
        Assert.All(ModelCheckCatalogue.All, c => Assert.NotNull(RequirementCatalogue.Find(c.Requirement)));
        Assert.True(rows.Count >= 32, $"{rows.Count} rows are probed");
        Assert.Equal(FoundationalRequirements.All, rows.Select(r => r.FoundationalRequirement).Distinct().Order());
    }

    [Fact]
    public void Every_Technique_Has_An_Id_Of_The_Table()
    {
        Assert.Equal(83, AttackTechniques.Ids.Count);
        Assert.Equal("Adversary-in-the-Middle", AttackTechniques.Name("T0830"));
        Assert.False(AttackTechniques.IsKnown("T0999"));
        Assert.All(TechniqueCatalogue.All, t => Assert.True(AttackTechniques.IsKnown(t.AttackId), t.Id));
        Assert.All(TechniqueCatalogue.All, t => Assert.NotEmpty(t.ConduitGuards.Concat(t.ZoneGuards)));
    }

    [Fact]
    public void Cells_Are_Repeatable_Distinct_And_Inside_The_System()
    {
        var scenario = Plant.Scenario(new MutualTlsConfig { Id = "tls", On = "C1" });
        var all = ProbeCatalogue.All.SelectMany(p => p.Cells(scenario).Select(c => (p.Requirement, c))).ToList();
        Assert.Equal(all, ProbeCatalogue.All.SelectMany(p => p.Cells(scenario).Select(c => (p.Requirement, c))));
        Assert.Equal(all.Count, all.Select(c => c.c).Distinct().Count());
        Assert.All(all, c => Assert.Equal(c.Requirement, c.c.Requirement));
        Assert.DoesNotContain(all, c => c.c.Place == "Z-NET");
        Assert.All(all, c => Assert.True(scenario.Zone(c.c.Place) is not null || scenario.Conduit(c.c.Place) is not null, c.c.ToString()));
    }

    [Fact]
    public void Console_Cells_Stand_In_The_Zone_And_On_The_Conduit_That_Carries_The_Flow()
    {
        var cells = new ConsoleWithoutLogOn().Cells(Plant.Scenario()).Select(c => $"{c.Place}/{c.Asset}/{c.Interface}/{c.Account}");
        Assert.Equal(["Z-ST/PLC-1/console/-", "C1/PLC-1/console:F2/-"], cells);
    }

    [Fact]
    public void Role_Cells_Name_The_Accounts_That_Lack_Something()
    {
        var cells = new RoleEscape().Cells(Plant.Scenario()).Where(c => c.Place == "Z-ST").Select(c => c.Account);
        Assert.Equal(["anna", "rita"], cells);
    }

    [Fact]
    public void A_Boundary_Is_Tried_Once_For_Conduit_And_Zone()
    {
        var probe = new IncomingMessages();
        var cells = probe.Cells(Plant.Scenario()).Where(c => c.Asset == "PLC-1").ToList();
        Assert.Equal(["C1", "Z-ST"], cells.Select(c => c.Place));
        Assert.Single(cells.Select(probe.StimulusKey).Distinct());
        Assert.Equal(2, new RoleEscape().Cells(Plant.Scenario()).Where(c => c.Place == "Z-ST").Select(new RoleEscape().StimulusKey).Distinct().Count());
    }

    private static string[] Names<T>() => Sorted(typeof(IProbe).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(T))).Select(t => t.Name));

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
