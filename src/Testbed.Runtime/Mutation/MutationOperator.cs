using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>One weakening of a control.</summary>
/// <param name="Variant">Tells several weakenings of one control apart; empty when there is one.</param>
/// <param name="Weakened">The control as built.</param>
/// <param name="Blame">Rows whose truth this takes away; those the control does not claim are left out.</param>
/// <param name="Description">What was changed.</param>
/// <param name="KeepsRules">See <see cref="Mutant.KeepsRules"/>.</param>
/// <param name="Detail">See <see cref="Mutant.Detail"/>.</param>
public sealed record Weakening(
    string Variant, ControlConfig Weakened, IReadOnlyList<RequirementId> Blame, string Description, bool KeepsRules = false, string? Detail = null);

/// <summary>
/// Base of operators that change the settings of one kind of control. A weakening that changes nothing, or costs no claimed row, is no mutant.
/// </summary>
/// <typeparam name="TControl">The kind of control.</typeparam>
public abstract class MutationOperator<TControl> : IMutationOperator
    where TControl : ControlConfig
{
    /// <summary>Sets id and title.</summary>
    protected MutationOperator(string id, string title) => (Id, Title) = (id, title);

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public string Title { get; }

    /// <inheritdoc/>
    public IEnumerable<Mutant> Apply(Scenario scenario) =>
        from control in scenario.Controls.OfType<TControl>()
        from weakening in Weaken(scenario, control)
        where !weakening.Weakened.Equals(control)
        let blame = Claimed(control, weakening.Blame)
        where blame.Count > 0
        select new Mutant(
            weakening.Variant.Length == 0 ? $"{Id}/{control.Id}" : $"{Id}/{control.Id}/{weakening.Variant}",
            Id, control, scenario.PlaceOf(control), Replace(scenario, control, weakening.Weakened), blame, weakening.Description)
        {
            KeepsRules = weakening.KeepsRules,
            Detail = weakening.Detail,
        };

    /// <summary>The weakenings of one control.</summary>
    protected abstract IEnumerable<Weakening> Weaken(Scenario scenario, TControl control);

    /// <summary>Rows by id.</summary>
    protected static IReadOnlyList<RequirementId> Rows(params string[] ids) => [.. ids.Select(RequirementId.Parse)];

    private static List<RequirementId> Claimed(TControl control, IReadOnlyList<RequirementId> blame) =>
        [.. blame.Where(control.Claims.Contains).Distinct().Order()];

    private static Scenario Replace(Scenario scenario, TControl control, ControlConfig weakened) =>
        scenario with { Controls = [.. scenario.Controls.Select(c => ReferenceEquals(c, control) ? weakened : c)] };
}
