using System.Net;

namespace Testbed.Conduits;

/// <content>Access to a wireless medium, before anything else is said on it.</content>
internal sealed partial class ConduitGateway
{
    // Not part of what decides at the ends: it stands or falls with the medium.
    private readonly Wireless? _wireless;

    /// <summary>The end attaches to the medium where that asks for it; null when there is no connection, or it is not let on.</summary>
    private async Task<CountedStream?> AttachedAsync(CountedStream? raw, string end)
    {
        if (raw is null || _wireless is null || await _wireless.AttachAsync(raw, end))
        {
            return raw;
        }

        await raw.DisposeAsync();
        return null;
    }

    /// <summary>Somebody on the medium dialled the end in <paramref name="zone"/>.</summary>
    private async Task ArriveAsync(CountedStream raw, IPEndPoint remote, string zone)
    {
        if (_wireless is null || !_network.IsKnown(remote.Address))
        {
            await LeaveAsync(raw, remote, zone);
            return;
        }

        var place = _network.SpanSubject(remote.Address);
        if (await _wireless.AdmitAsync(raw, place, Conduit.Gateway(zone)) is not { } device)
        {
            _ledger.Event(new GatewayEvent(GatewayEvents.RogueDevice, place, "", 0, "device that the medium did not let on"));
            await raw.DisposeAsync();
            return;
        }

        try
        {
            await LeaveAsync(raw, remote, zone);
        }
        finally
        {
            _wireless.Left(device);
        }
    }
}
