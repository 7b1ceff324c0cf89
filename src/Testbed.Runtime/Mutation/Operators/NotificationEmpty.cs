using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>The notification before log-on is blank.</summary>
public sealed class NotificationEmpty() : MutationOperator<UseNotificationConfig>("notification-empty", "the use notification is blank")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, UseNotificationConfig control) =>
        [new("", control with { Text = "" }, Rows("SR 1.12"), "nothing is shown before log-on")];
}
