using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.6 RE 1: while the legitimate devices are on line, another joins a wireless medium with a copy of one's identity and key; then under each admitted name with the
/// key of another device, as a group's key would serve; then as each device that was withdrawn, with its key. Breach: one is let on. Where no device shows an identity
/// at all, that the asset behind the medium answers it.
/// </summary>
public sealed class WirelessClone() : WirelessProbe("wireless-clone", "SR 1.6 RE 1", "wireless")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(SpanEntry entry, ConduitConfig conduit, IAttackRange range)
    {
        var host = new SpanHost(range, conduit, entry.View.Flow);
        var control = range.Scenario.Control<WirelessConfig>(conduit.Id);
        await using var original = await DeclaredUse.OpenAsync(range, entry.View);
        range.Act("T0860", $"copied identity on the medium of {conduit.Id}");
        foreach (var (name, key, what) in Copies(control, host.PeerEnd))
        {
            if (await JoinsAsync(range, host, name, key))
            {
                return AttackOutcome.Succeeded($"The medium of {conduit.Id} let a device on {what}, as {name}.");
            }
        }

        return await UsesItAsync(range, host, entry)
            ? AttackOutcome.Succeeded($"Devices on the medium of {conduit.Id} show no identity of their own, and {entry.View.To.Id} answered a copy.")
            : AttackOutcome.Resisted($"No copied, shared or withdrawn identity came onto the medium of {conduit.Id}.");
    }

    private static IEnumerable<(string Name, string Key, string What)> Copies(WirelessConfig? control, string peer)
    {
        if (control is null)
        {
            yield break;
        }

        var valid = control.Devices.Where(d => !control.Withdrawn.Contains(d.Id)).ToList();
        foreach (var device in valid.Where(d => d.Id == peer))
        {
            yield return (device.Id, device.Key, "with a copy of an identity that was on line");
        }

        foreach (var device in valid)
        {
            yield return (device.Id, valid.First(d => d.Id != device.Id).Key, "with the key of another");
        }

        foreach (var lost in control.Devices.Where(d => control.Withdrawn.Contains(d.Id)))
        {
            yield return (lost.Id, lost.Key, "that was withdrawn");
        }
    }
}
