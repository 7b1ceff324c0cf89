using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 1.2, conduit: a host on the medium between the gateway ends passes itself off as the peer gateway, once with the address of a registered client and
/// once with an address nobody registered. Breach: its Modbus request is answered.
/// </summary>
public sealed class RogueSpanHost() : SpanProbe("rogue-span-host", "SR 1.2")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Variants(Scenario scenario, ConduitConfig conduit) => ["span:known-address", "span:unknown-address"];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(SpanSubject subject, string variant, IAttackRange range)
    {
        var host = new SpanHost(range, subject.View.Conduit, subject.View.Flow);
        var source = variant == "span:known-address" ? host.Address(subject.View.From.Id) : SpanHost.Stranger;
        range.Act("T0848", $"rogue master on the span of {subject.View.Conduit.Id}");
        return await SpanIntrusion.PlainOrTlsAsync(range, host, new SpanEntry(subject.View, subject), source, null)
            ? AttackOutcome.Succeeded($"{host.GatewayEnd} carried an unauthenticated host's request to {subject.View.To.Id}, which answered.")
            : AttackOutcome.Resisted($"{host.GatewayEnd} carried nothing of a host that could not authenticate itself.");
    }
}
