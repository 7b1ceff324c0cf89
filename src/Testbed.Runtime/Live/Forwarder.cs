using System.Net;
using System.Net.Sockets;
using Testbed.Conduits;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>One forwarded service: connect to <paramref name="Local"/> and you talk to the asset as the guest.</summary>
public sealed record ForwardedService(IPEndPoint Local, string Asset, int Port, string Protocol, int? Unit);

/// <summary>
/// Lets unmodified tools of this host into a zone: a listener on 127.0.0.1 for each service of the zone's assets, whose connections enter the zone as a named
/// guest. Trial thread only.
/// </summary>
internal sealed class Forwarder : IDisposable
{
    private readonly Twin _twin;
    private readonly string _guest;
    private readonly Action<string> _log;
    private readonly IDisposable _entered;
    private readonly List<CountedListener> _listeners = [];

    /// <exception cref="SocketException">A port is in use.</exception>
    public Forwarder(Twin twin, string zone, string guest, int basePort, Action<string> log)
    {
        (_twin, _guest, _log) = (twin, guest, log);
        _entered = twin.ZoneNetwork.Enter(zone, guest);
        var services = new List<ForwardedService>();
        foreach (var asset in twin.Scenario.Assets.Where(a => a.Zone == zone))
        {
            foreach (var service in asset.Services)
            {
                var local = new IPEndPoint(IPAddress.Loopback, basePort == 0 ? 0 : basePort + services.Count);
                var listener = twin.Transport.Listen(local, $"join:{asset.Id}:{service.Port}", (stream, remote) => twin.Transport.Watch(ForwardAsync(stream, asset.Id, service.Port)));
                _listeners.Add(listener);
                services.Add(new ForwardedService(listener.EndPoint, asset.Id, service.Port, service.Protocol.Word(), service.Unit));
            }
        }

        Services = services;
    }

    public IReadOnlyList<ForwardedService> Services { get; }

    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        _entered.Dispose();
    }

    private async Task ForwardAsync(CountedStream outside, string asset, int port)
    {
        var dial = await _twin.ZoneNetwork.DialAsync(_guest, asset, port);
        _log($"guest {_guest} -> {asset}:{port} {dial.Outcome.ToString().ToLowerInvariant()}");
        if (dial.Stream is not { } inside)
        {
            await outside.DisposeAsync();
            return;
        }

        _twin.Transport.Watch(CopyAsync(inside, outside));
        await CopyAsync(outside, inside);
    }

    private static async Task CopyAsync(Stream from, Stream to)
    {
        var buffer = new byte[8192];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (IOException)
        {
            // One side is gone; the other follows.
        }

        await from.DisposeAsync();
        await to.DisposeAsync();
    }
}
