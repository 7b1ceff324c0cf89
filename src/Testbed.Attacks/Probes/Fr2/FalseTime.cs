using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.11 RE 2: an asset asks for the time and gets a false answer: an on-path attacker moves the time in it where the source lies behind a conduit, then the source
/// itself is made wrong by more than the declared step. Breach: the clock follows, or nothing is recorded where records are kept. Cells: consoles of assets with
/// <c>clock-sync</c>. A second host under the source's address is not possible on the userspace network.
/// </summary>
public sealed class FalseTime() : ConsoleProbe("false-time", "SR 2.11 RE 2")
{
    private static readonly TimeSpan OnPathShift = TimeSpan.FromSeconds(90);

    /// <summary>The keeper of an asset's clock, where there is a control and somebody who can stop or set its source.</summary>
    internal static IEnumerable<string> Keepers(Scenario scenario, AssetConfig asset) =>
        Source(scenario, asset) is { } && scenario.AccountWith(asset, "clock") is { } keeper ? [keeper.Name] : [];

    /// <summary>The time source of an asset.</summary>
    internal static CentralService? Source(Scenario scenario, AssetConfig asset) =>
        scenario.Control<ClockSyncConfig>(asset.Id) is { } sync && scenario.Asset(sync.Source) is { } source ? CentralService.On(scenario, source, "clock") : null;

    /// <summary>True when the asset keeps records and has none of a failure since.</summary>
    internal static bool IsUnrecorded(IAttackRange range, AssetConfig asset, int last) =>
        last > 0 && AuditStimulus.Since(range, asset.Id, last).All(r => r.Category != AuditCategories.System || r.Result != "failure");

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => Keepers(scenario, asset);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            var source = Source(range.Scenario, target.Asset)!;
            if (source.Asset.Zone != target.Asset.Zone && range.Scenario.Between(source.Asset.Zone, target.Asset.Zone) is { } conduit)
            {
                range.Act("T0830", $"time answers changed on {conduit.Id}");
                using var tap = range.Spans.Tap(conduit.Id, new FalseTimeTap(OnPathShift));
                if (await IsFooledAsync(link, target, range, OnPathShift) is { } how)
                {
                    return AttackOutcome.Succeeded($"{how} forged on {conduit.Id}.");
                }
            }

            var shift = 2 * range.Scenario.Control<ClockSyncConfig>(target.Asset.Id)!.MaxStep;
            range.Act("T0859", $"clock of the source {source.Asset.Id} set off");
            if (!await source.DoAsync(range, ClockCommand.Set(range.Clock.GetUtcNow() + shift)))
            {
                return AttackOutcome.Resisted($"{target.Asset.Id} took no forged time; the clock of {source.Asset.Id} could not be set off.");
            }

            return await IsFooledAsync(link, target, range, shift) is { } fooled
                ? AttackOutcome.Succeeded($"{fooled} of a source far from the truth.")
                : AttackOutcome.Resisted($"{target.Asset.Id} refused every false time.");
        }
    }

    private static async Task<string?> IsFooledAsync(ConsoleLink link, ConsoleTarget target, IAttackRange range, TimeSpan shift)
    {
        var last = AuditStimulus.LastEventId(range, target.Asset.Id);
        await link.SendAsync("CLOCK SYNC");
        return await ClockCommand.ErrorAsync(link, range) is { } error && error.Duration() > shift / 2 ? $"The clock of {target.Asset.Id} follows an answer"
            : IsUnrecorded(range, target.Asset, last) ? $"{target.Asset.Id} recorded nothing of an answer"
            : null;
    }
}
