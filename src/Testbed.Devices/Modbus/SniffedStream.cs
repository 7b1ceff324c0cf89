namespace Testbed.Devices;

/// <summary>
/// A stream whose first bytes were looked at and are read again. Reads below it are passed on as they are, so that TLS on top still goes on inline.
/// </summary>
internal sealed class SniffedStream : LayeredStream
{
    private readonly byte[] _head = new byte[3];
    private int _held;
    private int _given;

    private SniffedStream(Stream inner)
        : base(inner)
    {
    }

    /// <summary>
    /// True when the peer began with a TLS handshake record of version 1.0 or later (22, 3, 1..4). A Modbus frame has protocol id 0 in its third byte.
    /// </summary>
    public bool IsTls => _held == 3 && _head[0] == 0x16 && _head[1] == 0x03 && _head[2] is >= 1 and <= 4;

    /// <summary>True when the peer ended before it said anything.</summary>
    public bool IsEmpty => _held == 0;

    /// <summary>Waits for what the peer says first.</summary>
    public static async Task<SniffedStream> OpenAsync(Stream inner)
    {
        var result = new SniffedStream(inner);
        int read;
        while (result._held < 3 && (read = await inner.ReadAsync(result._head.AsMemory(result._held))) > 0)
        {
            result._held += read;
            if (result._head[0] != 0x16)
            {
                break;
            }
        }

        return result;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == _held || buffer.IsEmpty)
        {
            return Inner.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(buffer.Length, _held - _given);
        _head.AsMemory(_given, count).CopyTo(buffer);
        _given += count;
        return ValueTask.FromResult(count);
    }
}
