using Testbed.Core;
using static Testbed.Core.TrialOutcome;

namespace Testbed.Assessment.Tests;

public sealed class LevelTests
{
    // FR 5: 5.1 from SL 1, 5.1 RE 1 from SL 2, 5.2 RE 2 and RE 3 from SL 3, 5.1 RE 3 from SL 4.
    [Theory]
    [InlineData("SR 5.1=met SR 5.1 RE 1=met", "4", "")]
    [InlineData("SR 5.1=failed SR 5.1 RE 1=met", "0", "SR 5.1")]
    [InlineData("SR 5.1=open SR 5.1 RE 1=met", "-", "SR 5.1")]
    [InlineData("SR 5.1=open SR 5.2=failed", "0", "SR 5.2,SR 5.1")]
    [InlineData("SR 5.1=met SR 5.1 RE 1=failed", "1", "SR 5.1 RE 1")]
    [InlineData("SR 5.1=met SR 5.1 RE 1=open", "1", "SR 5.1 RE 1")]
    [InlineData("SR 5.1=met SR 5.2 RE 2=failed SR 5.2 RE 3=open SR 5.1 RE 3=failed", "2", "SR 5.2 RE 2,SR 5.2 RE 3")]
    [InlineData("SR 5.1=met SR 5.1 RE 3=failed", "3", "SR 5.1 RE 3")]
    [InlineData("SR 5.1 RE 1=failed", "-", "SR 5.1 RE 1")]
    [InlineData("SR 5.1 RE 1=met", "4", "")]
    [InlineData("", "-", "")]
    [InlineData("SR 6.1=met SR 6.2=met", "3", "")]
    [InlineData("SR 6.1=met SR 6.2=open", "1", "SR 6.2")]
    [InlineData("SR 7.1=met", "3", "")]
    public void A_Level_Stands_Below_Its_Lowest_Blocking_Row(string rows, string expected, string limiting)
    {
        var bench = new Bench();
        var pairs = rows.Split(" SR ", StringSplitOptions.RemoveEmptyEntries).Select(r => r.StartsWith("SR", StringComparison.Ordinal) ? r : "SR " + r)
            .ToList();
        foreach (var pair in pairs)
        {
            var (id, state) = (pair.Split('=')[0], pair.Split('=')[1]);
            _ = state switch
            {
                "met" => bench.Row(id).Held(id),
                "failed" => bench.Row(id).Breached(id),
                _ => bench.Row(id).Plan(id),
            };
        }

        var level = bench.Level(pairs.Count == 0 ? FoundationalRequirement.Rdf : Bench.Id(pairs[0].Split('=')[0]).FoundationalRequirement);

        Assert.Equal(expected, level.Claim.ToString());
        Assert.Equal(limiting, string.Join(',', level.WithDeclarations.Limiting.Select(r => r.Requirement.Id)));
    }

    [Fact]
    public void Declared_Rows_Are_Not_Assessed_In_The_Tested_Only_Vector()
    {
        var level = new Bench().Row("SR 1.1").Row("SR 1.2", TestMode.Declared).Held("SR 1.1").Declare("D", DeclarationKind.Document, "SR 1.2")
            .Level(FoundationalRequirement.Iac);

        Assert.Equal("4", level.WithDeclarations.Level.ToString());
        Assert.Equal("1", level.TestedOnly.Level.ToString());
        Assert.Equal(new Coverage(1, 0, 1, 0, 0, 22), level.Coverage);
    }

    [Fact]
    public void Coverage_Counts_Every_Row_Once()
    {
        var coverage = new Bench().Row("SR 5.1").Row("SR 5.2").Row("SR 5.3").Row("SR 5.4", TestMode.Declared)
            .Row("SR 5.1 RE 1", places: [PlaceKind.Zone, PlaceKind.Conduit])
            .Held("SR 5.1").Breached("SR 5.2").Plan("SR 5.3").Declare("D", DeclarationKind.Document, "SR 5.4")
            .Breached("SR 5.1 RE 1").Held("SR 5.1 RE 1", "C", control: "GATE")
            .Declare("E", DeclarationKind.Compensation, "SR 5.1 RE 1", controls: ["GATE"], acceptedBy: "owner")
            .Level(FoundationalRequirement.Rdf).Coverage;

        Assert.Equal(new Coverage(1, 1, 1, 1, 1, 6), coverage);
        Assert.Equal((2, 5), (coverage.Tested, coverage.Applicable));
    }

