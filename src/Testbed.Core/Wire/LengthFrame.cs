using System.Buffers.Binary;

namespace Testbed.Core;

/// <summary>Messages over a stream, each behind its length in two octets, big-endian, as DNS has it over TCP (RFC 1035 section 4.2.2). Pure.</summary>
public static class LengthFrame
{
    /// <summary>The longest message accepted.</summary>
    public const int MaxLength = 4096;

    /// <summary>A message in its frame.</summary>
    public static byte[] Of(ReadOnlySpan<byte> message)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, MaxLength);
        var frame = new byte[2 + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
        message.CopyTo(frame.AsSpan(2));
        return frame;
    }

    /// <summary>Reads one frame: 1 done, 0 more bytes needed, -1 malformed (empty or too long).</summary>
    public static int TryRead(ReadOnlySpan<byte> buffer, out byte[] message, out int consumed)
    {
        message = [];
        consumed = 0;
        if (buffer.Length < 2)
        {
            return 0;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(buffer);
        if (length is 0 or > MaxLength)
        {
            return -1;
        }

        if (buffer.Length < 2 + length)
        {
            return 0;
        }

        message = buffer.Slice(2, length).ToArray();
        consumed = 2 + length;
        return 1;
    }
}
