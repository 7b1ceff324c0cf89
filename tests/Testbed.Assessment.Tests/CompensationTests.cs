using Testbed.Core;
using static Testbed.Core.TrialOutcome;

namespace Testbed.Assessment.Tests;

public sealed class CompensationTests
{
    private const string Row = "SR 1.2";

    private static Bench Weak() => new Bench().Row(Row, places: [PlaceKind.Zone, PlaceKind.Conduit]).Breached(Row).Held(Row, "C", control: "GATE");

    [Fact]
    public void An_Accepted_And_Retested_Control_Compensates()
    {
        var verdict = Weak().Declare("D", DeclarationKind.Compensation, Row, controls: ["GATE"], acceptedBy: "the owner").Verdict(Row);

        Assert.Equal(Verdict.Compensated, verdict.Verdict);
        Assert.Equal(Verdict.NotAssessed, verdict.TestedOnly);
        Assert.Contains("GATE", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "GATE", 10, "not accepted")]
    [InlineData(" ", "GATE", 10, "not accepted")]
    [InlineData("owner", "GATE", -1, null)]
    [InlineData("owner", "", 10, "names no control")]
    [InlineData("owner", "GHOST", 10, "no control GHOST")]
    [InlineData("owner", "IDLE", 10, "not itself tested")]
    [InlineData("owner", "GATE,IDLE", 10, "IDLE")]
    public void A_Compensation_That_Lacks_Something_Does_Not_Count(string? accepted, string controls, int toDays, string? refusal)
    {
        var bench = Weak().Control("IDLE", "C", Row)
            .Declare("D", DeclarationKind.Compensation, Row, controls: controls.Length == 0 ? [] : controls.Split(','), acceptedBy: accepted, toDays: toDays);

        Assert.Equal(Verdict.Failed, bench.Verdict(Row).Verdict);
        var use = Assert.Single(bench.Assess().Declarations);
        if (refusal is null)
        {
            Assert.Equal(DeclarationStatus.Expired, use.Status);
        }
        else
        {
            Assert.Contains(refusal, Assert.Single(use.Refusals), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_Control_Tested_For_Another_Row_Does_Not_Compensate()
    {
        var bench = new Bench().Row(Row).Row("SR 5.1", places: [PlaceKind.Conduit]).Breached(Row).Held("SR 5.1", "C", control: "GATE")
            .Declare("D", DeclarationKind.Compensation, Row, controls: ["GATE"], acceptedBy: "owner");

        Assert.Equal(Verdict.Failed, bench.Verdict(Row).Verdict);
    }

    [Fact]
    public void Two_Compensated_Places_Cannot_Carry_Each_Other()
    {
        var bench = new Bench().Row(Row, places: [PlaceKind.Zone, PlaceKind.Conduit]).Breached(Row).Breached(Row, "C")
            .Control("K", "Z", Row).Control("GATE", "C", Row)
            .Declare("D1", DeclarationKind.Compensation, Row, "Z", controls: ["GATE"], acceptedBy: "owner")
            .Declare("D2", DeclarationKind.Compensation, Row, "C", controls: ["K"], acceptedBy: "owner");

        Assert.Equal(Verdict.Failed, bench.Verdict(Row).Verdict);
        Assert.Equal(Verdict.Failed, bench.Verdict(Row, "C").Verdict);
    }

    [Fact]
    public void An_Open_Row_Can_Be_Compensated_And_A_Model_Check_Is_A_Retest()
    {
        var bench = new Bench().Row(Row, places: [PlaceKind.Zone, PlaceKind.Conduit]).Plan(Row).ModelCheck(Row, Resisted, "C").Control("GATE", "C", Row)
            .Declare("D", DeclarationKind.Compensation, Row, controls: ["GATE"], acceptedBy: "owner");

        Assert.Equal(Verdict.Compensated, bench.Verdict(Row).Verdict);
    }
}
