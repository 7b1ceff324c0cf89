using System.Buffers.Binary;
using System.Net;

namespace Testbed.Core;

/// <summary>
/// Ethernet frames around TCP payloads for captures: IPv4 (RFC 791) without options, TCP (RFC 9293) without options, checksums filled in. Hardware addresses
/// are made of the IPv4 address and marked as locally administered. Pure.
/// </summary>
public static class EthernetFrame
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeaderLength = LinkLength + IpLength + TcpLength;

    /// <summary>The most payload a frame carries, so that it passes an ordinary Ethernet.</summary>
    public const int LargestPayload = 1400;

    private const int LinkLength = 14;
    private const int IpLength = 20;
    private const int TcpLength = 20;

    /// <summary>Makes a frame.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More payload than <see cref="LargestPayload"/>.</exception>
    public static byte[] Of(TcpSegment segment, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, LargestPayload);
        var frame = new byte[HeaderLength + payload.Length];
        Link(frame, segment.From.Address, segment.To.Address);
        Ip(frame.AsSpan(LinkLength), segment.From.Address, segment.To.Address, IpLength + TcpLength + payload.Length);
        payload.CopyTo(frame.AsSpan(HeaderLength));
        Tcp(frame.AsSpan(LinkLength + IpLength), segment);
        return frame;
    }

    private static void Link(Span<byte> frame, IPAddress from, IPAddress to)
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
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], Checksum(header[..IpLength], 0));
    }

    private static void Tcp(Span<byte> bytes, TcpSegment segment)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes, segment.From.Port);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], segment.To.Port);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], segment.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], segment.Bits.HasFlag(TcpBits.Ack) ? segment.Acknowledge : 0);
        bytes[12] = 0x50;
        bytes[13] = (byte)segment.Bits;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[14..], 65535);
        Span<byte> pseudo = stackalloc byte[12];
        segment.From.Address.TryWriteBytes(pseudo, out _);
        segment.To.Address.TryWriteBytes(pseudo[4..], out _);
        pseudo[9] = 6;
        BinaryPrimitives.WriteUInt16BigEndian(pseudo[10..], (ushort)bytes.Length);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[16..], Checksum(bytes, Sum(pseudo)));
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
}
