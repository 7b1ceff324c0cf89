using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.6: a device that was never admitted uses a radio or cellular medium without joining, then tries to join under a name of its own and under that of a gateway end,
/// with a key it made up. Breach: the asset behind it answers, or the medium lets it on.
/// </summary>
public sealed class WirelessStranger() : WirelessProbe("wireless-stranger", "SR 1.6", "wireless")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(SpanEntry entry, ConduitConfig conduit, IAttackRange range)
    {
        var host = new SpanHost(range, conduit, entry.View.Flow);
        range.Act("T0860", $"unknown device on the medium of {conduit.Id}");
        if (await UsesItAsync(range, host, entry))
        {
            return AttackOutcome.Succeeded($"A device nobody admitted was on the medium of {conduit.Id}, and {entry.View.To.Id} answered it.");
        }

        foreach (var name in new[] { "unknown-device", host.PeerEnd })
        {
            if (await JoinsAsync(range, host, name, "a key that it made up"))
            {
                return AttackOutcome.Succeeded($"The medium of {conduit.Id} let a device on that nobody admitted, as {name}.");
            }
        }

        return AttackOutcome.Resisted($"The medium of {conduit.Id} let no unknown device on.");
    }
}
