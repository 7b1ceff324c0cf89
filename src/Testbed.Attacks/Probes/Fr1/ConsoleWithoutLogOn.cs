using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>SR 1.1: a person uses a console without log-on and after a failed one. Breach: any data read or command taken.</summary>
public sealed class ConsoleWithoutLogOn() : ConsoleProbe("console-without-log-on", "SR 1.1", acrossConduits: true)
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.OpenAsync() is not { } link)
        {
            return Unreachable;
        }

        await using (link)
        {
            range.Act("T0807", $"commands without log-on at {target.Asset.Id}");
            if (await AnonymousUse.FirstServedAsync(link, target, range) is { } served)
            {
                return AttackOutcome.Succeeded($"{target.Asset.Id} served {served} to a caller who had not logged on.");
            }

            var name = target.Asset.Accounts.Count > 0 ? target.Asset.Accounts[0].Name : "operator";
            if (await link.LogOnAsync(name, "not-the-password") is not null)
            {
                return AttackOutcome.Succeeded($"{target.Asset.Id} opened a session for a wrong password.");
            }

            return await AnonymousUse.FirstServedAsync(link, target, range) is { } after
                ? AttackOutcome.Succeeded($"{target.Asset.Id} served {after} after a refused log-on.")
                : AttackOutcome.Resisted($"{target.Asset.Id} served nothing before a log-on.");
        }
    }
}
