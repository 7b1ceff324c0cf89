using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>The fail state comes long after the declared silence.</summary>
public sealed class FailStateLate() : MutationOperator<FailStateConfig>("fail-state-late", "the fail state is taken a year too late")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, FailStateConfig control) =>
        [new("", control with { After = control.After + TimeSpan.FromDays(365) }, Rows("SR 3.6"), "the fail state is taken after a year of silence")];
}
