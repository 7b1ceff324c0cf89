using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.7: several people together open one session more than the asset's limit of all, none more than his own. Breach: all are granted. Cells: where
/// <c>session-limits</c> declares such a limit and the asset has people enough.
/// </summary>
public sealed class TooManySessionsInAll() : ConsoleProbe("too-many-sessions-in-all", "SR 2.7")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        scenario.Control<SessionLimitsConfig>(asset.Id) is { MaxTotal: { } total } limits && asset.Personal().Count() * limits.MaxSessions > total ? ["-"] : [];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        var limits = range.Scenario.Control<SessionLimitsConfig>(target.Asset.Id)!;
        var people = target.Asset.Personal().SelectMany(a => Enumerable.Repeat(a, limits.MaxSessions)).Take(limits.MaxTotal!.Value + 1).ToList();
        range.Act("T0859", $"{people.Count} sessions of several people");
        var links = new List<ConsoleLink>();
        foreach (var (person, i) in people.Select((p, i) => (p, i)))
        {
            if (await target.LoggedOnAsync(person, $"attacker-{i}") is { } link)
            {
                links.Add(link);
            }
        }

        foreach (var link in links)
        {
            await link.DisposeAsync();
        }

        return links.Count == people.Count
            ? AttackOutcome.Succeeded($"{target.Asset.Id} granted {links.Count} sessions at once.")
            : AttackOutcome.Resisted($"{target.Asset.Id} granted {links.Count} of {people.Count} sessions.");
    }
}
