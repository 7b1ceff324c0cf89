using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 1.1 RE 1: somebody works under an account that several people share, or under none. Breach: an action no single person can be held to.</summary>
public sealed class SharedIdentity() : ConsoleProbe("shared-identity", "SR 1.1 RE 1", acrossConduits: true)
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        [.. asset.Accounts.Where(a => a is { Personal: false, Service: false }).Select(a => a.Name), "-"];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.OpenAsync() is not { } link)
        {
            return Unreachable;
        }

        await using (link)
        {
            if (!target.HasAccount)
            {
                return await AnonymousUse.FirstServedAsync(link, target, range) is { } served
                    ? AttackOutcome.Succeeded($"{target.Asset.Id} served {served} to nobody in particular.")
                    : AttackOutcome.Resisted($"{target.Asset.Id} serves nobody who is not identified.");
            }

            range.Act("T0859", $"shared account {target.Account.Name}");
            return await link.LogOnAsync(target.Account) is not null
                ? AttackOutcome.Succeeded($"{target.Asset.Id} let the shared account {target.Account.Name} log on.")
                : AttackOutcome.Resisted($"{target.Asset.Id} refused the shared account {target.Account.Name}.");
        }
    }
}
