using System.Buffers.Binary;
using System.Net;

namespace Testbed.Core;

/// <summary>
/// The header a gateway end sends on a span before the payload, so that the other end knows source and destination: the PROXY protocol, version 2,
/// for TCP over IPv4 (HAProxy, "The PROXY protocol", section 2.2). Addresses are the plant's own. It proves nothing about the sender.
/// </summary>
public static class SpanPreamble
{
    /// <summary>Length in bytes: 16 fixed and 12 of addresses.</summary>
    public const int Length = 28;

    private static ReadOnlySpan<byte> Signature => [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A];

    /// <summary>Encodes a header.</summary>
    public static byte[] Encode(IPAddress source, IPAddress destination, int sourcePort, int destinationPort)
    {
        var bytes = new byte[Length];
        Signature.CopyTo(bytes);
        bytes[12] = 0x21;
        bytes[13] = 0x11;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(14), 12);
        source.TryWriteBytes(bytes.AsSpan(16, 4), out _);
        destination.TryWriteBytes(bytes.AsSpan(20, 4), out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(24), (ushort)sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(26), (ushort)destinationPort);
        return bytes;
    }

    /// <summary>Reads a header of exactly <see cref="Length"/> bytes. Never throws.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out IPEndPoint source, out IPEndPoint destination)
    {
        source = destination = new IPEndPoint(IPAddress.None, 0);
        if (bytes.Length < Length || !bytes[..12].SequenceEqual(Signature) || bytes[12] != 0x21 || bytes[13] != 0x11
            || BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]) != 12)
        {
            return false;
        }

        source = new(new IPAddress(bytes.Slice(16, 4)), BinaryPrimitives.ReadUInt16BigEndian(bytes[24..]));
        destination = new(new IPAddress(bytes.Slice(20, 4)), BinaryPrimitives.ReadUInt16BigEndian(bytes[26..]));
        return true;
    }
}
