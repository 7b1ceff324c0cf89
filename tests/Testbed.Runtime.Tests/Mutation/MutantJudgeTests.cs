using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>The verdict on a mutant from two assessments, made by hand.</summary>
public sealed class MutantJudgeTests
{
    private static readonly Scenario Declared = Plant.Hardened;
    private static readonly Mutant LockOut = MutationOperators.Mutants(Declared, ["lock-out-off/lock-out@PLC-CGS/attempts"]).Single();
    private static readonly RequirementId Guessing = RequirementId.Parse("SR 1.11");
    private static readonly RequirementId Passwords = RequirementId.Parse("SR 1.7");

    [Fact]
    public void Noticed_When_An_Expected_Row_Falls_By_A_Cell_Of_The_Control()
    {
        var result = Judge([Row(Guessing, true, Held("PLC-CGS"))], [Row(Guessing, false, Fallen("PLC-CGS"))]);
        Assert.Equal(MutantVerdict.Noticed, result.Verdict);
        Assert.Equal(Guessing, Assert.Single(result.Blamed).Requirement);
        Assert.True(result.IsKilled);
    }

    [Fact]
    public void Blamed_Wrong_When_Only_Another_Row_Falls()
    {
        var result = Judge(
            [Row(Guessing, true, Held("PLC-CGS")), Row(Passwords, true, Held("PLC-CGS", Passwords))],
            [Row(Guessing, true, Held("PLC-CGS")), Row(Passwords, false, Fallen("PLC-CGS", Passwords))]);
        Assert.Equal(MutantVerdict.NoticedElsewhere, result.Verdict);
        Assert.True(result.IsBad);
    }

    [Fact]
    public void Blamed_Wrong_When_The_Expected_Row_Falls_By_Another_Assets_Cell()
    {
        var result = Judge(
            [Row(Guessing, true, Held("PLC-CGS"), Held("OTHER"))],
            [Row(Guessing, false, Held("PLC-CGS"), Fallen("OTHER"))]);
        Assert.Equal(MutantVerdict.NoticedElsewhere, result.Verdict);
    }

    [Fact]
    public void Noticed_In_Cell_When_The_Row_Was_Not_Met_Before()
    {
        var result = Judge(
            [Row(Guessing, false, Held("PLC-CGS"), Fallen("OTHER"))],
            [Row(Guessing, false, Fallen("PLC-CGS"), Fallen("OTHER"))]);
        Assert.Equal(MutantVerdict.NoticedInCell, result.Verdict);
        Assert.True(result.IsKilled);
    }

    [Fact]
    public void Equivalent_Only_When_Another_Control_Was_Seen_To_Hold_Every_Cell()
    {
        var row = Row(Guessing, true, Held("PLC-CGS", by: "guard"));
        var result = Judge([row], [row]);
        Assert.Equal(MutantVerdict.Equivalent, result.Verdict);
        Assert.Contains("guard", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Missed_When_Only_The_Weakened_Control_Itself_Acts()
    {
        var row = Row(Guessing, true, Held("PLC-CGS", by: LockOut.Control.Id));
        Assert.Equal(MutantVerdict.Missed, Judge([row], [row]).Verdict);
    }

    [Fact]
    public void Equivalent_When_The_Control_Keeps_A_Rule_That_Acts()
    {
        var row = Row(Guessing, true, Held("PLC-CGS", by: LockOut.Control.Id));
        Assert.Equal(MutantVerdict.Equivalent, new MutantJudge(Declared, [row]).Judge(LockOut with { KeepsRules = true }, [row], null, 1).Verdict);
    }

    [Fact]
    public void Missed_When_No_Probe_Aims_At_The_Control()
    {
        var row = Row(Guessing, true, Held("OTHER"));
        Assert.Equal(MutantVerdict.Missed, Judge([row], [row]).Verdict);
    }

    [Fact]
    public void Nothing_To_Lose_When_The_Cells_Did_Not_Hold_Before()
    {
        var row = Row(Guessing, false, Fallen("PLC-CGS"));
        Assert.Equal(MutantVerdict.NothingToLose, Judge([row], [row]).Verdict);
    }

    [Fact]
    public void Broken_When_A_Trial_Crashed_Even_If_The_Row_Fell()
    {
        var crashed = new TrialResult
        {
            Id = "probe/x", Kind = TrialKind.Probe, Twin = TwinKind.Armed, Subject = "x", Outcome = TrialOutcome.Crashed, Reason = "broke", EvidenceHash = "",
        };
        var result = new MutantJudge(Declared, [Row(Guessing, true, Held("PLC-CGS"))]).Judge(LockOut, [Row(Guessing, false, Fallen("PLC-CGS"))], crashed, 1);
        Assert.Equal(MutantVerdict.Broken, result.Verdict);
        Assert.False(result.IsKilled);
    }

    [Fact]
    public void Score_Counts_Only_What_Changes_The_Truth()
    {
        MutantResult As(MutantVerdict verdict) => new(LockOut, verdict, [], [], "", 0);
        var score = KillScore.Of([As(MutantVerdict.Noticed), As(MutantVerdict.NoticedInCell), As(MutantVerdict.Missed), As(MutantVerdict.NoticedElsewhere),
            As(MutantVerdict.Equivalent), As(MutantVerdict.NothingToLose), As(MutantVerdict.Broken)]);
        Assert.Equal((2, 4, 0.5), (score.Killed, score.Counted, score.Share));
    }

    private static MutantResult Judge(IReadOnlyList<RequirementState> before, IReadOnlyList<RequirementState> after) =>
        new MutantJudge(Declared, before).Judge(LockOut, after, null, 1);

    private static RequirementState Row(RequirementId id, bool met, params CellState[] cells) =>
        new("Z-CGS", id, met ? RequirementTruth.Tested : RequirementTruth.Failed, cells);

    private static CellState Held(string asset, RequirementId? id = null, string by = "x") => new(Cell(asset, id), "probe", true, "held", [by]);

    private static CellState Fallen(string asset, RequirementId? id = null) => new(Cell(asset, id), "probe", false, "fell", []);

    private static Cell Cell(string asset, RequirementId? id) => new(id ?? Guessing, "Z-CGS", asset, "console", "-");
}
