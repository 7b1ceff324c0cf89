using System.Net;
using Testbed.Core;

namespace Testbed.Conduits;

/// <content>The two proxies of a one-way conduit.</content>
internal sealed partial class ConduitGateway
{
    /// <summary>
    /// The sending proxy: it answers the dial itself, since nothing of the far side is known here, and takes what the sender sends whether it arrives or not. On the span there
    /// is nothing but the sender's payload behind its header.
    /// </summary>
    private async Task EnterOneWayAsync(CountedStream leg, IPEndPoint remote, FlowContext flow)
    {
        var other = Conduit.Other(_network.ZoneOfEnd(flow.End));
        var raw = _transport.Connect(
            _network.SpanAddress(flow.End), _relayEnds[other], $"{flow.End}#{flow.Ordinal}.span",
            new WireLabel(Conduit.Id, flow.From, flow.To, flow.Port, flow.Ordinal) { Conduit = Conduit.Id, Point = WirePoint.Span });
        _network.Decide(remote, raw is null ? DialOutcome.Closed : DialOutcome.Open);
        if (raw is null)
        {
            await leg.DisposeAsync();
            return;
        }

        var span = Linked(raw, flow.End, flow.End, () => flow);
        Connected(flow);
        await SendPreambleAsync(span, flow);
        var keeps = _diode!.KeepsReplies;
        await Boundary.CarryAsync(new(leg, span, null, null, null) { HidesFarSide = keeps, SwallowReplies = RepliesOf(flow) });
        Closed(flow);
    }

    /// <summary>What keeps answers from the sender: one ledger line per connection and end, however much there is. Null where they pass.</summary>
    private Action? RepliesOf(FlowContext flow)
    {
        if (_diode is not { KeepsReplies: true } diode)
        {
            return null;
        }

        var isNoted = false;
        return () =>
        {
            if (!isNoted)
            {
                isNoted = true;
                _ledger.Blocked(flow, diode.Config.Id, "reply", "bytes towards the sender");
                _ledger.Event(new GatewayEvent(GatewayEvents.BlockedFlow, flow.To, flow.From, flow.Port, "reply"));
            }
        };
    }
}
