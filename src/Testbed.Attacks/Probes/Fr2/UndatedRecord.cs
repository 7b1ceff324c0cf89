using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 2.11: events are provoked at a known time. Breach: there is no record that carries it.</summary>
public sealed class UndatedRecord() : AuditProbe("undated-record", "SR 2.11")
{
    /// <inheritdoc/>
    protected override AttackOutcome Judge(
        IAttackRange range, AssetConfig asset, IReadOnlyList<string> provoked, IReadOnlyList<AuditRecord> records, DateTimeOffset start)
    {
        var now = range.Clock.GetUtcNow();
        var dated = records.Count(r => AuditStimulus.HasTime(r, start, now));
        return records.Count == 0 || dated < records.Count
            ? AttackOutcome.Succeeded($"{asset.Id} has {dated} rightly dated records of {records.Count}.")
            : AttackOutcome.Resisted($"All {records.Count} records of {asset.Id} carry date and time.");
    }
}
