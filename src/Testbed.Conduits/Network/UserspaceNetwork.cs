using System.Net;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// The zones' network on loopback, without root: zone z lives in 127.(64+z).slot.host, callers bind their own address first, and a source that was given no
/// address is refused after accept. That keeps accidents apart; it is no security boundary and never counts as a control. Trial thread only.
/// </summary>
public sealed partial class UserspaceNetwork : IZoneNetwork, ISpanAccess, IDisposable
{
    /// <summary>Host port of spans.</summary>
    public const int SpanPort = 10001;

    private static readonly TimeSpan DialTimeout = TimeSpan.FromSeconds(5);

    private readonly Scenario _scenario;
    private readonly LoopbackTransport _transport;
    private readonly TimeProvider _clock;
    private readonly AddressPlan _plan;
    private readonly bool _realPorts;
    private readonly Dictionary<string, string> _zoneOf = [];
    private readonly Dictionary<string, int> _zoneNumber = [];
    private readonly Dictionary<IPAddress, string> _assetAt = [];
    private readonly Dictionary<(string Asset, int Port), CountedListener> _listeners = [];
    private readonly Dictionary<string, ConduitGateway> _gateways = [];
    private readonly Dictionary<IPEndPoint, TaskCompletionSource<DialOutcome>> _dials = [];
    private readonly Dictionary<int, IPEndPoint> _byOrdinal = [];
    private readonly List<(string Guest, CountedStream Stream)> _guestStreams = [];
    private int _ordinal;
    private int _guests;

    /// <summary>Opens the gateways of all conduits; devices listen later.</summary>
    public UserspaceNetwork(
        Scenario scenario, LoopbackTransport transport, int slot, TimeProvider clock, ITrialRecorder recorder, IControlArming arming, ScenarioPki pki,
        bool realPorts = false)
    {
        (_scenario, _transport, _clock, _plan, _realPorts) = (scenario, transport, clock, new AddressPlan(slot), realPorts);
        foreach (var zone in scenario.Zones)
        {
            _zoneNumber[zone.Id] = zone.Number;
        }

        foreach (var asset in scenario.Assets)
        {
            _zoneOf[asset.Id] = asset.Zone;
            _assetAt[IPAddress.Parse(asset.Address)] = asset.Id;
            AddressIn(asset.Zone, asset.Id);
        }

        foreach (var conduit in scenario.Conduits)
        {
            _zoneOf[conduit.Gateway(conduit.ZoneA)] = conduit.ZoneA;
            _zoneOf[conduit.Gateway(conduit.ZoneB)] = conduit.ZoneB;
            _gateways[conduit.Id] = new ConduitGateway(this, transport, new ConduitContext(scenario, conduit, clock, recorder, pki, this, transport.Watch), arming);
        }
    }

    /// <summary>Connections refused because their source had no address here.</summary>
    public int Strangers { get; private set; }

    /// <summary>Accepted connections, for live output: asset, port, peer.</summary>
    public Action<string, int, string>? OnAccepted { get; set; }

    /// <inheritdoc/>
    public async Task<DialResult> DialAsync(string from, string to, int port, CancellationToken cancellationToken = default)
    {
        if (!_zoneOf.TryGetValue(from, out var fromZone) || !_zoneOf.TryGetValue(to, out var toZone))
        {
            return new DialResult(DialOutcome.Unreachable, null);
        }

        if (fromZone == toZone || HasUndeclaredLink(from, fromZone, to, toZone))
        {
            var direct = Connect(from, toZone, to, port, toZone);
            return direct is null ? new DialResult(DialOutcome.Closed, null) : new DialResult(DialOutcome.Open, direct);
        }

        var route = Route(fromZone, toZone, from, to, port);
        if (route is null)
        {
            return new DialResult(DialOutcome.Unreachable, null);
        }

        var leg = _transport.Connect(
            AddressIn(fromZone, from), route.Leg(fromZone, to, port), $"{from}->{to}:{port}",
            new WireLabel(fromZone, from, to, port, NextOrdinal()) { Conduit = route.Conduit.Id });
        if (leg is null)
        {
            return new DialResult(DialOutcome.Closed, null);
        }

        var local = (IPEndPoint)leg.Socket.LocalEndPoint!;
        var decision = new TaskCompletionSource<DialOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        _dials[local] = decision;
        using var timeout = _clock.CreateTimer(_ => decision.TrySetResult(DialOutcome.Filtered), null, DialTimeout, Timeout.InfiniteTimeSpan);
        using var cancelled = cancellationToken.Register(() => decision.TrySetResult(DialOutcome.Filtered));
        var outcome = await decision.Task;
        _dials.Remove(local);
        if (outcome == DialOutcome.Open)
        {
            NoteGuest(from, leg);
            _transport.Observer?.OnAnswered(leg);
            return new DialResult(outcome, leg);
        }

        await leg.DisposeAsync();
        return new DialResult(outcome, null);
    }

