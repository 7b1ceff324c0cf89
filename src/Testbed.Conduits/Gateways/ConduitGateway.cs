using System.Net;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Both gateway ends of a conduit and the span between them. The end in the caller's zone answers for foreign assets there (its legs), judges the
/// connection and crosses the span; the end in the server's zone judges it again, since nobody vouches for the span, and inspects every PDU. Default deny is
/// the business of a control: without an armed one the gateway carries everything. Trial thread only.
/// </summary>
internal sealed partial class ConduitGateway : IDisposable
{
    private readonly UserspaceNetwork _network;
    private readonly LoopbackTransport _transport;
    private readonly ITrialRecorder _recorder;
    private readonly TimeProvider _clock;
    private readonly GatewayLedger _ledger;
    private readonly DeclaredPolicy _declared;
    private readonly TlsEnd? _tls;
    private readonly MutualTls? _tlsControl;
    private readonly DataDiode? _diode;
    private readonly LinkEncryption? _link;
    private readonly Dictionary<(string Zone, string To, int Port), CountedListener> _legs = [];
    private readonly Dictionary<string, IPEndPoint> _spanEnds = [];
    private readonly Dictionary<string, IPEndPoint> _relayEnds = [];
    private readonly List<CountedListener> _listeners = [];

    public ConduitGateway(UserspaceNetwork network, LoopbackTransport transport, ConduitContext context, IControlArming arming)
    {
        (_network, _transport, _recorder, _clock, Conduit) = (network, transport, context.Recorder, context.Clock, context.Conduit);
        Boundary = new([.. context.Scenario.ControlsOn(Conduit.Id).Where(c => arming.IsArmed(c.Id)).Select(c => ConduitControl.Create(c, context))]);
        _ledger = new GatewayLedger(_recorder, Boundary);
        _declared = new DeclaredPolicy(Conduit, context.Scenario, () => _recorder.Tick);
        _tlsControl = Boundary.Working.OfType<MutualTls>().FirstOrDefault();
        _tls = _tlsControl?.Tls;
        _diode = Boundary.Working.OfType<DataDiode>().FirstOrDefault();
        _link = Boundary.Working.OfType<LinkEncryption>().FirstOrDefault();
        _wireless = Boundary.Working.OfType<Wireless>().FirstOrDefault();
        Relay = new SpanRelay(transport, Conduit.Id);
    }

    /// <summary>The conduit.</summary>
    public ConduitConfig Conduit { get; }

    /// <summary>The medium.</summary>
    public SpanRelay Relay { get; }

    /// <summary>What decides at its ends.</summary>
    public BoundaryMechanism Boundary { get; }

    /// <summary>The span side of the end in a zone.</summary>
    public IPEndPoint SpanEnd(string zone)
    {
        OpenSpan();
        return _spanEnds[zone];
    }

    /// <summary>The endpoint in a zone that stands for a foreign asset's port.</summary>
    public IPEndPoint Leg(string zone, string to, int port)
    {
        if (!_legs.TryGetValue((zone, to, port), out var leg))
        {
            OpenSpan();
            var local = new IPEndPoint(_network.AddressIn(zone, to), _network.HostPort(port));
            leg = _transport.Listen(
                local, $"{Conduit.Gateway(zone)}:{to}:{port}", (stream, remote) => _transport.Watch(EnterAsync(stream, remote, zone, to, port)), onDemand: true);
            _legs[(zone, to, port)] = leg;
        }

        return leg.EndPoint;
    }

    public void Dispose()
    {
        Relay.Dispose();
        foreach (var listener in _listeners.Concat(_legs.Values))
        {
            listener.Dispose();
        }
    }

    private string RelayName(string zone) => $"{Conduit.Id}.to-{Conduit.Gateway(zone)}";

    /// <summary>On first use: most trials touch one conduit or none.</summary>
    private void OpenSpan()
    {
        if (_spanEnds.Count == 0)
        {
            OpenSpan(Conduit.ZoneA);
            OpenSpan(Conduit.ZoneB);
        }
    }

