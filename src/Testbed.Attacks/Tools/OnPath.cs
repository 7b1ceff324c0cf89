using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>
/// Base of on-path attackers: knows which connections began with a TLS handshake while it watched. Of those it can only break records, not write them.
/// </summary>
internal abstract class OnPath : ISpanTap
{
    private const int FirstChunks = 4;

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _encrypted = new(StringComparer.Ordinal);

    /// <summary>Chunks altered so far.</summary>
    public int Altered { get; protected set; }

    /// <summary>True when a watched connection was encrypted.</summary>
    public bool SawEncryption => _encrypted.Count > 0;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
    {
        // Where the gateways themselves use no TLS but the two ends do, the handshake comes behind the header that names the source.
        var seen = _seen[connectionId] = _seen.GetValueOrDefault(connectionId) + 1;
        if (seen <= FirstChunks && (IsHandshake(bytes.Span) || (bytes.Length > SpanPreamble.Length && IsHandshake(bytes.Span[SpanPreamble.Length..]))))
        {
            _encrypted.Add(connectionId);
        }

        return _encrypted.Contains(connectionId) ? OnCiphertext(direction, bytes) : OnPlain(connectionId, direction, bytes);
    }

    private static bool IsHandshake(ReadOnlySpan<byte> bytes) => bytes.Length > 2 && bytes[0] == 0x16 && bytes[1] == 0x03 && bytes[2] <= 0x04;

    /// <summary>Bytes in the clear.</summary>
    protected abstract ReadOnlyMemory<byte> OnPlain(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes);

    /// <summary>The direction in which records of a TLS connection are broken; null for none.</summary>
    protected virtual SpanDirection? Breaks => null;

    /// <summary>True for a chunk that starts with a TLS application-data record.</summary>
    protected static bool IsApplicationData(ReadOnlyMemory<byte> bytes) => bytes.Length > 5 && bytes.Span[0] == 0x17;

    /// <summary>Bytes of a TLS connection. Unless overridden, records are passed with the last byte changed where they are to be broken: the best an on-path attacker without keys can do.</summary>
    protected virtual ReadOnlyMemory<byte> OnCiphertext(SpanDirection direction, ReadOnlyMemory<byte> bytes)
    {
        if (direction != Breaks || !IsApplicationData(bytes))
        {
            return bytes;
        }

        Altered++;
        var copy = bytes.ToArray();
        copy[^1] ^= 0x01;
        return copy;
    }
}

/// <summary>Copies what passes. Passive.</summary>
internal sealed class CaptureTap : ISpanTap
{
    private readonly Dictionary<(string, SpanDirection), List<byte>> _captured = [];

    /// <summary>Bytes captured.</summary>
    public int Count => _captured.Values.Sum(v => v.Count);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
    {
        if (!_captured.TryGetValue((connectionId, direction), out var list))
        {
            _captured[(connectionId, direction)] = list = [];
        }

        list.AddRange(bytes.Span);
        return bytes;
    }

    /// <summary>True when the pattern passed in the clear on some connection, in either direction.</summary>
    public bool Saw(byte[] pattern) => _captured.Values.Any(v => ((ReadOnlySpan<byte>)v.ToArray()).IndexOf(pattern) >= 0);

    /// <summary>The client's bytes of the first connection on which the pattern passed; null when none did.</summary>
    public byte[]? ClientBytesWith(byte[] pattern) => _captured
        .Where(c => c.Key.Item2 == SpanDirection.ToServer)
        .OrderBy(c => c.Key.Item1, StringComparer.Ordinal)
        .Select(c => c.Value.ToArray())
        .FirstOrDefault(v => ((ReadOnlySpan<byte>)v).IndexOf(pattern) >= 0);

    /// <summary>The client's bytes of the connection that carried most.</summary>
    public byte[] LongestClientBytes() => _captured
        .Where(c => c.Key.Item2 == SpanDirection.ToServer)
        .OrderByDescending(c => c.Value.Count).ThenBy(c => c.Key.Item1, StringComparer.Ordinal)
        .Select(c => c.Value.ToArray()).FirstOrDefault() ?? [];
}

/// <summary>Replaces one byte pattern by another of the same length in requests.</summary>
internal sealed class RewriteTap(byte[] pattern, byte[] replacement) : OnPath
{
    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte> OnPlain(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
    {
        var at = direction == SpanDirection.ToServer ? bytes.Span.IndexOf(pattern) : -1;
        if (at < 0)
        {
            return bytes;
        }

        var copy = bytes.ToArray();
        replacement.CopyTo(copy, at);
        Altered++;
        return copy;
    }

    /// <inheritdoc/>
    /// <remarks>The first client record may be the handshake's last flight or the preamble; breaking it shows the same: nothing altered is accepted.</remarks>
    protected override SpanDirection? Breaks => SpanDirection.ToServer;
}

/// <summary>Sends a frame of its own right behind a passing request of somebody else's session.</summary>
internal sealed class InjectTap(byte[] trigger, byte[] frame) : OnPath
{
    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte> OnPlain(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes) =>
        Altered == 0 && direction == SpanDirection.ToServer && bytes.Span.IndexOf(trigger) >= 0 ? Append(bytes) : bytes;

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte> OnCiphertext(SpanDirection direction, ReadOnlyMemory<byte> bytes) =>
        direction == SpanDirection.ToServer && IsApplicationData(bytes) ? Append(bytes) : bytes;

    private byte[] Append(ReadOnlyMemory<byte> bytes)
    {
        Altered++;
        return [.. bytes.Span, .. frame];
    }
}

/// <summary>Changes the register values in responses to reads of one unit, function and quantity.</summary>
internal sealed class SpoofReadingsTap(byte unit, byte function, int count, Func<ushort[], ushort[]> spoof) : OnPath
{
    private readonly byte[] _head = [0, 0, 0, (byte)((2 * count) + 3), unit, function, (byte)(2 * count)];

    /// <summary>False lets everything pass unchanged.</summary>
    public bool Active { get; set; } = true;

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte> OnPlain(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
    {
        var at = Active && direction == SpanDirection.ToClient ? bytes.Span.IndexOf(_head) : -1;
        var data = at + _head.Length;
        if (at < 0 || data + (2 * count) > bytes.Length)
        {
            return bytes;
        }

        var copy = bytes.ToArray();
        var words = spoof([.. Enumerable.Range(0, count).Select(i => (ushort)((copy[data + (2 * i)] << 8) | copy[data + (2 * i) + 1]))]);
        for (var i = 0; i < count; i++)
        {
            copy[data + (2 * i)] = (byte)(words[i] >> 8);
            copy[data + (2 * i) + 1] = (byte)words[i];
        }

        Altered++;
        return copy;
    }

    /// <inheritdoc/>
    protected override SpanDirection? Breaks => Active ? SpanDirection.ToClient : null;
}

/// <summary>Drops everything: the medium is cut.</summary>
internal sealed class SilenceTap : ISpanTap
{
    /// <summary>Chunks dropped.</summary>
    public int Dropped { get; private set; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
    {
        Dropped++;
        return ReadOnlyMemory<byte>.Empty;
    }
}
