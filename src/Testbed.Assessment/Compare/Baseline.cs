using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>What a later run is compared with: claims and verdicts, no evidence bytes.</summary>
/// <param name="Scenario">The scenario's id.</param>
/// <param name="Claims">The claim of each place.</param>
/// <param name="Verdicts">The verdict of each place and row.</param>
public sealed record Baseline(
    string Scenario, IReadOnlyDictionary<string, SlVector> Claims, IReadOnlyDictionary<(string Place, RequirementId Requirement), Verdict> Verdicts)
{
    /// <summary>Takes the baseline of a result.</summary>
    public static Baseline Of(AssessmentResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(
            result.Scenario,
            result.Places.ToDictionary(p => p.Place.Id, p => p.Claim),
            result.Places.SelectMany(p => p.Requirements).ToDictionary(r => (r.Place, r.Requirement.Id), r => r.Verdict));
    }
}
