using System.Buffers.Binary;
using System.Net;
using Testbed.Conduits;
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
            var chunk = bytes[..Math.Min(bytes.Length, 1400)];
            Packet(conversation, toServer, 0x18, chunk);
            bytes = bytes[chunk.Length..];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private Conversation Open(WireLabel wire)
    {
        var conversation = new Conversation(Address(wire.From), Address(wire.To), (ushort)(20000 + (wire.Ordinal % 40000)), (ushort)wire.Port);
        Packet(conversation, true, 0x02, []);
        Packet(conversation, false, 0x12, []);
        Packet(conversation, true, 0x10, []);
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

    private void Packet(Conversation c, bool toServer, byte flags, ReadOnlySpan<byte> payload)
    {
        var (from, to) = toServer ? (c.Client, c.Server) : (c.Server, c.Client);
        var (fromPort, toPort) = toServer ? (c.ClientPort, c.ServerPort) : (c.ServerPort, c.ClientPort);
        var (sequence, acknowledge) = toServer ? (c.ClientSequence, c.ServerSequence) : (c.ServerSequence, c.ClientSequence);
        var frame = new byte[54 + payload.Length];
        Ethernet(frame, from, to);
        Ip(frame.AsSpan(14), from, to, 40 + payload.Length);
        payload.CopyTo(frame.AsSpan(54));
        Tcp(frame.AsSpan(34), from, to, fromPort, toPort, sequence, (flags & 0x10) == 0 ? 0 : acknowledge, flags);
        var advance = (uint)payload.Length + ((flags & 0x02) != 0 ? 1u : 0u);
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

    private static void Ethernet(Span<byte> frame, IPAddress from, IPAddress to)
    {
        Span<byte> mac = [0x02, 0x00, 0, 0, 0, 0];
        to.TryWriteBytes(mac[2..], out _);
        mac.CopyTo(frame);
        from.TryWriteBytes(mac[2..], out _);
        mac.CopyTo(frame[6..]);
        frame[12] = 0x08;
        frame[13] = 0x00;
    }

    private static void Ip(Span<byte> header, IPAddress from, IPAddress to, int length)
    {
        header[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
        header[6] = 0x40;
        header[8] = 64;
        header[9] = 6;
        from.TryWriteBytes(header[12..16], out _);
        to.TryWriteBytes(header[16..20], out _);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], Checksum(header[..20], 0));
    }

    private static void Tcp(
        Span<byte> segment, IPAddress from, IPAddress to, ushort fromPort, ushort toPort, uint sequence, uint acknowledge, byte flags)
    {
        BinaryPrimitives.WriteUInt16BigEndian(segment, fromPort);
        BinaryPrimitives.WriteUInt16BigEndian(segment[2..], toPort);
        BinaryPrimitives.WriteUInt32BigEndian(segment[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(segment[8..], acknowledge);
        segment[12] = 0x50;
        segment[13] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(segment[14..], 65535);
        Span<byte> pseudo = stackalloc byte[12];
        from.TryWriteBytes(pseudo, out _);
        to.TryWriteBytes(pseudo[4..], out _);
        pseudo[9] = 6;
        BinaryPrimitives.WriteUInt16BigEndian(pseudo[10..], (ushort)segment.Length);
        BinaryPrimitives.WriteUInt16BigEndian(segment[16..], Checksum(segment, Sum(pseudo)));
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)((bytes[i] << 8) | (i + 1 < bytes.Length ? bytes[i + 1] : 0));
        }

        return sum;
    }

    private static ushort Checksum(ReadOnlySpan<byte> bytes, uint start)
    {
        var sum = start + Sum(bytes);
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    private sealed class Conversation(IPAddress client, IPAddress server, ushort clientPort, ushort serverPort)
    {
        public IPAddress Client => client;

        public IPAddress Server => server;

        public ushort ClientPort => clientPort;

        public ushort ServerPort => serverPort;

        public uint ClientSequence { get; set; } = 1000;

        public uint ServerSequence { get; set; } = 5000;
    }
}
