using Testbed.Modbus;

namespace Testbed.Devices;

/// <summary>
/// A program on its way, to the controller or from it: one at a time, of one connection, block by block in order. Whoever is silent for <see cref="Patience"/> of
/// simulated time has lost it. It holds at most one program of the largest size.
/// </summary>
internal sealed class ProgramTransfer(TimeProvider clock)
{
    /// <summary>Longest silence between two blocks.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private byte[]? _bytes;
    private bool _isDownload;
    private long _connection;
    private DateTimeOffset _last;
    private int _done;
    private int _next;
    private byte[] _digest = [];

    /// <summary>True while another connection transfers.</summary>
    public bool IsTaken(long connection) => IsLive && _connection != connection;

    private bool IsLive => _bytes is not null && clock.GetUtcNow() - _last <= Patience;

    /// <summary>Begins a download, in the place of whatever this connection had begun.</summary>
    public void BeginDownload(long connection, int size, ReadOnlySpan<byte> digest)
    {
        (_bytes, _isDownload, _connection, _done, _next, _digest) = (new byte[size], true, connection, 0, 0, digest.ToArray());
        _last = clock.GetUtcNow();
    }

    /// <summary>Begins an upload of these bytes.</summary>
    public void BeginUpload(long connection, byte[] bytes)
    {
        (_bytes, _isDownload, _connection, _done, _next) = (bytes, false, connection, 0, 0);
        _last = clock.GetUtcNow();
    }

    /// <summary>Takes a block; false when it is not the one that is due, which ends nothing.</summary>
    public bool TryTake(long connection, int number, ReadOnlySpan<byte> block)
    {
        if (!Has(connection, isDownload: true) || number != _next || block.Length != Math.Min(EngineeringLimits.BlockLength, _bytes!.Length - _done))
        {
            return false;
        }

        block.CopyTo(_bytes.AsSpan(_done));
        Advance(block.Length);
        return true;
    }

    /// <summary>Gives the block that is due; empty when another was asked for or nothing is left.</summary>
    public ReadOnlySpan<byte> Give(long connection, int number)
    {
        if (!Has(connection, isDownload: false) || number != _next || _done == _bytes!.Length)
        {
            return default;
        }

        var block = _bytes.AsSpan(_done, Math.Min(EngineeringLimits.BlockLength, _bytes.Length - _done));
        Advance(block.Length);
        return block;
    }

    /// <summary>A whole download and the digest that was announced, which ends it; null when none is whole.</summary>
    public (byte[] Bytes, byte[] Digest)? Complete(long connection)
    {
        if (!Has(connection, isDownload: true) || _done != _bytes!.Length)
        {
            return null;
        }

        var whole = (_bytes, _digest);
        _bytes = null;
        return whole;
    }

    /// <summary>Ends the transfer of a connection; false when it has none.</summary>
    public bool End(long connection, bool isDownload)
    {
        var has = Has(connection, isDownload);
        _bytes = has ? null : _bytes;
        return has;
    }

    /// <summary>A connection has ended.</summary>
    public void Closed(long connection) => _bytes = _connection == connection ? null : _bytes;

    private bool Has(long connection, bool isDownload) => IsLive && _connection == connection && _isDownload == isDownload;

    private void Advance(int count)
    {
        _done += count;
        _next++;
        _last = clock.GetUtcNow();
    }
}
