using System.Net;
using Testbed.Conduits;
using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>How much of a conduit is kept, so that hours of polling do not fill a disk.</summary>
/// <param name="PerConnection">Packets of one connection past one point; its end is kept all the same.</param>
/// <param name="PerConduit">Packets of one conduit in one trial.</param>
public sealed record WireCap(int PerConnection = 500, int PerConduit = 5000);

/// <summary>
/// Keeps what passes the conduits of one trial: the bytes that the sockets carried, as TCP segments with the plant's addresses and simulated time. The second
/// half of a span, behind a tap, is left out; the server's side shows what came of it. Trial thread only.
/// </summary>
public sealed class WireRecorder(TimeProvider clock, Func<string, IPAddress?> addressOf, WireCap cap) : IWireObserver
{
    private readonly Dictionary<(string Segment, int Ordinal), WireFlow> _flows = [];
    private readonly SortedDictionary<string, Kept> _conduits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IPAddress> _others = new(StringComparer.Ordinal);

    /// <summary>True when what passes from now on is counted only.</summary>
    public bool IsPaused { get; set; }

    /// <summary>What passed a conduit; null when nothing did.</summary>
    public ConduitCapture? Of(string conduit) => _conduits.GetValueOrDefault(conduit)?.ToCapture(conduit);

    /// <inheritdoc/>
    public void OnDialled(CountedStream dialler)
    {
        if (FlowOf(dialler) is { } flow)
        {
            flow.Open();
        }
    }

    /// <inheritdoc/>
    public void OnAnswered(CountedStream dialler)
    {
        if (FlowOf(dialler) is { } flow)
        {
            flow.Answer();
        }
    }

    /// <inheritdoc/>
    public void OnBytes(CountedStream receiver, ReadOnlySpan<byte> bytes)
    {
        if (FlowOf(receiver) is { } flow)
        {
            flow.Bytes(!receiver.IsDialler, bytes);
        }
    }

    /// <inheritdoc/>
    public void OnEnded(CountedStream receiver)
    {
        if (FlowOf(receiver) is { } flow)
        {
            flow.Finish(!receiver.IsDialler);
        }
    }

    /// <inheritdoc/>
    public void OnClosed(CountedStream end)
    {
        if (FlowOf(end) is { } flow)
        {
            flow.Close(end.IsDialler);
        }
    }

    private WireFlow? FlowOf(CountedStream stream)
    {
        if (stream.Wire is not { Conduit: { } conduit } wire || wire.Segment.EndsWith('\''))
        {
            return null;
        }

        if (!_flows.TryGetValue((wire.Segment, wire.Ordinal), out var flow))
        {
            if (!_conduits.TryGetValue(conduit, out var kept))
            {
                _conduits[conduit] = kept = new Kept(this);
            }

            var conversation = new WireConversation(
                wire.Point, Party(wire.From), Party(wire.Port == 0 ? $"{conduit}.{wire.To}" : wire.To), wire.Port == 0 ? UserspaceNetwork.SpanPort : wire.Port);
            _flows[(wire.Segment, wire.Ordinal)] = flow = kept.Add(conversation);
        }

        return flow;
    }

    private WireParty Party(string subject)
    {
        if (addressOf(subject) is { } address)
        {
            return new(subject, address);
        }

        if (!_others.TryGetValue(subject, out var own))
        {
            _others[subject] = own = new IPAddress([10, 252, 0, (byte)(_others.Count + 1)]);
        }

        return new(subject, own);
    }

    /// <summary>What is kept of one conduit.</summary>
    private sealed class Kept(WireRecorder owner)
    {
        private readonly List<(WireConversation Conversation, WireFlow Flow)> _conversations = [];
        private readonly List<WirePacket> _packets = [];
        private readonly SortedDictionary<WirePoint, long> _leftOut = [];

        public WireFlow Add(WireConversation conversation)
        {
            var index = _conversations.Count;
            var (kept, missing) = (0, 0);
            var flow = new WireFlow((toServer, sequence, acknowledge, bits, payload) =>
            {
                var isEnd = bits.HasFlag(TcpBits.Fin) && kept > 0;
                if (owner.IsPaused || _packets.Count >= owner.Cap.PerConduit || (kept >= owner.Cap.PerConnection && !isEnd))
                {
                    missing++;
                    _leftOut[conversation.Point] = _leftOut.GetValueOrDefault(conversation.Point) + 1;
                    return;
                }

                kept++;
                _packets.Add(new(index, owner.Now, toServer, sequence, acknowledge, bits, payload.ToArray()) { Missing = missing });
                missing = 0;
            });
            _conversations.Add((conversation, flow));
            return flow;
        }

        // Inside TLS nothing tells what the port is for but the two gateway ends, so it is theirs.
        public ConduitCapture ToCapture(string conduit) => new(
            conduit,
            [.. _conversations.Select(c => c.Flow.IsSecured && c.Conversation.Point == WirePoint.Span ? c.Conversation with { Port = UserspaceNetwork.SpanPort } : c.Conversation)],
            _packets,
            _leftOut);
    }

    private WireCap Cap => cap;

    private DateTimeOffset Now => clock.GetUtcNow();
}
