using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 3.8 RE 1: a person logs off, then the old token is sent again. Breach: the session is back.</summary>
public sealed class ResumedAfterLogOff() : ConsoleProbe("resumed-after-log-off", "SR 3.8 RE 1")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.OpenAsync() is not { } link)
        {
            return Unreachable;
        }

        string? token;
        await using (link)
        {
            token = await link.LogOnAsync(target.Account);
            if (token is null)
            {
                return NoLogOn;
            }

            await link.SendAsync("LOGOFF");
        }

        if (await target.OpenAsync() is not { } again)
        {
            return Unreachable;
        }

        await using (again)
        {
            range.Act("T0859", "token after log-off");
            return await again.SendAsync($"RESUME {token}") is { IsSuccess: true }
                ? AttackOutcome.Succeeded($"A token of {target.Asset.Id} lived on after log-off.")
                : AttackOutcome.Resisted($"The token of {target.Asset.Id} died with the log-off.");
        }
    }
}
