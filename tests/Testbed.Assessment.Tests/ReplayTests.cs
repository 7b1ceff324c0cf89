using Testbed.Core;
using static Testbed.Core.TrialOutcome;

namespace Testbed.Assessment.Tests;

public sealed class ReplayTests
{
    private static readonly GuardedStep Here = new("Z", FoundationalRequirement.Iac);
    private static readonly GuardedStep Elsewhere = new("C", FoundationalRequirement.Iac);

    private static Bench Strong() => new Bench().Row("SR 1.1").Held("SR 1.1");

    [Fact]
    public void Without_Any_Play_Nothing_Is_Lowered_And_It_Is_Said()
    {
        var result = Strong().Assess();
        var level = result.Find("Z")![FoundationalRequirement.Iac];

        Assert.Equal(("-", "4"), (level.Withstood.Level.ToString(), level.Claim.ToString()));
        Assert.Contains(result.Remarks, r => r.Contains("No play", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "0")]
    [InlineData(2, "1")]
    [InlineData(3, "2")]
    [InlineData(4, "3")]
    public void A_Success_At_Level_N_Caps_Its_Path_Below_N(int n, string expected)
    {
        var bench = Strong().Play("all", 4, Resisted, Here).Play("hit", n, Succeeded, Here);
        var level = bench.Level(FoundationalRequirement.Iac);

        Assert.Equal(expected, level.Claim.ToString());
        Assert.Equal(["hit"], level.Withstood.LimitingPlays);
        Assert.Equal(ClaimLimit.Replay, level.LimitedBy);
        Assert.Equal("4", level.WithDeclarations.Level.ToString());
    }

    [Fact]
    public void A_Success_Elsewhere_Lowers_Nothing_Here()
    {
        var level = Strong().Play("all", 4, Resisted).Play("hit", 2, Succeeded, Elsewhere).Level(FoundationalRequirement.Iac);

        Assert.Equal("4", level.Claim.ToString());
        Assert.False(level.Withstood.Challenged);
    }

    [Fact]
    public void Nothing_Stands_Above_The_Highest_Level_Withstood()
    {
        Assert.Equal("2", Strong().Play("p", 2, Resisted, Here).Level(FoundationalRequirement.Iac).Claim.ToString());
    }

    [Fact]
    public void A_Success_Above_All_Resistance_Does_Not_Lift_The_Ceiling()
    {
        Assert.Equal("2", Strong().Play("p2", 2, Resisted).Play("p4", 4, Succeeded, Elsewhere).Level(FoundationalRequirement.Iac).Claim.ToString());
        Assert.Equal("3", Strong().Play("p3", 3, Succeeded, Elsewhere).Play("p4", 4, Succeeded, Elsewhere).Level(FoundationalRequirement.Iac).Claim.ToString());
    }

    [Theory]
    [InlineData("", "no play or campaign")]
    [InlineData("2r", "withstood in this run is SL 2")]
    [InlineData("2r 4s", "withstood in this run is SL 2")]
    [InlineData("3s 4s", "above SL 3, the lowest level tried")]
    public void The_Reader_Is_Told_How_Far_The_Run_Challenged(string plays, string remark)
    {
        var bench = Strong();
        foreach (var play in plays.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bench.Play(play, play[0] - '0', play[1] == 'r' ? Resisted : Succeeded, Here);
        }

        Assert.Contains(bench.Assess().Remarks, r => r.Contains(remark, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_Success_Above_The_Ceiling_Is_Not_Denied()
    {
        var withstood = Strong().Play("p2", 2, Resisted).Play("p4", 4, Succeeded, Here).Level(FoundationalRequirement.Iac).Withstood;

        Assert.Equal("2", withstood.Level.ToString());
        Assert.Contains("SL 4 succeeded", withstood.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TrialOutcome.Void)]
    [InlineData(Crashed)]
    [InlineData(Inapplicable)]
    public void A_Play_That_Says_Nothing_Is_No_Resistance(TrialOutcome outcome)
    {
        var level = Strong().Play("p2", 2, Resisted, Here).Play("p4", 4, outcome, Here).Level(FoundationalRequirement.Iac);

        Assert.Equal("2", level.Withstood.Level.ToString());
    }

    [Fact]
    public void A_Withstood_Campaign_Proves_Nothing()
    {
        var level = new Bench().Row("SR 1.1").Plan("SR 1.1").Play("p4", 4, Resisted, Here).Level(FoundationalRequirement.Iac);

        Assert.Equal(("4", "-"), (level.Withstood.Level.ToString(), level.Claim.ToString()));
    }

    [Fact]
    public void A_Play_Against_The_Open_Twin_Lowers_Nothing()
    {
        var bench = Strong().Play("p4", 4, Resisted, Here).Play("open", 1, Succeeded, Here);
        var i = bench.Trials.FindIndex(t => t.Id == "open");
        bench.Trials[i] = bench.Trials[i] with { Twin = TwinKind.Open };

        Assert.Equal("4", bench.Level(FoundationalRequirement.Iac).Claim.ToString());
    }

    [Fact]
    public void Tre_And_Ra_Withstand_At_Most_3()
    {
        var place = Strong().Play("p4", 4, Resisted).Assess().Find("Z")!;

        Assert.Equal("{4 4 4 4 4 3 3}", place.Withstood.ToString());
    }

    [Fact]
    public void The_Worst_Impact_Puts_People_First()
    {
        var gas = new Impact(9, "N", 100, 0, 0, 0, 500, 0, null, 10);
        var people = new Impact(0, "-", 0, 3, 30, 0, 0, 0, null, 10);

        Assert.Equal("people", Strong().Play("gas", 1, Succeeded, gas).Play("people", 2, Succeeded, people).Assess().WorstImpact!.Trial.Id);
        Assert.Null(Strong().Assess().WorstImpact);
    }
}
