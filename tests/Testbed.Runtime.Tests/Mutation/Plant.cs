using Testbed.Assessment;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>The hardened station lab and the project's assessment of it.</summary>
internal static class Plant
{
    private static readonly Dictionary<RequirementId, Activity> Activities = ActivityTable.All.ToDictionary(a => a.Id);

    /// <summary>The scenario with the most kinds of control.</summary>
    public static Scenario Hardened { get; } = Load();

    /// <summary>The real assessment, in the words of mutation.</summary>
    public static IReadOnlyList<RequirementState> Assess(AssessmentInput input) => Rows(Result(input));

    /// <summary>The real assessment, in the words of ablation.</summary>
    public static AblationState Claims(AssessmentInput input)
    {
        var result = Result(input);
        return new(Rows(result), [.. result.Places.SelectMany(p => p.Frs.Select(f => new ClaimState(p.Place.Id, f.Fr, f.Claim, f.Target)))]);
    }

    /// <summary>The real assessment.</summary>
    public static AssessmentResult Result(AssessmentInput input) => Assessor.Assess(input, Activities);

    private static IReadOnlyList<RequirementState> Rows(AssessmentResult result) =>
    [
        .. result.Places.SelectMany(p => p.Requirements).Select(r => new RequirementState(
            r.Place,
            r.Requirement.Id,
            r.Verdict switch
            {
                Verdict.MetTested => RequirementTruth.Tested,
                Verdict.MetDeclared or Verdict.Compensated => RequirementTruth.Declared,
                Verdict.NotApplicable => RequirementTruth.NotApplicable,
                Verdict.Failed => RequirementTruth.Failed,
                _ => RequirementTruth.NotAssessed,
            },
            [.. r.Cells.Select(c => new CellState(c.Cell, c.Probe, c.Status == CellStatus.MetTested, c.Reason, c.Exercised))])),
    ];

    private static Scenario Load()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Testbed.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Testbed.sln above the tests.");
        }

        var loaded = ScenarioLoader.Load(Path.Combine(folder.FullName, "scenarios", "station-lab-hardened"));
        return loaded.Scenario ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
    }
}
