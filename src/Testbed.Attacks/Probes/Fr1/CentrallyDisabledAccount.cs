using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.3 RE 1: somebody is at work when the central directory disables the account. After the declared propagation time the session goes on and the person logs
/// on anew. Breach: either is served. Cells: one person per console of every asset that a directory of the scenario knows too.
/// </summary>
public sealed class CentrallyDisabledAccount() : ConsoleProbe("centrally-disabled-account", "SR 1.3 RE 1")
{
    /// <summary>Asked for where nothing is declared.</summary>
    public static readonly TimeSpan UsualPropagation = TimeSpan.FromMinutes(5);

    /// <summary>People of an asset whom the directory knows, without the directory's own keeper.</summary>
    internal static IEnumerable<AccountConfig> Known(Scenario scenario, AssetConfig asset) =>
        CentralService.Of(scenario, ServiceProtocol.Directory, "accounts") is { } directory && directory.Asset.Id != asset.Id
            ? asset.Personal().Where(a => a.Name != directory.Keeper.Name && directory.Asset.Accounts.Any(k => k.Name == a.Name))
            : [];

    /// <summary>How long a change in the directory may take to hold at an asset, and a second.</summary>
    internal static TimeSpan Propagation(Scenario scenario, AssetConfig asset) =>
        (scenario.Control<AccountDirectoryConfig>(asset.Id)?.Propagation ?? UsualPropagation) + TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => Known(scenario, asset).Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        var name = target.Account.Name;
        await using (link)
        {
            var directory = CentralService.Of(range.Scenario, ServiceProtocol.Directory, "accounts")!;
            if (!await directory.DoAsync(range, $"USER DISABLE {name}"))
            {
                return AttackOutcome.Succeeded($"{directory.Keeper.Name} could not disable {name} at {directory.Asset.Id}.");
            }

            await range.WaitAsync(Propagation(range.Scenario, target.Asset));
            range.Act("T0859", $"centrally disabled account {name}");
            if (!link.IsClosed && await link.IsServedAsync())
            {
                return AttackOutcome.Succeeded($"The session of {name} at {target.Asset.Id} goes on although {directory.Asset.Id} has disabled the account.");
            }
        }

        if (await target.OpenAsync() is not { } again)
        {
            return Unreachable;
        }

        await using (again)
        {
            return await again.LogOnAsync(target.Account) is not null
                ? AttackOutcome.Succeeded($"{name} could log on at {target.Asset.Id} after being disabled in the directory.")
                : AttackOutcome.Resisted($"{name}, disabled in the directory, lost the session and was refused at {target.Asset.Id}.");
        }
    }
}
