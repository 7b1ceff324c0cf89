using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.3 RE 1: the medium to the central directory is cut, then an account is disabled there. Breach: after the propagation time its owner is let in all the same,
/// or a declared emergency account is not. Cells: consoles of assets whose directory lies behind a conduit.
/// </summary>
public sealed class DirectoryCutOff() : ConsoleProbe("directory-cut-off", "SR 1.3 RE 1")
{
    /// <inheritdoc/>
    protected override string Variant => "+cut";

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => Conduit(scenario, asset) is { } && Emergency(scenario, asset) is { } kept
        ? CentrallyDisabledAccount.Known(scenario, asset).Where(a => a.Name != kept.Name).Take(1).Select(a => a.Name)
        : [];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await link.DisposeAsync();
        var name = target.Account.Name;
        var directory = CentralService.Of(range.Scenario, ServiceProtocol.Directory, "accounts")!;
        var conduit = Conduit(range.Scenario, target.Asset)!;
        using (range.Spans.Tap(conduit.Id, new SilenceTap()))
        {
            if (!await directory.DoAsync(range, $"USER DISABLE {name}"))
            {
                return AttackOutcome.Succeeded($"{directory.Keeper.Name} could not disable {name} at {directory.Asset.Id}.");
            }

            await range.WaitAsync(CentrallyDisabledAccount.Propagation(range.Scenario, target.Asset));
            range.Act("T0859", $"disabled account {name} while {conduit.Id} is cut");
            if (await target.LoggedOnAsync() is { } back)
            {
                await back.DisposeAsync();
                return AttackOutcome.Succeeded($"{name} could log on at {target.Asset.Id} because it cannot reach {directory.Asset.Id}.");
            }

            var kept = Emergency(range.Scenario, target.Asset)!;
            if (await target.LoggedOnAsync(kept) is not { } emergency)
            {
                return AttackOutcome.Succeeded($"The emergency account {kept.Name} does not open {target.Asset.Id} while {directory.Asset.Id} cannot be reached.");
            }

            await emergency.DisposeAsync();
            return AttackOutcome.Resisted($"Without {directory.Asset.Id} {target.Asset.Id} refused {name} and let the emergency account {kept.Name} in.");
        }
    }

    private static ConduitConfig? Conduit(Scenario scenario, AssetConfig asset) =>
        scenario.Control<AccountDirectoryConfig>(asset.Id) is { } control && scenario.Asset(control.Server) is { } server && server.Zone != asset.Zone
            ? scenario.Between(asset.Zone, server.Zone) : null;

    private static AccountConfig? Emergency(Scenario scenario, AssetConfig asset) =>
        asset.Accounts.FirstOrDefault(a => scenario.Control<AccountDirectoryConfig>(asset.Id)?.EmergencyAccounts.Contains(a.Name) == true);
}
