using Testbed.Core;
using static Testbed.Core.TrialOutcome;

namespace Testbed.Assessment.Tests;

public sealed class RunHealthTests
{
    private static readonly Impact None = new(0, "-", 0, 0, 0, 0, 0, 0, null, 10);

    [Theory]
    [InlineData(Crashed, RunProblemKind.TrialCrashed)]
    [InlineData(TrialOutcome.Void, RunProblemKind.TrialVoid)]
    [InlineData(Resisted, RunProblemKind.PositiveControlFailed)]
    public void A_Trial_That_Says_Nothing_Breaks_The_Run(TrialOutcome open, RunProblemKind kind)
    {
        var result = new Bench().Row("SR 1.1").Control("K", "Z", "SR 1.1").Probe("SR 1.1", open, Resisted, Resisted).Quiet().Assess();

        Assert.Equal(kind, Assert.Single(result.Problems).Kind);
        Assert.False(result.RunSound);
    }

    [Fact]
    public void A_Sound_Run_Has_No_Problem()
    {
        Assert.True(new Bench().Row("SR 1.1").Held("SR 1.1").Quiet(impact: None).Play("p", 1, Succeeded).Assess().RunSound);
    }

    [Fact]
    public void A_Noisy_Negative_Control_Breaks_The_Run()
    {
        static RunProblemKind Kind(Bench bench) => Assert.Single(bench.Assess().Problems).Kind;

        Assert.Equal(RunProblemKind.NegativeControlFailed, Kind(new Bench().Quiet(Succeeded)));
        Assert.Equal(RunProblemKind.NegativeControlFailed, Kind(new Bench().Quiet(impact: None with { CustomersOut = 1 })));
        Assert.Equal(RunProblemKind.NegativeControlFailed,
            Kind(new Bench().Quiet(Resisted, None, new ControlReaction("K", "Z", "r", LedgerAction.Alerted, 1))));
        Assert.Equal(RunProblemKind.NegativeControlFailed,
            Kind(new Bench().Quiet(Resisted, None, new ControlReaction("K", "Z", "r", LedgerAction.Blocked, 1))));
        Assert.Empty(new Bench().Quiet(Resisted, None, new ControlReaction("K", "Z", "r", LedgerAction.Recorded, 5)).Assess().Problems);
    }

    [Fact]
    public void A_Reachability_Disagreement_Is_An_Error()
    {
        var bench = new Bench().Quiet();
        bench.Disagreements.Add(new("A", "B", 502, "Filtered", "Open"));

        Assert.Equal("A -> B:502", Assert.Single(bench.Assess().Problems).Subject);
    }

    [Fact]
    public void Missing_Parts_Of_The_Run_Are_Remarked()
    {
        var bench = new Bench { Complete = false };

        Assert.Equal(3, bench.Assess().Remarks.Count);
        Assert.False(bench.Assess().Complete);
    }

    [Fact]
    public void An_Expectation_Is_Met_By_Exactly_Its_Claim()
    {
        var bench = new Bench().Row("SR 1.1").Held("SR 1.1");
        bench.Expectations.Add(new("Z", FoundationalRequirement.Iac, SecurityLevel.Of(4)));
        bench.Expectations.Add(new("Z", FoundationalRequirement.Uc, SecurityLevel.Of(1)));
        bench.Expectations.Add(new("GONE", FoundationalRequirement.Uc, SecurityLevel.Of(1)));

        Assert.Equal([false, true, false], bench.Assess().Expectations.Select(e => e.Met));
    }

    [Fact]
    public void Two_Places_With_One_Id_Are_Refused()
    {
        var bench = new Bench();
        bench.Places.Add(Bench.Zone("Z"));

        Assert.Throws<ArgumentException>(() => bench.Assess());
    }
}
