using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.6: a remote session is kept busy past its longest duration. Breach: it still serves. Cells: where <c>session-limits</c> declares a longest duration.
/// </summary>
public sealed class OverlongSession() : ConsoleProbe("overlong-session", "SR 2.6", acrossConduits: true)
{
    /// <inheritdoc/>
    protected override string Variant => "+duration";

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        scenario.Control<SessionLimitsConfig>(asset.Id)?.MaxDuration is null ? []
            : asset.Personal().Where(a => scenario.Permissions(asset.Id, a.Role).Contains("read")).Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        var limits = range.Scenario.Control<SessionLimitsConfig>(target.Asset.Id)!;
        var pause = 0.8 * (limits.Lock ?? limits.Idle);
        await using (link)
        {
            range.Act("T0859", $"session of {target.Account.Name} that never rests");
            for (var spent = TimeSpan.Zero; spent <= limits.MaxDuration; spent += pause)
            {
                if (link.IsClosed || !await link.IsServedAsync())
                {
                    return AttackOutcome.Resisted($"The session at {target.Asset.Id} ended before its longest duration.");
                }

                await range.WaitAsync(pause);
            }

            return !link.IsClosed && await link.IsServedAsync()
                ? AttackOutcome.Succeeded($"The session at {target.Asset.Id} served past its longest duration.")
                : AttackOutcome.Resisted($"The session at {target.Asset.Id} had ended although it was busy.");
        }
    }
}
