using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A broker that lets everybody approve, or whose approval never ends.</summary>
public sealed class ApprovalWeak() : MutationOperator<SessionBrokerConfig>("approval-weak", "an approval that nobody else gives, or that never ends")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, SessionBrokerConfig control) =>
    [
        new("forever", control with { Window = TimeSpan.FromDays(365) }, Rows("SR 1.13 RE 1"), "an approval lasts a year"),
        new("own", control with { Approvers = [.. control.Approvers, .. scenario.Asset(control.On)!.Accounts.Select(a => a.Name)] }, Rows("SR 1.13 RE 1"), "everybody may approve"),
        new("nobody", control with { Visitors = [] }, Rows("SR 1.13 RE 1"), "no account counts as a visitor's"),
    ];
}
