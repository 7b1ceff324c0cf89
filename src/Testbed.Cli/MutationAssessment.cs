using Testbed.Assessment;
using Testbed.Core;
using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary>The project's assessment in the words of mutation and ablation.</summary>
internal static class MutationAssessment
{
    private static Dictionary<RequirementId, Activity> Activities { get; } = ActivityTable.All.ToDictionary(a => a.Id);

    public static IReadOnlyList<RequirementState> Rows(AssessmentInput input) => Rows(Assessor.Assess(input, Activities));

    public static AblationState Claims(AssessmentInput input)
    {
        var result = Assessor.Assess(input, Activities);
        return new(Rows(result), [.. result.Places.SelectMany(p => p.Frs.Select(f => new ClaimState(p.Place.Id, f.Fr, f.Claim, f.Target)))]);
    }

    private static List<RequirementState> Rows(AssessmentResult result) =>
    [
        .. result.Places.SelectMany(p => p.Requirements).Select(r => new RequirementState(
            r.Place, r.Requirement.Id, Truth(r.Verdict),
            [.. r.Cells.Select(c => new CellState(c.Cell, c.Probe, c.Status == CellStatus.MetTested, c.Reason, c.Exercised))])),
    ];

    private static RequirementTruth Truth(Verdict verdict) => verdict switch
    {
        Verdict.MetTested => RequirementTruth.Tested,
        Verdict.MetDeclared or Verdict.Compensated => RequirementTruth.Declared,
        Verdict.NotApplicable => RequirementTruth.NotApplicable,
        Verdict.Failed => RequirementTruth.Failed,
        _ => RequirementTruth.NotAssessed,
    };
}
