using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Base of checks of the as-built model against the declared one. What the model does not hold is Inapplicable, never Resisted.</summary>
public abstract class ModelCheck : IModelCheck
{
    /// <summary>Sets id and requirement.</summary>
    protected ModelCheck(string id, string requirement) => (Id, Requirement) = (id, RequirementId.Parse(requirement));

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public RequirementId Requirement { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<(Cell Cell, AttackOutcome Outcome)> Check(Scenario scenario);

    /// <summary>A decided cell: violations found, nothing known, or all well.</summary>
    protected (Cell Cell, AttackOutcome Outcome) Decide(
        string place, string @interface, bool known, IReadOnlyCollection<string> violations, string unknownReason, string fineReason) =>
        (new(Requirement, place, "-", @interface, "-"),
         violations.Count > 0 ? AttackOutcome.Succeeded(string.Join(' ', violations))
         : known ? AttackOutcome.Resisted(fineReason)
         : AttackOutcome.Inapplicable(unknownReason));

    /// <summary>
    /// How critical a zone's network is: outside and not control are one class, then control, critical, safety. Sharing equipment across classes is what
    /// SR 5.1 RE 1 and SR 5.4 are about.
    /// </summary>
    protected static ZoneCriticality Class(Scenario scenario, string zone) => scenario.Zone(zone)?.Criticality switch
    {
        null or ZoneCriticality.External => ZoneCriticality.NonControl,
        { } c => c,
    };
}
