using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.11 RE 1: the clock of an asset is set off by somebody who may, then one period of its synchronisation passes. Breach: the clock is still off, its records carry
/// a wrong time, or the correction was not recorded. Cells: consoles of all assets but the time source, where the scenario has one.
/// </summary>
public sealed class DriftingClock() : ConsoleProbe("drifting-clock", "SR 2.11 RE 1")
{
    private static readonly TimeSpan UsualPeriod = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UsualOffset = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) =>
        scenario.Services(ServiceProtocol.Time).Any(s => s.Asset.Id != asset.Id) && asset.Services.All(s => s.Protocol != ServiceProtocol.Time)
        && scenario.AccountWith(asset, "clock") is { } keeper ? [keeper.Name] : [];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        var asset = target.Asset;
        var sync = range.Scenario.Control<ClockSyncConfig>(asset.Id);
        var offset = sync is null ? UsualOffset : Min(UsualOffset, sync.MaxStep / 2);
        var last = AuditStimulus.LastEventId(range, asset.Id);
        if (!await ClockCommand.AdvanceAsync(target, range, offset))
        {
            return AttackOutcome.Resisted($"The clock of {asset.Id} could not be set.");
        }

        await range.WaitAsync((sync?.Period ?? UsualPeriod) + TimeSpan.FromSeconds(5));
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            if (await ClockCommand.ErrorAsync(link, range) is not { } error || error.Duration() > Tolerance)
            {
                return AttackOutcome.Succeeded(FormattableString.Invariant($"The clock of {asset.Id}, set off by {offset.TotalSeconds:0} s, had not come back after one period."));
            }
        }

        var records = AuditStimulus.Since(range, asset.Id, last);
        return records.Count == 0 || (records[^1].Time - range.Clock.GetUtcNow()).Duration() > Tolerance
            ? AttackOutcome.Succeeded($"The records of {asset.Id} do not carry the corrected time.")
            : records.All(r => r.Type != "clock-corrected")
            ? AttackOutcome.Succeeded($"The correction of the clock of {asset.Id} was not recorded.")
            : AttackOutcome.Resisted(FormattableString.Invariant($"The clock of {asset.Id}, set off by {offset.TotalSeconds:0} s, came back within one period and recorded it."));
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
