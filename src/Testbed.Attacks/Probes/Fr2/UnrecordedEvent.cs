using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.8: one event per category that the interface can provoke (access control, request error, reconnaissance, control system,
/// configuration, backup, audit log, and a restart for the system itself). Breach: a category left no complete record. A restart leaves two, the order and the start.
/// </summary>
public sealed class UnrecordedEvent() : AuditProbe("unrecorded-event", "SR 2.8")
{
    /// <inheritdoc/>
    protected override AttackOutcome Judge(
        IAttackRange range, AssetConfig asset, IReadOnlyList<string> provoked, IReadOnlyList<AuditRecord> records, DateTimeOffset start)
    {
        var now = range.Clock.GetUtcNow();
        var missing = provoked.Where(c => !records.Any(r => r.Category == c && AuditStimulus.IsComplete(r, start, now))).ToList();
        return missing.Count > 0
            ? AttackOutcome.Succeeded($"{asset.Id} kept no complete record of: {string.Join(", ", missing)}.")
            : AttackOutcome.Resisted($"{asset.Id} recorded all of: {string.Join(", ", provoked)}.");
    }
}
