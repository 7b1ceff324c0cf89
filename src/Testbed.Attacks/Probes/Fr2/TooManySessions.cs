using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 2.7: one account opens one session more than the limit, each from a machine of its own. Breach: all are granted.</summary>
public sealed class TooManySessions() : ConsoleProbe("too-many-sessions", "SR 2.7")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        var limit = range.Scenario.Control<SessionLimitsConfig>(target.Asset.Id)?.MaxSessions ?? 2;
        var links = new List<ConsoleLink>();
        var granted = 0;
        range.Act("T0859", $"{limit + 1} sessions of {target.Account.Name}");
        for (var i = 0; i <= limit; i++)
        {
            if (await target.OpenAsync($"attacker-{i}") is { } link)
            {
                links.Add(link);
                granted += await link.LogOnAsync(target.Account) is null ? 0 : 1;
            }
        }

        foreach (var link in links)
        {
            await link.DisposeAsync();
        }

        return granted > limit
            ? AttackOutcome.Succeeded($"{target.Asset.Id} granted {granted} sessions of one account at once.")
            : AttackOutcome.Resisted($"{target.Asset.Id} granted {granted} of {limit + 1} sessions.");
    }
}