    private void OpenSpan(string zone)
    {
        var end = Conduit.Gateway(zone);
        var spanEnd = new IPEndPoint(_network.SpanAddress(end), UserspaceNetwork.SpanPort);
        _spanEnds[zone] = spanEnd;
        _listeners.Add(_transport.Listen(spanEnd, $"{end}.span", (stream, remote) => _transport.Watch(ArriveAsync(stream, remote, zone)), onDemand: true));
        var relay = new IPEndPoint(_network.SpanAddress(RelayName(zone)), UserspaceNetwork.SpanPort);
        _relayEnds[zone] = relay;
        Relay.Join(relay, relay.Address, spanEnd, _network.IsKnown);
    }

    /// <summary>A caller in <paramref name="zone"/> dialled a foreign asset.</summary>
    private async Task EnterAsync(CountedStream leg, IPEndPoint remote, string zone, string to, int port)
    {
        var from = _network.SubjectIn(zone, remote.Address);
        if (from is null)
        {
            await leg.DisposeAsync();
            return;
        }

        var flow = new FlowContext(Conduit, Conduit.Gateway(zone), from, to, port, _network.ProtocolOf(to, port), _network.NextOrdinal());
        if (Refused(flow))
        {
            _network.Decide(remote, DialOutcome.Filtered);
            await leg.DisposeAsync();
            return;
        }

        if (_diode is not null)
        {
            await EnterOneWayAsync(leg, remote, flow);
            return;
        }

        var other = Conduit.Other(zone);
        var raw = await AttachedAsync(
            _transport.Connect(
                _network.SpanAddress(flow.End), _relayEnds[other], $"{flow.End}#{flow.Ordinal}.span",
                new WireLabel(Conduit.Id, from, to, port, flow.Ordinal) { Conduit = Conduit.Id, Point = WirePoint.Span }),
            flow.End);
        Stream? span = raw is null ? null : Linked(raw, flow.End, flow.End, () => flow);
        if (raw is not null && _tls is not null)
        {
            span = Secured(await _tls.ConnectAsync(raw, flow.End, Conduit.Gateway(other)), flow);
        }

        if (span is null)
        {
            _network.Decide(remote, DialOutcome.Closed);
            await leg.DisposeAsync();
            return;
        }

        _network.Await(flow.Ordinal, remote);
        Connected(flow);
        await SendPreambleAsync(span, flow);
        await Boundary.CarryAsync(new(leg, span, null, null, _tls is null ? null : () => OnBrokenRecord(flow)));
        Closed(flow);
        _network.DecideOrdinal(flow.Ordinal, DialOutcome.Closed);
    }

