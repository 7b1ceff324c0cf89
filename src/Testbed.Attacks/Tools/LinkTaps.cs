using System.Buffers.Binary;
using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>
/// Changes a value in a command on its way: in the clear where it finds the command, else by flipping the bits of ciphertext at the place where a command of that length
/// has its value. Counter modes are malleable, so that only a verified tag stands against it.
/// </summary>
internal sealed class FlipTap(byte[] command, byte[] forged) : ISpanTap
{
    private const int MbapLength = 7;

    /// <summary>Commands changed.</summary>
    public int Altered { get; private set; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
    {
        if (direction != SpanDirection.ToServer)
        {
            return bytes;
        }

        var copy = bytes.ToArray();
        for (var plain = bytes.Span.IndexOf(command); plain >= 0;)
        {
            Flip(copy.AsSpan(plain));
            return copy;
        }

        foreach (var payload in Payloads(bytes.Length, copy).Where(p => p.Length == MbapLength + command.Length))
        {
            Flip(copy.AsSpan(payload.At + MbapLength));
        }

        return copy;
    }

    private static IEnumerable<(int At, int Length)> Payloads(int total, byte[] bytes)
    {
        for (var at = 0; at + LinkCipher.HeaderLength + LinkCipher.TagLength <= total;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at)) + 2;
            if (length < LinkCipher.HeaderLength + LinkCipher.TagLength || at + length > total)
            {
                yield break;
            }

            yield return (at + LinkCipher.HeaderLength, length - LinkCipher.HeaderLength - LinkCipher.TagLength);
            at += length;
        }
    }

    private void Flip(Span<byte> place)
    {
        Altered++;
        for (var i = 0; i < command.Length; i++)
        {
            place[i] ^= (byte)(command[i] ^ forged[i]);
        }
    }
}

/// <summary>Records what clients send from the beginning of their connections, and puts recorded bytes behind what passes next.</summary>
internal sealed class ReplayTap : ISpanTap
{
    private readonly List<byte> _all = [];
    private byte[]? _again;

    /// <summary>What passed up to now.</summary>
    public int Length => _all.Count;

    /// <summary>What passed, from a place on.</summary>
    public byte[] From(int start) => [.. _all.Skip(start)];

    /// <summary>Sends bytes again at the next opportunity.</summary>
    public void Again(byte[] bytes) => _again = bytes;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
    {
        if (direction != SpanDirection.ToServer)
        {
            return bytes;
        }

        _all.AddRange(bytes.Span);
        if (_again is not { } again)
        {
            return bytes;
        }

        _again = null;
        return (byte[])[.. bytes.Span, .. again];
    }
}
