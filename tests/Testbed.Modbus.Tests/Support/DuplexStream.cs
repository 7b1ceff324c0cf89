using System.Threading.Channels;

namespace Testbed.Modbus.Tests.Support;

/// <summary>One end of an in-memory connection that keeps segments apart: one read returns one write of the peer, or the part that fits.</summary>
internal sealed class DuplexStream : Stream
{
    private readonly ChannelReader<byte[]> _incoming;
    private readonly ChannelWriter<byte[]> _ownIncoming;
    private readonly ChannelWriter<byte[]> _outgoing;
    private ReadOnlyMemory<byte> _rest;
    private volatile bool _disposed;

    private DuplexStream(Channel<byte[]> incoming, Channel<byte[]> outgoing)
    {
        _incoming = incoming.Reader;
        _ownIncoming = incoming.Writer;
        _outgoing = outgoing.Writer;
    }

    internal static (DuplexStream Client, DuplexStream Server) CreatePair()
    {
        var toServer = Channel.CreateUnbounded<byte[]>();
        var toClient = Channel.CreateUnbounded<byte[]>();
        return (new DuplexStream(toClient, toServer), new DuplexStream(toServer, toClient));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            if (!await _incoming.WaitToReadAsync(cancellationToken) || !_incoming.TryRead(out byte[]? segment))
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                return 0;
            }

            _rest = segment;
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _outgoing.TryWrite(buffer.ToArray()) ? ValueTask.CompletedTask : throw new IOException("the peer has closed");
    }

    /// <summary>Reads exactly what the peer sent, in whatever segments.</summary>
    internal async Task<byte[]> ReadExactAsync(int count)
    {
        byte[] bytes = new byte[count];
        await ReadExactlyAsync(bytes);
        return bytes;
    }

    /// <summary>Everything the peer sends until it closes.</summary>
    internal async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[1024];
        while (await ReadAsync(buffer) is > 0 and int read)
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>Half-close: the peer reads an end, this side may still read.</summary>
    internal void CloseOutgoing() => _outgoing.TryComplete();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _outgoing.TryComplete();
        _ownIncoming.TryComplete();
        base.Dispose(disposing);
    }
}
