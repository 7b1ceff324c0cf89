using System.Net;
using Testbed.Conduits;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>
/// Writes what a trial sent as a libpcap file (Ethernet, nanosecond-free classic format) in the plant's terms: plant addresses, logical ports, simulated
/// time, one TCP connection per segment it crossed (caller's zone, span, server's zone) told apart by its client port. On a span the gateways' preamble (and TLS,
/// where there is some) comes before the payload. Trial thread only.
/// </summary>
public sealed class PcapWriter : IWireObserver, IDisposable
{
    private readonly BinaryWriter _writer;
    private readonly Scenario _scenario;
    private readonly Dictionary<(string Segment, int Ordinal), Conversation> _conversations = [];
    private readonly Dictionary<string, IPAddress> _guests = [];

    /// <summary>Writes the file header.</summary>
    public PcapWriter(Stream stream, Scenario scenario)
    {
        _writer = new BinaryWriter(stream);
        _scenario = scenario;
        _writer.Write(0xA1B2C3D4u);
        _writer.Write((ushort)2);
        _writer.Write((ushort)4);
        _writer.Write(0);
        _writer.Write(0u);
        _writer.Write(65535u);
        _writer.Write(1u);
    }

    /// <summary>Simulated time; set once the twin exists.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Packets written.</summary>
    public int Packets { get; private set; }

    /// <inheritdoc/>
    public void OnBytes(CountedStream receiver, ReadOnlySpan<byte> bytes)
    {
        // The span's second half repeats the first unless somebody changed it; the first is what was sent.
        if (receiver.Wire is not { } wire || wire.Segment.EndsWith('\''))
        {
            return;
        }

        if (!_conversations.TryGetValue((wire.Segment, wire.Ordinal), out var conversation))
        {
            _conversations[(wire.Segment, wire.Ordinal)] = conversation = Open(wire);
        }

        var toServer = !receiver.IsDialler;
        while (!bytes.IsEmpty)
        {
            var chunk = bytes[..Math.Min(bytes.Length, EthernetFrame.LargestPayload)];
            Packet(conversation, toServer, TcpBits.Push | TcpBits.Ack, chunk);
            bytes = bytes[chunk.Length..];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private Conversation Open(WireLabel wire)
    {
        var conversation = new Conversation(new(Address(wire.From), (ushort)(20000 + (wire.Ordinal % 40000))), new(Address(wire.To), (ushort)wire.Port));
        Packet(conversation, true, TcpBits.Syn, []);
        Packet(conversation, false, TcpBits.Syn | TcpBits.Ack, []);
        Packet(conversation, true, TcpBits.Ack, []);
        return conversation;
    }

    private IPAddress Address(string subject)
    {
        if (_scenario.Asset(subject) is { } asset)
        {
            return IPAddress.Parse(asset.Address);
        }

        if (!_guests.TryGetValue(subject, out var address))
        {
            _guests[subject] = address = new IPAddress([10, 250, 0, (byte)(_guests.Count + 1)]);
        }

        return address;
    }

    private void Packet(Conversation c, bool toServer, TcpBits bits, ReadOnlySpan<byte> payload)
    {
        var (from, to) = toServer ? (c.Client, c.Server) : (c.Server, c.Client);
        var (sequence, acknowledge) = toServer ? (c.ClientSequence, c.ServerSequence) : (c.ServerSequence, c.ClientSequence);
        var frame = EthernetFrame.Of(new TcpSegment(from, to, sequence, acknowledge, bits), payload);
        var advance = (uint)payload.Length + (bits.HasFlag(TcpBits.Syn) ? 1u : 0u);
        if (toServer)
        {
            c.ClientSequence += advance;
        }
        else
        {
            c.ServerSequence += advance;
        }

        var time = Clock.GetUtcNow();
        _writer.Write((uint)time.ToUnixTimeSeconds());
        _writer.Write((uint)(time.Ticks % TimeSpan.TicksPerSecond / 10));
        _writer.Write((uint)frame.Length);
        _writer.Write((uint)frame.Length);
        _writer.Write(frame);
        Packets++;
    }

    private sealed class Conversation(TcpSide client, TcpSide server)
    {
        public TcpSide Client => client;

        public TcpSide Server => server;

        public uint ClientSequence { get; set; } = 1000;

        public uint ServerSequence { get; set; } = 5000;
    }
}
