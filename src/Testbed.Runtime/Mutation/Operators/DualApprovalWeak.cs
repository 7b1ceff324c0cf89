using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Two people where one is enough in truth: anybody confirms, for ever, from the same chair, or an act was forgotten.</summary>
public sealed class DualApprovalWeak() : MutationOperator<DualApprovalConfig>("dual-approval-weak", "a second person who is none, comes too late or is not asked")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, DualApprovalConfig control)
    {
        yield return new("anybody", control with { Approvers = [.. control.Approvers, .. Others(scenario, control)] }, Rows("SR 2.1 RE 4"), "everybody may confirm");
        yield return new("forever", control with { Within = TimeSpan.FromDays(365) }, Rows("SR 2.1 RE 4"), "a command waits for a year");
        yield return new("same-station", control with { OtherStation = false }, Rows("SR 2.1 RE 4"), "both may sit at one station");
        foreach (var point in control.Points)
        {
            yield return new(point, control with { Points = [.. control.Points.Where(p => p != point)] }, Rows("SR 2.1 RE 4"), $"{point} needs one person only");
        }
    }

    private static IEnumerable<string> Others(Scenario scenario, DualApprovalConfig control) =>
        scenario.Asset(control.On)!.Accounts.Select(a => a.Name).Except(control.Approvers);
}
