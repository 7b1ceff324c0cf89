using System.Buffers.Binary;
using System.Net;

namespace Testbed.Runtime.Tests;

/// <summary>One TCP packet of a capture, read from its bytes by the tests' own reader.</summary>
internal sealed record Packet(
    double Seconds, IPAddress From, IPAddress To, int FromPort, int ToPort, uint Sequence, uint Acknowledge, byte Flags, byte[] Payload, bool IpSumOk, bool TcpSumOk);

/// <summary>Reads classic pcap files.</summary>
internal static class Capture
{
    public static List<Packet> Read(byte[] file)
    {
        var packets = new List<Packet>();
        var rest = file.AsSpan(24);
        while (!rest.IsEmpty)
        {
            var seconds = BinaryPrimitives.ReadUInt32LittleEndian(rest) + (BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) / 1e6);
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]);
            Assert.Equal(length, (int)BinaryPrimitives.ReadUInt32LittleEndian(rest[12..]));
            packets.Add(Parse(seconds, rest.Slice(16, length)));
            rest = rest[(16 + length)..];
        }

        return packets;
    }

    private static Packet Parse(double seconds, ReadOnlySpan<byte> frame)
    {
        Assert.Equal(0x0800, BinaryPrimitives.ReadUInt16BigEndian(frame[12..]));
        var ip = frame[14..];
        Assert.Equal(0x45, ip[0]);
        Assert.Equal(ip.Length, BinaryPrimitives.ReadUInt16BigEndian(ip[2..]));
        var tcp = ip[20..];
        byte[] pseudo = [.. ip[12..20], 0, ip[9], (byte)(tcp.Length >> 8), (byte)tcp.Length, .. tcp];
        return new Packet(
            seconds, new IPAddress(ip[12..16]), new IPAddress(ip[16..20]), BinaryPrimitives.ReadUInt16BigEndian(tcp), BinaryPrimitives.ReadUInt16BigEndian(tcp[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]), BinaryPrimitives.ReadUInt32BigEndian(tcp[8..]), tcp[13], tcp[20..].ToArray(),
            Sums(ip[..20]), Sums(pseudo));
    }

    /// <summary>RFC 1071: the ones' complement sum over data and checksum is all ones.</summary>
    private static bool Sums(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            sum += (ulong)bytes[i] << (i % 2 == 0 ? 8 : 0);
        }

        return sum % 0xFFFF == 0 && sum > 0;
    }
}
