using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.9 RE 1: the store is filled to just below its declared warning threshold, then past it, with the collector out of reach. Breach: nobody is warned while room
/// is left (at the asset's console, and at the collector once it is back), or already below.
/// </summary>
public sealed class UnannouncedOverflow() : UpkeepProbe("unannounced-overflow", "SR 2.9 RE 1")
{
    private const string Alarm = "audit-capacity";

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var (asset, config) = (target.Asset.Id, range.Scenario.Control<AuditConfig>(target.Asset.Id));
        if (config?.WarnAt is not { } percent)
        {
            return AttackOutcome.Succeeded($"{asset} has no threshold at which it warns.");
        }

        var (threshold, cut) = (percent * config.Capacity / 100, await AuditFlood.CutCollectorAsync(range, asset));
        try
        {
            await AuditFlood.RunAsync(range, target, AuditFlood.RoomTo(range, asset, threshold - AuditFlood.Margin), "BELOW");
            var early = await AskAsync(target, range, "read", "ALARMS");
            await AuditFlood.RunAsync(range, target, AuditFlood.Margin + 2, "ABOVE");
            var late = await AskAsync(target, range, "read", "ALARMS");
            if (early is not { IsSuccess: true } || late is not { IsSuccess: true })
            {
                return AttackOutcome.Succeeded($"Nobody can see the alarms of {asset}.");
            }

            if (early.Text.Contains(Alarm, StringComparison.Ordinal) || !late.Text.Contains(Alarm, StringComparison.Ordinal))
            {
                return AttackOutcome.Succeeded(early.Text.Contains(Alarm, StringComparison.Ordinal)
                    ? $"{asset} warned below its threshold, which teaches people to look away."
                    : string.Create(CultureInfo.InvariantCulture, $"{asset} held {threshold} records and more and warned nobody."));
            }
        }
        finally
        {
            cut?.Dispose();
        }

        await range.WaitAsync(TimeSpan.FromSeconds(8));
        return AuditFlood.Collector(range.Scenario, asset) is { } collector
            && !range.Truth.Collected(collector).Any(m => CentralStore.IsAlert(m.Message) && m.Message.Contains($" {asset} ", StringComparison.Ordinal))
            ? AttackOutcome.Succeeded($"The warning of {asset} never reached {collector}.")
            : AttackOutcome.Resisted(string.Create(CultureInfo.InvariantCulture, $"{asset} warned at {percent} % of {config.Capacity} records and not before."));
    }
}
