using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.10: the collector loses its power, or the store is filled past its capacity. Breach: no alarm stands at the asset, control loses a scan, the declared reaction
/// is not the one seen, or recording does not resume by itself (what waited arrives at the collector, a full store that is read out records again and says what was
/// lost). The choice of the reaction is declared. A cut of the medium itself is not tried: RFC 6587 has no acknowledgement that would notice one.
/// </summary>
public sealed class SilentAuditFailure() : UpkeepProbe("silent-audit-failure", "SR 2.10")
{
    private const string Cut = "collector", Full = "full";
    private const int Beyond = 50;

    /// <inheritdoc/>
    protected override IEnumerable<string> Variants(Scenario scenario, AssetConfig asset) =>
        AuditFlood.Collector(scenario, asset.Id) is null ? [Full] : [Cut, Full];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var outage = await AuditFlood.CutCollectorAsync(range, target.Asset.Id);
        try
        {
            if (await DuringAsync(target, variant, range) is { } breach)
            {
                return AttackOutcome.Succeeded(breach);
            }
        }
        finally
        {
            outage?.Dispose();
        }

        return await AfterAsync(target, variant, range) is { } later ? AttackOutcome.Succeeded(later)
            : AttackOutcome.Resisted(variant == Cut
                ? $"{target.Asset.Id} told that its collector was gone, went on, and delivered what had waited."
                : $"{target.Asset.Id} told that its store was full, reacted as declared, went on, and recorded again.");
    }

    private static async Task<string?> DuringAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var asset = target.Asset.Id;
        var capacity = AuditFlood.Capacity(range.Scenario, asset);
        var marks = await AuditFlood.RunAsync(range, target, variant == Cut ? 5 : AuditFlood.RoomTo(range, asset, capacity) + Beyond);
        if (marks.Count == 0)
        {
            return null;
        }

        await range.WaitAsync(TimeSpan.FromSeconds(8));
        var alarms = await AskAsync(target, range, "read", "ALARMS");
        if (alarms is not { IsSuccess: true } || !alarms.Text.Contains($"audit-{variant}", StringComparison.Ordinal))
        {
            return variant == Cut ? $"{asset} told nobody that its collector is gone." : $"{asset} told nobody that its store is full.";
        }

        if (range.Truth.LongestScanGap(asset) >= 2 * target.Asset.Scan)
        {
            return $"{asset} left out a scan because its records had nowhere to go.";
        }

        var missing = AuditFlood.Missing(range, asset, marks);
        var stops = range.Scenario.Control<AuditConfig>(asset)?.WhenFull == AuditOverflow.StopRecording;
        return (variant == Cut ? missing.Count == 0 : stops ? missing.Contains(marks[^1]) && !missing.Contains(marks[0]) : !missing.Contains(marks[^1]))
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{asset} did not react as declared: {missing.Count} of {marks.Count} events are not recorded.");
    }

    private static async Task<string?> AfterAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var asset = target.Asset.Id;
        var collector = AuditFlood.Collector(range.Scenario, asset);
        if (collector is null)
        {
            await AskAsync(target, range, "audit", "AUDIT ARCHIVE");
        }

        await range.WaitAsync(TimeSpan.FromSeconds(8));
        if (variant == Cut)
        {
            var arrived = collector is null ? 0 : range.Truth.Collected(collector).Count(m => m.Message.EndsWith("MARK-00005", StringComparison.Ordinal));
            return arrived == 1 ? null : $"What waited at {asset} did not arrive once its collector was back.";
        }

        return range.Truth.Audit(asset).Any(r => r is { Category: AuditCategories.AuditLog, Type: "recording-resumed" })
            ? null
            : $"{asset} did not say, once there was room again, how much was lost.";
    }
}
