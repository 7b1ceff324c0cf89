using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 1.12: read what a console shows before log-on. Breach: the configured use notification is not among it, or none is configured.</summary>
public sealed class MissingNotification() : ConsoleProbe("missing-notification", "SR 1.12")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.OpenAsync() is not { } link)
        {
            return Unreachable;
        }

        await using (link)
        {
            var wanted = range.Scenario.Control<UseNotificationConfig>(target.Asset.Id)?.Text;
            return wanted is not null && Words(link.Greeting.Text).Contains(Words(wanted), StringComparison.Ordinal)
                ? AttackOutcome.Resisted($"{target.Asset.Id} shows its use notification before log-on.")
                : AttackOutcome.Succeeded($"{target.Asset.Id} shows no use notification before log-on.");
        }
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
