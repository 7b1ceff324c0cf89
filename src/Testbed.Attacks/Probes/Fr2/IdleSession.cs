using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 2.5: an unattended session is used after its idle limit. Breach: it still serves. Exempt control-room stations are declared.</summary>
public sealed class IdleSession() : ConsoleProbe("idle-session", "SR 2.5")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <summary>The configured idle limit, ten minutes where there is none, and a margin.</summary>
    internal static TimeSpan PastIdle(Scenario scenario, AssetConfig asset) =>
        (scenario.Control<SessionLimitsConfig>(asset.Id)?.Idle ?? TimeSpan.FromMinutes(10)) + (2 * asset.Scan) + TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            await range.WaitAsync(PastIdle(range.Scenario, target.Asset));
            range.Act("T0859", $"unattended session of {target.Account.Name}");
            return !link.IsClosed && await AnonymousUse.FirstServedAsync(link, target, range) is { } served
                ? AttackOutcome.Succeeded($"The idle session at {target.Asset.Id} served {served} past its limit.")
                : AttackOutcome.Resisted($"The idle session at {target.Asset.Id} had ended.");
        }
    }
}
