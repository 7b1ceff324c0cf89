using System.Reflection;
using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>The two teaching scenarios: sound, alike but for the controls, complete in their documents.</summary>
public sealed class StationLabTests
{
    private static readonly Scenario Found = LoadGood("station-lab");
    private static readonly Scenario Hardened = LoadGood("station-lab-hardened");
    private static readonly string[] MayDiffer =
        [nameof(Scenario.Id), nameof(Scenario.Title), nameof(Scenario.Description), nameof(Scenario.Controls), nameof(Scenario.Expectations),
            nameof(Scenario.ModelHash)];

    [Fact]
    public void Every_Scenario_Folder_Loads_Without_Diagnostics() =>
        Assert.All(Directory.GetDirectories(Repository.Scenarios), folder => Assert.Empty(ScenarioLoader.Load(folder).Diagnostics.Select(d => d.ToString())));

    [Fact]
    public void Variants_Differ_In_Controls_Only()
    {
        foreach (var property in typeof(Scenario).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => !MayDiffer.Contains(p.Name)))
        {
            Assert.Equivalent(property.GetValue(Found), property.GetValue(Hardened), strict: true);
        }

        Assert.NotEqual(Found.Controls.Count, Hardened.Controls.Count);
        Assert.NotEqual(Found.ModelHash, Hardened.ModelHash);
    }

    [Fact]
    public void Hardened_Has_Every_Kind_Of_Control_With_Product_And_Limits()
    {
        var kinds = typeof(ControlConfig).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ControlConfig)) && t.IsSealed).Select(ControlConfig.KindOf);

        // These need a flow that only pushes and a span without TLS: neither hardened scenario has them. People who come in and go on, the utility has.
        string[] elsewhere = ["data-diode", "link-encryption"];
        var utility = LoadGood("gas-distribution-hardened");
        Assert.Empty(kinds.Except(Hardened.Controls.Select(c => c.Kind)).Except(utility.Controls.Select(c => c.Kind)).Except(elsewhere));
        Assert.Equal(["jump-host"], utility.Controls.Select(c => c.Kind).Distinct().Except(Hardened.Controls.Select(c => c.Kind)));
        Assert.All(Hardened.Controls, c => Assert.True(c.Product is not null && c.KnownLimits is not null, c.Id));
    }

    [Fact]
    public void Hardened_Gives_Every_Asset_And_Conduit_Its_Share()
    {
        string[] ofConduits = ["mutual-tls", "allow-list", "monitor"];
        string[] ofAssets = ["accounts", "password-policy", "lock-out", "use-notification", "roles", "session-limits", "audit", "audit-protection",
            "error-handling"];

        Assert.All(Hardened.Conduits, c => Assert.Empty(ofConduits.Except(Hardened.ControlsOn(c.Id).Select(k => k.Kind))));
        Assert.All(Hardened.Assets, a => Assert.Empty(ofAssets.Except(Hardened.ControlsOn(a.Id).Select(k => k.Kind))));
        Assert.All(Hardened.Assets.Where(a => a.Kind.IsController()),
            a => Assert.Empty(new[] { "range-check", "fail-state", "load-limit", "least-functionality" }.Except(Hardened.ControlsOn(a.Id).Select(k => k.Kind))));
        Assert.All(Hardened.Conduits.Where(c => c.Flows.Any(f => f.Protocol == ServiceProtocol.Modbus)),
            c => Assert.Contains("modbus-inspection", Hardened.ControlsOn(c.Id).Select(k => k.Kind)));
    }

    [Fact]
    public void Hardened_Permits_What_Is_Declared_And_Found_Permits_More()
    {
        Assert.DoesNotContain(ReachabilityMatrix.Declared(Hardened).Rows, r => r.IsTooWide || r.IsTooNarrow);
        var found = ReachabilityMatrix.Declared(Found).Rows;
        Assert.DoesNotContain(found, r => r.IsTooNarrow);
        Assert.True(found.Count(r => r.IsTooWide) >= 10);
    }

    [Fact]
    public void Compensations_Name_Controls_Of_The_Hardened_Variant()
    {
        var compensations = Hardened.Declarations.Where(d => d.Kind == DeclarationKind.Compensation).ToList();
        var known = Hardened.Controls.Select(c => c.Id).ToHashSet();

        Assert.NotEmpty(compensations);
        Assert.All(compensations, d => Assert.Subset(known, d.Controls.ToHashSet()));
        Assert.All(compensations, d => Assert.DoesNotContain(Found.Controls, c => d.Controls.Contains(c.Id)));
    }

    [Fact]
    public void Every_Row_Up_To_Level_2_Is_Claimed_Or_Declared_Somewhere()
    {
        var covered = Hardened.Declarations.SelectMany(d => d.Requirements).Concat(Hardened.Controls.SelectMany(c => c.Claims)).ToHashSet();
        Assert.Empty(RequirementCatalogue.All.Where(r => r.MinLevel <= 2 && !covered.Contains(r.Id)).Select(r => r.Id.ToString()));
    }

    [Fact]
    public void Declarations_Hold_Into_2027() =>
        Assert.All(Found.Declarations, d => Assert.True(d.Expiry.Year >= 2027 && d.Date <= DateOnly.FromDateTime(Found.Start.UtcDateTime)));

    [Fact]
    public void As_Built_Matches_As_Declared()
    {
        Assert.Equal(Found.Conduits.Select(c => c.Id), Found.AsBuilt.Links.Select(l => l.Conduit).Order(StringComparer.Ordinal));
        Assert.Equal(
            Found.Assets.SelectMany(a => a.Services.Select(s => (a.Id, s.Port))).Order(),
            Found.AsBuilt.Ports.Select(p => (p.Asset, p.Port)).Order());
        Assert.Empty(Found.AsBuilt.Rules);
    }

    [Fact]
    public void Inspection_Rules_Carry_Range_Rate_And_Unit_Of_The_Declared_Flow()
    {
        var inspection = Assert.IsType<ModbusInspectionConfig>(Hardened.Controls.Single(c => c.Id == "C4-inspection"));
        var write = inspection.Rules.Single(r => r.Access.Functions.Contains(6) && r.Access.FirstAddress == 100);

        Assert.Equal(("C4-control-4", "SCADA-1", "PLC-CGS", 502, 1), (write.Id, write.From, write.To, write.Port, write.Unit));
        Assert.Equal((100, 800, 920, 20), (write.Access.LastAddress, write.Access.MinValue, write.Access.MaxValue, write.Access.MaxChange));
        Assert.Equal(TimeSpan.FromMinutes(10), write.Access.Period);
    }

    [Fact]
    public void Serves_150_Homes_On_Low_And_1900_On_Medium_Pressure_At_The_Rate_Of_The_Winter_Peak()
    {
        var homes = Found.Process.Demands.Where(d => d.Customers > 0).ToList();
        Assert.Equal(150, homes.Where(d => d.Node[0] == 'L').Sum(d => d.Customers));
        Assert.Equal(1_900, homes.Where(d => d.Node[0] == 'A').Sum(d => d.Customers));
        Assert.All(homes, d => Assert.Equal(0.95 * d.Customers, d.PeakNm3PerH, 6));
    }

    private static Scenario LoadGood(string name)
    {
        var result = ScenarioLoader.Load(Path.Combine(Repository.Scenarios, name));
        Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
        return result.Scenario!;
    }
}
