using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.9: with the collector out of reach the store of an asset is filled with marked events up to its declared capacity. Breach: one of them is gone. The sizing
/// itself is declared.
/// </summary>
public sealed class LostRecord() : UpkeepProbe("lost-record", "SR 2.9")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var asset = target.Asset.Id;
        using var cut = await AuditFlood.CutCollectorAsync(range, asset);
        var count = AuditFlood.RoomTo(range, asset, AuditFlood.Capacity(range.Scenario, asset) - AuditFlood.Margin);
        var marks = await AuditFlood.RunAsync(range, target, count);
        if (marks.Count == 0)
        {
            return AttackOutcome.Resisted($"{asset} could not be reached, so there was nothing to record.");
        }

        await range.WaitAsync(TimeSpan.FromSeconds(1));
        var missing = AuditFlood.Missing(range, asset, marks);
        return missing.Count > 0
            ? AttackOutcome.Succeeded(string.Create(CultureInfo.InvariantCulture, $"{asset} lost {missing.Count} of {marks.Count} events below its declared capacity."))
            : AttackOutcome.Resisted(string.Create(CultureInfo.InvariantCulture, $"{asset} kept all {marks.Count} events up to its declared capacity."));
    }
}
