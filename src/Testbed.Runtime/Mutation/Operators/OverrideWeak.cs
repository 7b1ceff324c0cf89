using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Overrides that anybody gives, or that last.</summary>
public sealed class OverrideWeak() : MutationOperator<SupervisorOverrideConfig>("override-weak", "an override that anybody gives, or that hardly ends")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, SupervisorOverrideConfig control) =>
    [
        new("anybody", control with { Supervisors = [.. scenario.Asset(control.On)!.Accounts.Select(a => a.Name)] }, Rows("SR 2.1 RE 3"), "everybody is a supervisor"),
        new("forever", control with { Longest = TimeSpan.FromDays(365) }, Rows("SR 2.1 RE 3"), "an override may last a year"),
    ];
}