    [Fact]
    public void A_Zone_Restricts_Data_Flow_No_Better_Than_Its_Conduits()
    {
        var bench = new Bench().Row("SR 5.1", places: [PlaceKind.Zone, PlaceKind.Conduit]).Row("SR 5.1 RE 1", places: [PlaceKind.Conduit]);
        bench.Places[0] = Bench.Zone("Z", "C");
        bench.Held("SR 5.1").Held("SR 5.1", "C", control: "GATE").Breached("SR 5.1 RE 1", "C");

        var level = bench.Level(FoundationalRequirement.Rdf);

        Assert.Equal(("1", "4", "C"), (level.Claim.ToString(), level.WithDeclarations.Own.ToString(), level.WithDeclarations.CappedBy));
        Assert.Equal(ClaimLimit.Conduit, level.LimitedBy);
        Assert.Equal("1", level.TestedOnly.Level.ToString());
    }

    [Fact]
    public void A_Conduit_That_Is_Not_In_The_Input_Caps_To_Not_Assessed()
    {
        var bench = new Bench().Row("SR 5.1").Held("SR 5.1");
        bench.Places[0] = Bench.Zone("Z", "GONE");

        Assert.Equal("-", bench.Level(FoundationalRequirement.Rdf).Claim.ToString());
    }

    [Fact]
    public void A_Conduit_That_Falls_In_Replay_Caps_The_Zones_Claim()
    {
        var bench = new Bench().Row("SR 5.1", places: [PlaceKind.Zone, PlaceKind.Conduit]);
        bench.Places[0] = Bench.Zone("Z", "C");
        bench.Held("SR 5.1").Held("SR 5.1", "C", control: "GATE")
            .Play("p4", 4, Resisted).Play("p2", 2, Succeeded, new GuardedStep("C", FoundationalRequirement.Rdf));

        var level = bench.Level(FoundationalRequirement.Rdf);

        Assert.Equal(("1", "C", ClaimLimit.Conduit), (level.Claim.ToString(), level.Withstood.CappedBy, level.LimitedBy));
    }

    [Fact]
    public void Capability_Is_The_Lowest_Stated()
    {
        var place = new Bench().Capability("Z", "{2 3 - 1 4 2 2}", "{3 1 - 2 4 - 2}").Assess().Find("Z")!;

        Assert.Equal("{2 1 - 1 4 2 2}", place.Capability.ToString());
    }

    [Theory]
    [InlineData("owner", "K", false)]
    [InlineData(null, "K", true)]
    [InlineData("owner", "", true)]
    [InlineData("owner", "IDLE", true)]
    public void A_Claim_Above_Capability_Is_Flagged_Unless_Carried(string? accepted, string control, bool open)
    {
        var bench = new Bench().Row("SR 1.1").Held("SR 1.1").Control("IDLE", "Z", "SR 1.1").Capability("Z", "{2 2 2 2 2 2 2}");
        Assert.True(Assert.Single(bench.Assess().CapabilityFlags).Open);

        bench.Declare("D", DeclarationKind.AboveCapability, "", controls: control.Length == 0 ? [] : [control], acceptedBy: accepted);

        var flag = Assert.Single(bench.Assess().CapabilityFlags);
        Assert.Equal(open, flag.Open);
        Assert.Equal("4", bench.Level(FoundationalRequirement.Iac).Claim.ToString());
    }

    [Fact]
    public void Target_4_Counts_As_Reached_At_3_Where_The_Fr_Ends_There()
    {
        var bench = new Bench().Row("SR 6.1").Held("SR 6.1").Row("SR 1.1").Row("SR 1.1 RE 3").Held("SR 1.1").Plan("SR 1.1 RE 3");
        bench.Places[0] = bench.Places[0] with { Target = SlVector.Uniform(SecurityLevel.Of(4)) };

        Assert.True(bench.Level(FoundationalRequirement.Tre).MeetsTarget);
        Assert.False(bench.Level(FoundationalRequirement.Iac).MeetsTarget);
    }
}
