using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.7 RE 1: a person sets the present password and former ones again, then changes the password twice in a row. Breach: an old password is taken, or the
/// second change, by which somebody could run through the history. Former passwords are those that the scenario gives the account.
/// </summary>
public sealed class ReusedPassword() : ConsoleProbe("reused-password", "SR 1.7 RE 1")
{
    private const int UsualHistory = 5;

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <summary>The passwords that may not come back.</summary>
    internal static IEnumerable<string> Used(Scenario scenario, AssetConfig asset, AccountConfig account)
    {
        var history = scenario.Control<PasswordPolicyConfig>(asset.Id)?.History ?? 0;
        return account.FormerPasswords.Prepend(account.Password).Take(history > 0 ? history : UsualHistory);
    }

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            var (account, tried) = (target.Account, 0);
            foreach (var used in Used(range.Scenario, target.Asset, account))
            {
                tried++;
                if (await link.SendAsync($"PASSWD {account.Password} {used}") is { IsSuccess: true })
                {
                    return AttackOutcome.Succeeded($"{target.Asset.Id} took a password that {account.Name} had used before.");
                }
            }

            const string Next = "Velvet-Anchor-72q";
            if (await link.SendAsync($"PASSWD {account.Password} {Next}") is not { IsSuccess: true })
            {
                return AttackOutcome.Resisted($"{target.Asset.Id} refused {tried} used passwords, and a new one as well.");
            }

            return await link.SendAsync($"PASSWD {Next} Copper-Lichen-58w") is { IsSuccess: true }
                ? AttackOutcome.Succeeded($"{account.Name} could change the password twice in a row at {target.Asset.Id}.")
                : AttackOutcome.Resisted($"{target.Asset.Id} refused {tried} used passwords and a second change in a row.");
        }
    }
}