    /// <summary>Something reached the span side of the end in <paramref name="zone"/>: the other gateway, or a stranger on the medium.</summary>
    private async Task LeaveAsync(CountedStream raw, IPEndPoint remote, string zone)
    {
        if (!_network.IsKnown(remote.Address))
        {
            await raw.DisposeAsync();
            return;
        }

        var sender = _network.SpanSubject(remote.Address);
        if (sender != RelayName(zone))
        {
            // Another address on the medium than the opposite end's: a monitor sees that, whatever the stranger says of himself.
            _ledger.Event(new GatewayEvent(GatewayEvents.RogueDevice, sender, "", 0, "unknown host on the medium"));
        }

        var end = Conduit.Gateway(zone);
        var stranger = new FlowContext(Conduit, end, sender, "", 0, null, 0);
        using var silent = new HalfOpenGuard(Boundary, _ledger, _clock, raw, stranger);
        Stream? span = Linked(raw, Conduit.Gateway(Conduit.Other(zone)), end, () => silent.Flow);
        if (_tls is not null)
        {
            span = Secured(await _tls.AcceptAsync(raw, end, Conduit.Gateway(Conduit.Other(zone))), stranger);
        }

        if (span is null || await ReadPreambleAsync(span, stranger, end, sender == RelayName(zone)) is not { } flow)
        {
            await raw.DisposeAsync();
            return;
        }

        silent.Flow = flow;
        if (Refused(flow))
        {
            _network.DecideOrdinal(flow.Ordinal, DialOutcome.Filtered);
            await span.DisposeAsync();
            return;
        }

        var target = _network.ConnectLocal(zone, flow);
        _network.DecideOrdinal(flow.Ordinal, target is null ? DialOutcome.Closed : DialOutcome.Open);
        if (target is null)
        {
            _ledger.Event(new GatewayEvent(GatewayEvents.ClosedPort, flow.From, flow.To, flow.Port, ""));
            await span.DisposeAsync();
            return;
        }

        _ledger.Forwarded(flow, "", "", "connect");
        _ledger.Event(new GatewayEvent(GatewayEvents.Connected, flow.From, flow.To, flow.Port, ""));
        if (!_network.IsDeclaredSubject(flow.From))
        {
            _ledger.Event(new GatewayEvent(GatewayEvents.RogueDevice, flow.From, flow.To, flow.Port, "connection of a device that is not in the inventory"));
        }

        if (flow.Protocol == ServiceProtocol.ModbusSecurity)
        {
            // Its content is between the two ends: whoever may do what is decided at the device.
            _ledger.Forwarded(flow, "", "not-inspected", "modbus-security");
        }

        var modbus = flow.Protocol == ServiceProtocol.Modbus ? new ModbusFlow(flow, Boundary, _ledger, _declared) : null;
        NoteProtection(flow);
        Connected(flow);
        var lines = new LineWatcher(flow, _ledger);
        await Boundary.CarryAsync(new(span, target, modbus, lines, _tls is null ? null : () => OnBrokenRecord(flow)) 
        {
            ClientSpoke = silent.Dispose, SwallowReplies = RepliesOf(flow),
        });
        Closed(flow);
    }

    private void Connected(FlowContext flow)
    {
        foreach (var control in Boundary.Working)
        {
            control.OnConnected(flow);
        }
    }

    private void Closed(FlowContext flow)
    {
        foreach (var control in Boundary.Working)
        {
            control.OnClosed(flow);
        }
    }

    private System.Net.Security.SslStream? Secured(TlsHandshake handshake, FlowContext flow)
    {
        if (handshake.Refusal is { } rule)
        {
            _ledger.Blocked(flow, _tlsControl!.Config.Id, rule, "tls handshake");
            _ledger.Event(new GatewayEvent(GatewayEvents.RogueDevice, flow.From, flow.To, flow.Port, rule));
        }

        return handshake.Stream;
    }

    private bool Refused(FlowContext flow)
    {
        if (_diode?.RefusesAlways(flow) is { } physics)
        {
            _ledger.Blocked(flow, _diode.Config.Id, physics, "connect");
            _ledger.Event(new GatewayEvent(GatewayEvents.BlockedFlow, flow.From, flow.To, flow.Port, physics));
            return true;
        }

        if (Boundary.Failure is { } failure)
        {
            if (Boundary.ClosedBy is { } closed)
            {
                _ledger.Blocked(flow, closed.Config.Id, $"failed-{failure}", "connect");
                return true;
            }

            _ledger.Forwarded(flow, "", $"not-judged-{failure}", "connect");
            return false;
        }

        foreach (var control in Boundary.Working)
        {
            if (control.RefuseConnect(flow) is { } rule)
            {
                _ledger.Blocked(flow, control.Config.Id, rule, "connect");
                _ledger.Event(new GatewayEvent(GatewayEvents.BlockedFlow, flow.From, flow.To, flow.Port, rule));
                return true;
            }
        }

        return false;
    }

    /// <summary>TLS found a record that was changed, replayed or out of order on the span (RFC 8446 section 5.2): the connection ends.</summary>
    private void OnBrokenRecord(FlowContext flow)
    {
        _ledger.Blocked(flow, _tlsControl!.Config.Id, "record-integrity", "tls record");
        _ledger.Event(new GatewayEvent(GatewayEvents.RogueDevice, flow.From, flow.To, flow.Port, "record-integrity"));
    }
}
