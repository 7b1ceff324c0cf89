using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Base of probes of a wireless medium. Cells: zones where the radio stands (feature <c>wireless</c>), one per wireless conduit that carries something to use; the conduit
/// stands first in the interface.
/// </summary>
public abstract class WirelessProbe : Probe
{
    private readonly string _variant;

    /// <summary>Sets id, requirement and what follows the conduit in the interface.</summary>
    protected WirelessProbe(string id, string requirement, string variant)
        : base(id, requirement) => _variant = variant;

    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public sealed override IEnumerable<Cell> Cells(Scenario scenario) =>
        from conduit in scenario.Conduits
        where conduit.Span.IsWireless
        let entry = SpanEntry.Of(scenario, conduit)
        where entry is not null
        from zone in new[] { conduit.ZoneA, conduit.ZoneB }
        where !scenario.IsExternal(zone) && PlaceFeatureDeriver.Features(scenario, zone).Contains(PlaceFeatures.Wireless)
        select At(zone, entry.View.To.Id, $"{conduit.Id}:{_variant}");

    /// <inheritdoc/>
    public sealed override Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var conduit = range.Scenario.Conduit(cell.Interface.Split(':')[0])!;
        return ProbeAsync(SpanEntry.Of(range.Scenario, conduit)!, conduit, range);
    }

    /// <summary>Applies the stimulus to a conduit.</summary>
    private protected abstract Task<AttackOutcome> ProbeAsync(SpanEntry entry, ConduitConfig conduit, IAttackRange range);

    /// <summary>A stranger tries to join with a name and a key; true when the medium lets him on.</summary>
    private protected static async Task<bool> JoinsAsync(IAttackRange range, SpanHost host, string name, string key)
    {
        if (await host.DialAsync() is not { } stream)
        {
            return false;
        }

        await using (stream)
        {
            var joined = await WirelessAttach.AttachAsync(stream, name, key, range.Clock);
            range.Note("attach", $"as {name}: {(joined ? "admitted" : "not admitted")}");
            return joined;
        }
    }

    /// <summary>A stranger uses the medium without joining, under the address of the legitimate client; true when the asset behind it answers.</summary>
    private protected static Task<bool> UsesItAsync(IAttackRange range, SpanHost host, SpanEntry entry) =>
        SpanIntrusion.PlainOrTlsAsync(range, host, entry, host.Address(entry.View.From.Id), null);
}
