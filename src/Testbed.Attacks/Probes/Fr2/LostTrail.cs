using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 2.8 RE 1: the same events, looked for in the central audit store. Breach: one of the asset's records did not arrive there.</summary>
public sealed class LostTrail() : AuditProbe("lost-trail", "SR 2.8 RE 1")
{
    /// <inheritdoc/>
    protected override AttackOutcome Judge(
        IAttackRange range, AssetConfig asset, IReadOnlyList<string> provoked, IReadOnlyList<AuditRecord> records, DateTimeOffset start)
    {
        // The central store's own records are central where they are written.
        var collector = asset.Kind == AssetKind.LogCollector ? asset.Id : range.Scenario.Control<AuditConfig>(asset.Id)?.Collector;
        if (collector is null || records.Count == 0)
        {
            return AttackOutcome.Succeeded(
                collector is null ? $"{asset.Id} sends its records to no central store." : $"{asset.Id} recorded nothing, so nothing is central.");
        }

        var missing = collector == asset.Id ? 0 : records.Count(r => !CentralStore.Has(range, collector, r));
        return missing > 0
            ? AttackOutcome.Succeeded($"{missing} of {records.Count} records of {asset.Id} did not reach {collector}.")
            : AttackOutcome.Resisted($"All {records.Count} records of {asset.Id} reached {collector}.");
    }
}
