using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>The control is not there at all. Every row it claims is at stake. Every control in turn.</summary>
public sealed class ControlDisarmed : IMutationOperator
{
    /// <inheritdoc/>
    public string Id => "control-disarmed";

    /// <inheritdoc/>
    public string Title => "the control was never put in";

    /// <inheritdoc/>
    public IEnumerable<Mutant> Apply(Scenario scenario) =>
        from control in scenario.Controls
        where control.Claims.Count > 0
        select new Mutant(
            $"{Id}/{control.Id}", Id, control, scenario.PlaceOf(control),
            scenario with { Controls = [.. scenario.Controls.Where(c => !ReferenceEquals(c, control))] },
            [.. control.Claims.Distinct().Order()], $"{control.Kind} {control.Id} is missing.");
}
