using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.6: a session is left idle past the limit, then its token is used from a new connection. Breach: the session resumes. Conduit cells come over the
/// conduit from the declared source, zone cells from inside.
/// </summary>
public sealed class IdleRemoteSession() : ConsoleProbe("idle-remote-session", "SR 2.6", acrossConduits: true)
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

            await range.WaitAsync(IdleSession.PastIdle(range.Scenario, target.Asset));
        }

        if (await target.OpenAsync() is not { } again)
        {
            return Unreachable;
        }

        await using (again)
        {
            range.Act("T0859", "token of an idle session");
            return await again.SendAsync($"RESUME {token}") is { IsSuccess: true }
                ? AttackOutcome.Succeeded($"A session at {target.Asset.Id} was resumed long past its idle limit.")
                : AttackOutcome.Resisted($"{target.Asset.Id} had ended the idle session.");
        }
    }
}
