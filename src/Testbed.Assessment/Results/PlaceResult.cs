using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>Everything concluded about one zone or conduit.</summary>
/// <param name="Place">The zone or conduit.</param>
/// <param name="Frs">FR 1 to FR 7.</param>
/// <param name="Requirements">The verdicts on all catalogue rows, in id order.</param>
public sealed record PlaceResult(Place Place, IReadOnlyList<FrResult> Frs, IReadOnlyList<RequirementVerdict> Requirements)
{
    /// <summary>SL-T.</summary>
    public SlVector Target => Place.Target;

    /// <summary>SL-C.</summary>
    public SlVector Capability => Vector(f => f.Capability);

    /// <summary>SL-A when no declaration is believed.</summary>
    public SlVector TestedOnly => Vector(f => f.TestedOnly.Level);

    /// <summary>SL-A with declarations.</summary>
    public SlVector WithDeclarations => Vector(f => f.WithDeclarations.Level);

    /// <summary>SL withstood.</summary>
    public SlVector Withstood => Vector(f => f.Withstood.Level);

    /// <summary>The predicted SL-A.</summary>
    public SlVector Claim => Vector(f => f.Claim);

    /// <summary>The result of one FR.</summary>
    public FrResult this[FoundationalRequirement fr] => Frs[(int)fr - 1];

    /// <summary>The verdict on one row.</summary>
    public RequirementVerdict this[RequirementId id] => Requirements.First(r => r.Requirement.Id == id);

    private SlVector Vector(Func<FrResult, SecurityLevel> pick) => SlVector.From(fr => pick(this[fr]));
}
