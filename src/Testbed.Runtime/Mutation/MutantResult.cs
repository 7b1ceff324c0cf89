using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>What became of a mutant.</summary>
public enum MutantVerdict
{
    /// <summary>A row whose truth the weakening takes away is no longer met, where the control answers for it: blamed right.</summary>
    Noticed,

    /// <summary>
    /// The row was not met before either, or a compensation carries it, so that its truth cannot change; but the very cell the control answers for no longer holds, and the
    /// report says so.
    /// </summary>
    NoticedInCell,

    /// <summary>Only other rows or places changed: blamed wrong.</summary>
    NoticedElsewhere,

    /// <summary>Nothing changed, because another control was seen to hold every cell in question. It is named.</summary>
    Equivalent,

    /// <summary>No row that the weakening could cost is met here by test as it is: the mutant says nothing about the assessment.</summary>
    NothingToLose,

    /// <summary>Nothing changed and nothing explains it: a gap in the tests.</summary>
    Missed,

    /// <summary>A trial of the mutant crashed or was void; its verdict would be chance.</summary>
    Broken,
}

/// <summary>A row that was met and is not any more.</summary>
/// <param name="Place">The zone or conduit.</param>
/// <param name="Requirement">The row.</param>
/// <param name="Now">What it is now: failed or not assessed.</param>
/// <param name="Reason">The first cell that no longer holds, and why.</param>
public sealed record LostRequirement(string Place, RequirementId Requirement, RequirementTruth Now, string Reason);

/// <summary>The verdict on one mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Blamed">What was lost where the control answers for it, or, for <see cref="MutantVerdict.NoticedInCell"/>, the rows whose cells fell.</param>
/// <param name="Others">What else was lost.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Trials">Trials that were run for it.</param>
public sealed record MutantResult(
    Mutant Mutant, MutantVerdict Verdict, IReadOnlyList<LostRequirement> Blamed, IReadOnlyList<LostRequirement> Others, string Reason, int Trials)
{
    /// <summary>True for verdicts that mean the assessment did its work.</summary>
    public bool IsKilled => Verdict is MutantVerdict.Noticed or MutantVerdict.NoticedInCell;

    /// <summary>True for verdicts that fail the command.</summary>
    public bool IsBad => Verdict is MutantVerdict.Missed or MutantVerdict.NoticedElsewhere;
}
