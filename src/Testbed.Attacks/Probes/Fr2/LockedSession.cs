using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.5: a session is locked by hand, and left alone until the declared lock where one is declared; somebody else then uses it and tries a wrong password on the
/// lock. Breach: it serves.
/// </summary>
public sealed class LockedSession() : ConsoleProbe("locked-session", "SR 2.5")
{
    /// <inheritdoc/>
    protected override string Variant => "+lock";

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            range.Act("T0859", $"locked session of {target.Account.Name}");
            await link.SendAsync("LOCK");
            if (await OpensAsync(link))
            {
                return AttackOutcome.Succeeded($"The locked session at {target.Asset.Id} served.");
            }

            if (range.Scenario.Control<SessionLimitsConfig>(target.Asset.Id)?.Lock is not { } idle)
            {
                return AttackOutcome.Resisted($"The locked session at {target.Asset.Id} served nothing, also after a wrong password.");
            }

            if (await link.SendAsync($"UNLOCK {target.Account.Password}") is not { IsSuccess: true } || !await link.IsServedAsync())
            {
                return AttackOutcome.Resisted($"The locked session at {target.Asset.Id} served nothing, not even its owner again.");
            }

            await range.WaitAsync(idle + TimeSpan.FromSeconds(5));
            return !link.IsClosed && await OpensAsync(link)
                ? AttackOutcome.Succeeded($"The session at {target.Asset.Id} served although it had been idle past its lock.")
                : AttackOutcome.Resisted($"The session at {target.Asset.Id} served nothing once locked, by hand and by time.");
        }
    }

    private static async Task<bool> OpensAsync(ConsoleLink link) =>
        await link.IsServedAsync() || (await link.SendAsync("UNLOCK not-the-password") is { IsSuccess: true } && await link.IsServedAsync());
}
