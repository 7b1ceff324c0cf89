using Testbed.Core;
using static Testbed.Core.TrialOutcome;

namespace Testbed.Assessment.Tests;

public sealed class CellTests
{
    private const string Row = "SR 1.2";

    [Theory]
    // open, armed, probe twin, who reacts, verdict, word in the reason
    [InlineData(Succeeded, Resisted, Resisted, "K", Verdict.MetTested, "held")]
    [InlineData(Succeeded, Succeeded, Succeeded, null, Verdict.Failed, "Armed Succeeded")]
    [InlineData(Succeeded, Succeeded, Resisted, "K", Verdict.Failed, "Armed Succeeded")]
    [InlineData(Succeeded, Resisted, Succeeded, "OTHER", Verdict.NotAssessed, "masked by OTHER")]
    [InlineData(Succeeded, Resisted, Resisted, "OTHER", Verdict.NotAssessed, "masked by OTHER")]
    [InlineData(Succeeded, Resisted, Resisted, null, Verdict.NotAssessed, "no declared control")]
    [InlineData(Succeeded, Resisted, Succeeded, null, Verdict.NotAssessed, "no declared control")]
    [InlineData(Resisted, Resisted, Resisted, "K", Verdict.NotAssessed, "positive control failed")]
    [InlineData(Resisted, Succeeded, Resisted, "K", Verdict.Failed, "Armed Succeeded")]
    [InlineData(Crashed, Resisted, Resisted, "K", Verdict.NotAssessed, "crashed in the open twin")]
    [InlineData(Succeeded, Crashed, Resisted, "K", Verdict.NotAssessed, "crashed in the armed twin")]
    [InlineData(Succeeded, Resisted, TrialOutcome.Void, "K", Verdict.NotAssessed, "void in the probe twin")]
    [InlineData(Succeeded, Succeeded, Crashed, "K", Verdict.Failed, "Armed Succeeded")]
    [InlineData(null, Resisted, Resisted, "K", Verdict.NotAssessed, "no positive control")]
    [InlineData(Succeeded, null, Resisted, "K", Verdict.NotAssessed, "armed twin was not run")]
    [InlineData(Succeeded, Resisted, null, "K", Verdict.NotAssessed, "probe twin was not run")]
    [InlineData(null, null, null, null, Verdict.NotAssessed, "not run")]
    [InlineData(Inapplicable, Inapplicable, Inapplicable, null, Verdict.NotAssessed, "dropped out")]
    [InlineData(Inapplicable, Resisted, Resisted, "K", Verdict.NotAssessed, "disagree")]
    public void Judges_A_Cell_By_Its_Three_Trials(
        TrialOutcome? open, TrialOutcome? armed, TrialOutcome? probe, string? reacts, Verdict expected, string word)
    {
        var bench = new Bench().Row(Row).Control("K", "Z", Row).Control("OTHER", "Z", "SR 5.1").Probe(Row, open, armed, probe, reacts);

        var verdict = bench.Verdict(Row);

        Assert.Equal(expected, verdict.Verdict);
        Assert.Contains(word, verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LedgerAction.Blocked, Verdict.MetTested)]
    [InlineData(LedgerAction.Altered, Verdict.MetTested)]
    [InlineData(LedgerAction.Alerted, Verdict.MetTested)]
    [InlineData(LedgerAction.Recorded, Verdict.MetTested)]
    [InlineData(LedgerAction.Forwarded, Verdict.NotAssessed)]
    public void Counts_Any_Reaction_But_Forwarding(LedgerAction action, Verdict expected)
    {
        var bench = new Bench().Row(Row).Control("K", "Z", Row).Probe(Row, Succeeded, Resisted, Resisted, "K", action: action);

        Assert.Equal(expected, bench.Verdict(Row).Verdict);
    }

    [Theory]
    [InlineData(Resisted, Verdict.NotAssessed, "nothing here claims it")]
    [InlineData(Succeeded, Verdict.Failed, "Armed")]
    public void Resistance_Without_A_Claiming_Control_Is_Not_Enough(TrialOutcome armed, Verdict expected, string word)
    {
        // The control stands on another asset in another zone, so it claims nothing here.
        var bench = new Bench().Row(Row).ControlOn("K", "ELSEWHERE", "B", Row).Probe(Row, Succeeded, armed, Resisted);

        Assert.Equal(expected, bench.Verdict(Row).Verdict);
        Assert.Contains(word, bench.Verdict(Row).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Resisted, Verdict.MetTested)]
    [InlineData(Succeeded, Verdict.Failed)]
    [InlineData(Crashed, Verdict.NotAssessed)]
    [InlineData(TrialOutcome.Void, Verdict.NotAssessed)]
    [InlineData(Inapplicable, Verdict.NotAssessed)]
    public void Judges_A_Model_Check_By_Its_One_Trial(TrialOutcome outcome, Verdict expected)
    {
        var verdict = new Bench().Row(Row, TestMode.Configuration).ModelCheck(Row, outcome).Verdict(Row);

        Assert.Equal(expected, verdict.Verdict);
        Assert.Equal(outcome == Inapplicable ? CellStatus.DroppedOut : verdict.Cells[0].Status, verdict.Cells[0].Status);
        Assert.True(verdict.Cells[0].ByModelCheck);
    }

    [Fact]
    public void Two_Controls_With_One_Id_Are_Told_Apart_By_Place()
    {
        var bench = new Bench().Row(Row).Control("K", "Z", Row).Control("K", "C", "SR 5.1");
        bench.Probe(Row, Succeeded, Resisted, Resisted, null);
        var i = bench.Trials.FindIndex(t => t.Twin == TwinKind.Probe);
        bench.Trials[i] = bench.Trials[i] with { Reactions = [new("K", "C", "r", LedgerAction.Blocked, 1)] };

        Assert.Equal(Verdict.NotAssessed, bench.Verdict(Row).Verdict);
    }

    [Fact]
    public void A_Repetition_Without_Reaction_Is_Not_Exercised()
    {
        var bench = new Bench().Row(Row).Held(Row);
        var probe = bench.Trials.Find(t => t.Twin == TwinKind.Probe)!;
        bench.Trials.Add(probe with { Id = probe.Id + "/2", Reactions = [] });

        Assert.Equal(Verdict.NotAssessed, bench.Verdict(Row).Verdict);
    }

    [Fact]
    public void A_Control_Without_Product_Is_Marked_As_Generic_Model()
    {
        var bench = new Bench().Row(Row).Held(Row);
        Assert.False(bench.Verdict(Row).GenericModel);

        bench.Controls[0] = bench.Controls[0] with { Product = null };

        Assert.True(bench.Verdict(Row).GenericModel);
        Assert.Equal(Verdict.MetTested, bench.Verdict(Row).Verdict);
    }

    [Fact]
    public void Evidence_Of_An_Unplanned_Cell_Still_Counts()
    {
        var bench = new Bench().Row(Row).Breached(Row);
        bench.Cells.Clear();

        Assert.Equal(Verdict.Failed, bench.Verdict(Row).Verdict);
    }
}
