using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.2 RE 1: a device that nobody allowed tries to join a wireless medium of the system and to use it. Breach: within a minute no alert that names the conduit and the
/// device is at a log collector. A transmitter that never comes near a medium of the system is not in the model: that is declared.
/// </summary>
public sealed class UnreportedWirelessDevice() : WirelessProbe("unreported-wireless-device", "SR 2.2 RE 1", "wireless")
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(SpanEntry entry, ConduitConfig conduit, IAttackRange range)
    {
        var collectors = range.Scenario.Assets.Where(a => a.Kind == AssetKind.LogCollector).Select(a => a.Id).ToList();
        var before = collectors.ToDictionary(c => c, c => range.Truth.Collected(c).Count);
        var host = new SpanHost(range, conduit, entry.View.Flow);
        range.Act("T0860", $"unknown device on the medium of {conduit.Id}");
        await JoinsAsync(range, host, "unknown-device", "a key that it made up");
        await UsesItAsync(range, host, entry);
        await range.WaitAsync(Within);
        return collectors.Any(c => range.Truth.Collected(c).Skip(before[c]).Any(m => IsAbout(m.Message, conduit.Id)))
            ? AttackOutcome.Resisted($"The unknown device on the medium of {conduit.Id} was reported.")
            : AttackOutcome.Succeeded($"Nobody was told of an unknown device on the medium of {conduit.Id}.");
    }

    private static bool IsAbout(string message, string conduit) => CentralStore.IsAlert(message)
        && message.Contains($"conduit=\"{conduit}\"", StringComparison.Ordinal) && message.Contains($"from=\"{AttackRangeExtensions.Attacker}\"", StringComparison.Ordinal);
}
