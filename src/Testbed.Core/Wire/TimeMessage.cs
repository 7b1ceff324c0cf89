using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Testbed.Core;

/// <summary>What of an NTP packet is used here. Times are 64-bit NTP timestamps.</summary>
/// <param name="Mode">3 for a client's request, 4 for a server's answer.</param>
/// <param name="Stratum">1 for a server with a reference of its own; 0 and 16 are no time.</param>
/// <param name="Origin">In an answer: the transmit timestamp of the request.</param>
/// <param name="Receive">In an answer: when the request came.</param>
/// <param name="Transmit">When the packet was sent; in a request an unpredictable number instead.</param>
/// <param name="KeyId">The key of its code; null without.</param>
public readonly record struct TimePacket(int Mode, int Stratum, ulong Origin, ulong Receive, ulong Transmit, int? KeyId);

/// <summary>
/// Time in packets of NTP version 4 (RFC 5905 section 7.3) with the symmetric-key authentication of its section 7.3 and RFC 8573 (key number and AES-CMAC).
/// The network port of a twin carries TCP only, so the packets travel in <see cref="LengthFrame"/>s over TCP, not over UDP. Peer bytes never throw.
/// </summary>
public static class TimeMessage
{
    /// <summary>The logical port, that of NTP.</summary>
    public const int DefaultPort = 123;

    /// <summary>A packet without authentication.</summary>
    public const int PlainLength = 48;

    private const int CodedLength = PlainLength + 4 + AesCmac.Length;
    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The key of a written secret.</summary>
    public static byte[] KeyOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret))[..AesCmac.Length];

    /// <summary>A time as NTP timestamp (era 0, until 2036).</summary>
    public static ulong Stamp(DateTimeOffset time)
    {
        var ticks = (UInt128)(ulong)(time - Epoch).Ticks;
        return (ulong)((ticks << 32) / TimeSpan.TicksPerSecond);
    }

    /// <summary>The time of an NTP timestamp, to 100 ns.</summary>
    public static DateTimeOffset Time(ulong stamp) => Epoch.AddTicks((long)((((UInt128)stamp * TimeSpan.TicksPerSecond) + (1UL << 31)) >> 32));

    /// <summary>Encodes a packet, with a code when a key is given.</summary>
    public static byte[] Encode(in TimePacket packet, byte[]? key)
    {
        var bytes = new byte[key is null ? PlainLength : CodedLength];
        bytes[0] = (byte)((4 << 3) | packet.Mode);
        bytes[1] = (byte)packet.Stratum;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), packet.Origin);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(32), packet.Receive);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(40), packet.Transmit);
        if (key is not null)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(PlainLength), packet.KeyId ?? 0);
            AesCmac.Of(key, bytes.AsSpan(0, PlainLength)).CopyTo(bytes, PlainLength + 4);
        }

        return bytes;
    }

    /// <summary>Reads a packet; its code is checked by <see cref="IsAuthentic"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out TimePacket packet)
    {
        packet = default;
        if (bytes.Length is not (PlainLength or CodedLength) || ((bytes[0] >> 3) & 7) != 4)
        {
            return false;
        }

        packet = new TimePacket(
            bytes[0] & 7, bytes[1], BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[32..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[40..]), bytes.Length == CodedLength ? BinaryPrimitives.ReadInt32BigEndian(bytes[PlainLength..]) : null);
        return true;
    }

    /// <summary>True when the packet carries a valid code under the key.</summary>
    public static bool IsAuthentic(ReadOnlySpan<byte> bytes, byte[] key) =>
        bytes.Length == CodedLength && AesCmac.Verify(key, bytes[..PlainLength], bytes[(PlainLength + 4)..]);
}
