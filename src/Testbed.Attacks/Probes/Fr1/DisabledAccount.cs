using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 1.3: an administrator disables an account; its owner goes on working. Breach: the disabled person is served.</summary>
public sealed class DisabledAccount() : ConsoleProbe("disabled-account", "SR 1.3")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        scenario.AccountWith(asset, "accounts") is { } admin ? asset.Personal().Where(a => a.Name != admin.Name).Take(1).Select(a => a.Name) : [];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        var admin = range.Scenario.AccountWith(target.Asset, "accounts")!;
        if (await target.LoggedOnAsync(admin) is not { } office)
        {
            return NoLogOn;
        }

        await using (office)
        {
            if (await office.SendAsync($"USER DISABLE {target.Account.Name}") is not { IsSuccess: true })
            {
                return AttackOutcome.Succeeded($"The administrator could not disable {target.Account.Name}.");
            }
        }

        if (await target.OpenAsync("attacker-2") is not { } link)
        {
            return Unreachable;
        }

        await using (link)
        {
            range.Act("T0859", $"disabled account {target.Account.Name}");
            return await link.LogOnAsync(target.Account) is not null || await AnonymousUse.FirstServedAsync(link, target, range) is not null
                ? AttackOutcome.Succeeded($"{target.Account.Name} was served after being disabled.")
                : AttackOutcome.Resisted($"{target.Account.Name} was refused at once.");
        }
    }
}
