using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 1.11: a person logs on interactively with the account of a program. Breach: a session.</summary>
public sealed class ServiceAccountLogOn() : ConsoleProbe("service-account-log-on", "SR 1.11")
{
    /// <inheritdoc/>
    protected override string Variant => "+log-on";

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Accounts.Where(a => a.Service).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.OpenAsync() is not { } link)
        {
            return Unreachable;
        }

        await using (link)
        {
            range.Act("T0859", $"interactive log-on as {target.Account.Name}");
            return await link.LogOnAsync(target.Account) is not null
                ? AttackOutcome.Succeeded($"{target.Asset.Id} opened a session for a person who used the program account {target.Account.Name}.")
                : AttackOutcome.Resisted($"{target.Asset.Id} gave the program account {target.Account.Name} no interactive session.");
        }
    }
}
