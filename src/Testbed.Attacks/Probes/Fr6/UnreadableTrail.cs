using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 6.1 RE 1: the records of provoked events are looked for where programs fetch them: RFC 5424 messages with structured data at the collector.
/// Breach: a provoked category cannot be found there by its fields.
/// </summary>
public sealed class UnreadableTrail() : AuditProbe("unreadable-trail", "SR 6.1 RE 1")
{
    /// <inheritdoc/>
    protected override AttackOutcome Judge(
        IAttackRange range, AssetConfig asset, IReadOnlyList<string> provoked, IReadOnlyList<AuditRecord> records, DateTimeOffset start)
    {
        var collector = range.Scenario.Control<AuditConfig>(asset.Id)?.Collector;
        var missing = provoked
            .Where(c => collector is null || !records.Any(r => r.Category == c && CentralStore.Has(range, collector, r))).ToList();
        return missing.Count > 0
            ? AttackOutcome.Succeeded($"No program can fetch the records of {asset.Id} about: {string.Join(", ", missing)}.")
            : AttackOutcome.Resisted($"All provoked categories of {asset.Id} are machine-readable at {collector}.");
    }
}
