using Testbed.Core;

namespace Testbed.Conduits;

/// <content>The encrypting modem of an end.</content>
internal sealed partial class ConduitGateway
{
    /// <summary>The span as the end in a zone should use it: through its modem, where there is one.</summary>
    private Stream Linked(Stream span, string opener, string self, Func<FlowContext> flow) =>
        _link is null ? span : _link.Wrap(span, opener, opener == self, rule => OnDroppedFrame(flow(), rule));

    private void OnDroppedFrame(FlowContext flow, string rule)
    {
        _ledger.Blocked(flow, _link!.Config.Id, rule, "link frame");
        _ledger.Event(new GatewayEvent(GatewayEvents.RogueDevice, flow.From, flow.To, flow.Port, rule));
    }

    /// <summary>Notes that a connection is protected on the span.</summary>
    private void NoteProtection(FlowContext flow)
    {
        if ((_tlsControl ?? (ConduitControl?)_link) is { } control)
        {
            _ledger.Recorded(flow, control.Config.Id, "encrypted");
        }
    }
}