    /// <inheritdoc/>
    public IDisposable Listen(string asset, int port, Func<AcceptedConnection, Task> handler)
    {
        if (_listeners.ContainsKey((asset, port)))
        {
            throw new InvalidOperationException($"{asset} already listens on port {port}.");
        }

        var zone = _zoneOf[asset];
        var local = new IPEndPoint(AddressIn(zone, asset), HostPort(port));
        var listener = _transport.Listen(local, $"{asset}:{port}", (stream, remote) => Accept(asset, port, zone, stream, remote, handler), onDemand: true);
        _listeners[(asset, port)] = listener;
        return new Registration(() =>
        {
            _listeners.Remove((asset, port));
            listener.Dispose();
        });
    }

    /// <inheritdoc/>
    public IDisposable Enter(string zone, string guest)
    {
        _zoneOf[guest] = zone;
        AddressIn(zone, guest);
        ++_guests;
        var address = new IPAddress([10, (byte)(250 - (_guests >> 8)), (byte)_zoneNumber[zone], (byte)_guests]);
        _assetAt[address] = guest;
        return new Registration(() =>
        {
            _zoneOf.Remove(guest);
            _assetAt.Remove(address);
            foreach (var (_, stream) in _guestStreams.Where(g => g.Guest == guest).ToArray())
            {
                stream.Dispose();
            }

            _guestStreams.RemoveAll(g => g.Guest == guest);
        });
    }

    /// <inheritdoc/>
    public IDisposable Tap(string conduit, ISpanTap tap) => _gateways[conduit].Relay.Add(tap);

    /// <inheritdoc/>
    public Task<DialResult> DialGatewayAsync(string conduit, string zone, string attacker, CancellationToken cancellationToken = default)
    {
        var stream = _transport.Connect(
            SpanAddress(attacker), _gateways[conduit].SpanEnd(zone), $"{attacker}->{conduit}.{zone}", new WireLabel(conduit, attacker, zone, 0, NextOrdinal()) { Conduit = conduit, Point = WirePoint.Span });
        return Task.FromResult(stream is null ? new DialResult(DialOutcome.Closed, null) : new DialResult(DialOutcome.Open, stream));
    }

    /// <summary>Breaks what decides at both ends of a conduit; see <see cref="BoundaryMechanism"/>.</summary>
    public void BreakBoundary(string conduit, BoundaryFailure failure) => _gateways[conduit].Boundary.Fail(failure);

    /// <summary>Makes it work again.</summary>
    public void RepairBoundary(string conduit) => _gateways[conduit].Boundary.Repair();

    /// <summary>Where an asset's logical port listens in its own zone, for people.</summary>
    public IPEndPoint EndPointOf(string asset, int port) => new(AddressIn(_zoneOf[asset], asset), HostPort(port));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gateway in _gateways.Values)
        {
            gateway.Dispose();
        }

        foreach (var listener in _listeners.Values.ToArray())
        {
            listener.Dispose();
        }
    }

    private CountedStream? Connect(string from, string toZone, string to, int port, string segment, string? conduit = null)
    {
        var stream = _transport.Connect(
            AddressIn(toZone, from), new IPEndPoint(AddressIn(toZone, to), HostPort(port)), $"{from}->{to}:{port}",
            new WireLabel(segment, from, to, port, NextOrdinal()) { Conduit = conduit, Point = WirePoint.ServerSide });
        if (stream is not null)
        {
            NoteGuest(from, stream);
        }

        return stream;
    }

    private void NoteGuest(string from, CountedStream stream)
    {
        if (_scenario.Asset(from) is null)
        {
            _guestStreams.Add((from, stream));
        }
    }

    private void Accept(string asset, int port, string zone, CountedStream stream, IPEndPoint remote, Func<AcceptedConnection, Task> handler)
    {
        var peer = SubjectIn(zone, remote.Address);
        OnAccepted?.Invoke(asset, port, peer ?? $"stranger {remote}");
        if (peer is null)
        {
            stream.Dispose();
            return;
        }

        _transport.Watch(ServeAsync(new AcceptedConnection(stream, peer, asset, port, FormattableString.Invariant($"{asset}:{port}#{NextOrdinal()}")), handler));
    }

    private static async Task ServeAsync(AcceptedConnection connection, Func<AcceptedConnection, Task> handler)
    {
        try
        {
            await handler(connection);
        }
        finally
        {
            await connection.Stream.DisposeAsync();
        }
    }

    private ConduitGateway? Route(string fromZone, string toZone, string from, string to, int port)
    {
        var candidates = _scenario.Conduits.Where(c => c.Joins(fromZone, toZone)).ToList();
        var chosen = candidates.FirstOrDefault(c => c.Flows.Any(f => f.From == from && f.To == to && f.Port == port)) ?? candidates.FirstOrDefault();
        return chosen is null ? null : _gateways[chosen.Id];
    }

    private bool HasUndeclaredLink(string from, string fromZone, string to, string toZone) =>
        _scenario.AsBuilt.Links.Any(l => l.Conduit is null && l.Joins(from, fromZone, to, toZone));

    private sealed class Registration(Action dispose) : IDisposable
    {
        private Action? _dispose = dispose;

        public void Dispose()
        {
            _dispose?.Invoke();
            _dispose = null;
        }
    }
}
