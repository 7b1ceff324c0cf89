using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.13 RE 1: a visitor logs on with all he has and works without an approval, then after one that he or another unentitled person tried to give, then with that of
/// the entitled one, then past its end, also in the session that is still open. Breach: he is served when he should not be, or not when he should. Cells: consoles with
/// accounts of visitors in zones of remote access, for the zone and each conduit that leads on from it.
/// </summary>
public sealed class UnapprovedVisit() : Probe("unapproved-visit", "SR 1.13 RE 1")
{
    private const string Guest = "visitor-1";
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(120);

    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from pair in scenario.Services(ServiceProtocol.Console)
        let zone = scenario.Zone(pair.Asset.Zone)!
        where zone.Features.Contains(PlaceFeatures.RemoteAccess)
        let visitor = pair.Asset.Accounts.FirstOrDefault(a => a.Visitor)
        where visitor is not null
        from place in scenario.Conduits.Where(c => c.ZoneA == zone.Id || c.ZoneB == zone.Id).Select(c => c.Id).Prepend(zone.Id)
        select At(place, pair.Asset.Id, pair.Service.Id, visitor.Name);

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var visitor = asset.Accounts.First(a => a.Name == cell.Account);
        using var target = new ConsoleTarget(range, asset, range.Scenario.Service(asset.Id, cell.Interface), visitor, remote: null) { Guest = Guest };
        range.Act("T0822", $"{visitor.Name} at {asset.Id} without an approval");
        if (await target.LoggedOnAsync() is not { } link)
        {
            return AttackOutcome.Resisted($"{visitor.Name} got no session at {asset.Id}.");
        }

        await using (link)
        {
            return await VisitAsync(range, target, link);
        }
    }

    private static async Task<AttackOutcome> VisitAsync(IAttackRange range, ConsoleTarget target, ConsoleLink link)
    {
        var (asset, visitor) = (target.Asset, target.Account);
        var broker = range.Scenario.Control<SessionBrokerConfig>(asset.Id);
        if (await link.IsServedAsync())
        {
            return AttackOutcome.Succeeded($"{asset.Id} served {visitor.Name} although nobody had approved.");
        }

        await link.SendAsync($"APPROVE {visitor.Name}");
        var approvers = broker?.Approvers ?? [];
        await ApproveAsync(target, asset.Personal().FirstOrDefault(a => !a.Visitor && !approvers.Contains(a.Name)));
        if (await link.IsServedAsync())
        {
            return AttackOutcome.Succeeded($"{asset.Id} served {visitor.Name} with an approval of somebody who may not give it.");
        }

        await ApproveAsync(target, asset.Personal().FirstOrDefault(a => approvers.Contains(a.Name)));
        if (!await IsServedAgainAsync(target, link))
        {
            return AttackOutcome.Succeeded($"{asset.Id} did not serve {visitor.Name} in spite of an approval.");
        }

        await using var running = await target.LoggedOnAsync();
        await range.WaitAsync((broker?.Window ?? Usual) + TimeSpan.FromMinutes(1));
        return (running is not null && await running.IsServedAsync()) || await IsServedAgainAsync(target, null)
            ? AttackOutcome.Succeeded($"{asset.Id} served {visitor.Name} past the end of the approval.")
            : AttackOutcome.Resisted($"{asset.Id} served {visitor.Name} while the approval lasted, and neither before nor after.");
    }

    private static async Task ApproveAsync(ConsoleTarget target, AccountConfig? by)
    {
        if (by is not null && await target.LoggedOnAsync(by) is { } link)
        {
            await using (link)
            {
                await link.SendAsync($"APPROVE {target.Account.Name}");
                await link.SendAsync("LOGOFF");
            }
        }
    }

    /// <summary>In the session that is open, else in a new one: his token may have kept him waiting past an idle end.</summary>
    private static async Task<bool> IsServedAgainAsync(ConsoleTarget target, ConsoleLink? link)
    {
        if (link is { IsClosed: false } && await link.IsServedAsync())
        {
            return true;
        }

        await using var again = await target.LoggedOnAsync();
        return again is not null && await again.IsServedAsync();
    }
}
