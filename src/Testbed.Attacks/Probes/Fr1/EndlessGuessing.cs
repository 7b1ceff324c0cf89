using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.11: one wrong password more than the limit, then the right one. Breach: the right one still opens a session. Accounts exempt for an essential
/// function are left out (the list is declared). For service accounts programs guess.
/// </summary>
public sealed class EndlessGuessing() : ConsoleProbe("endless-guessing", "SR 1.11")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset)
    {
        var exempt = scenario.Control<LockOutConfig>(asset.Id)?.Exempt ?? [];
        return asset.Personal().Concat(asset.Accounts.Where(a => a.Service)).Where(a => !exempt.Contains(a.Name)).Select(a => a.Name);
    }

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        var guesses = (range.Scenario.Control<LockOutConfig>(target.Asset.Id)?.Attempts ?? 5) + 1;
        range.Act("T0859", $"{guesses} guesses for {target.Account.Name}");
        var link = await target.OpenAsync();
        if (link is null)
        {
            return Unreachable;
        }

        try
        {
            for (var i = 0; i < guesses; i++)
            {
                if (link.IsClosed)
                {
                    await link.DisposeAsync();
                    link = await target.OpenAsync();
                }

                if (link is null)
                {
                    return AttackOutcome.Resisted($"{target.Asset.Id} takes no more connections after {i} guesses.");
                }

                await TryAsync(link, target, $"guess-{i}");
            }

            if (link.IsClosed)
            {
                await link.DisposeAsync();
                link = await target.OpenAsync();
            }

            return link is not null && await TryAsync(link, target, target.Account.Password)
                ? AttackOutcome.Succeeded($"{target.Account.Name} could log on at {target.Asset.Id} right after {guesses} wrong passwords.")
                : AttackOutcome.Resisted($"{target.Account.Name} is locked at {target.Asset.Id} after {guesses} wrong passwords.");
        }
        finally
        {
            if (link is not null)
            {
                await link.DisposeAsync();
            }
        }
    }

    // A console that goes on to ask for the code of a token has taken the password.
    private static async Task<bool> TryAsync(ConsoleLink link, ConsoleTarget target, string password) => target.Account.Service
        ? await link.BindAsync(target.Account.Name, password) is { IsSuccess: true }
        : await link.SendAsync($"LOGON {target.Account.Name} {password}") is { IsSuccess: true } or { AsksForCode: true };
}
