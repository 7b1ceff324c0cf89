using Testbed.Core;

namespace Testbed.Conduits;

/// <content>The header that tells the far end who dialled whom.</content>
internal sealed partial class ConduitGateway
{
    private async Task SendPreambleAsync(Stream span, FlowContext flow)
    {
        try
        {
            await span.WriteAsync(SpanPreamble.Encode(_network.PlantAddress(flow.From), _network.PlantAddress(flow.To), flow.Ordinal & 0xFFFF, flow.Port));
        }
        catch (IOException)
        {
            // The span broke; the copy loops see the end.
        }
    }

    private async Task<FlowContext?> ReadPreambleAsync(Stream span, FlowContext stranger, string end, bool fromOppositeEnd)
    {
        var bytes = new byte[SpanPreamble.Length];
        try
        {
            await span.ReadExactlyAsync(bytes);
        }
        catch (Exception e) when (e is IOException or EndOfStreamException)
        {
            return null;
        }

        if (SpanPreamble.TryRead(bytes, out var source, out var destination) && _network.AssetAt(destination.Address) is { } to)
        {
            // Whoever claims to come from an address nobody has is carried like any other: refusing him is a control's business.
            var from = _network.AssetAt(source.Address) ?? source.Address.ToString();
            if (from != _network.AssetAt(source.Address))
            {
                _ledger.Event(new GatewayEvent(GatewayEvents.RogueDevice, from, to, destination.Port, "unknown source"));
            }

            // A stranger's number names no dial of ours: it must not answer somebody else's.
            var ordinal = fromOppositeEnd ? source.Port : _network.NextOrdinal();
            return new FlowContext(Conduit, end, from, to, destination.Port, _network.ProtocolOf(to, destination.Port), ordinal);
        }

        _ledger.Event(new GatewayEvent(GatewayEvents.RogueDevice, stranger.From, "", 0, "preamble"));
        return null;
    }
}
