using System.Net.Sockets;

namespace Testbed.Conduits;

/// <content>Sending: what the kernel does not take is kept, and a writer waits when too much is under way.</content>
public sealed partial class CountedStream
{
    /// <summary>Bytes a writer may have under way to a peer of the same trial before its writes wait: backpressure that depends on no kernel's buffers.</summary>
    private const int Window = 1 << 20;

    private readonly Queue<ReadOnlyMemory<byte>> _unsent = new();

    private int _firstUnsent;
    private long _unsentBytes;
    private TaskCompletionSource? _flushed;

    internal bool HasUnsent => _unsent.Count > 0;

    /// <summary>Whether a writer must wait: for the peer's reading in a trial, for the kernel's room where an outsider reads.</summary>
    private bool MustWait => Peer is null && !AwaitsPeer ? _unsent.Count > 0 : Sent + _unsentBytes - (Peer?.Received ?? 0) > Window;

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _transport.RequireExecutor(this);
        if (IsClosed || EndSeen)
        {
            return ValueTask.FromException(new IOException("The connection is closed."));
        }

        if (Peer is { IsClosed: true })
        {
            // The bytes go nowhere, as after a reset; reading tells the writer so.
            return ValueTask.CompletedTask;
        }

        if (_unsent.Count == 0)
        {
            buffer = buffer[TrySend(buffer.Span)..];
        }

        if (!buffer.IsEmpty)
        {
            // The kernel's buffer is full: keep a copy, the pump sends it on when the peer has read.
            _transport.Unsent += _unsent.Count == 0 ? 1 : 0;
            _unsent.Enqueue(buffer.ToArray());
            _unsentBytes += buffer.Length;
        }

        _transport.Consider(Peer);
        if (!MustWait)
        {
            return ValueTask.CompletedTask;
        }

        _flushed ??= new TaskCompletionSource();
        return new ValueTask(_flushed.Task);
    }

    /// <summary>Sends kept bytes on. True when any went.</summary>
    internal bool TryFlush()
    {
        var any = false;
        while (_unsent.TryPeek(out var next))
        {
            var sent = TrySend(next.Span[_firstUnsent..]);
            any |= sent > 0;
            _firstUnsent += sent;
            _unsentBytes -= sent;
            if (_firstUnsent < next.Length)
            {
                break;
            }

            _unsent.Dequeue();
            _transport.Unsent -= _unsent.Count == 0 ? 1 : 0;
            _firstUnsent = 0;
        }

        if (any)
        {
            LetWriterGoOn();
        }

        return any;
    }

    private int TrySend(ReadOnlySpan<byte> bytes)
    {
        var sent = Socket.Send(bytes, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return 0;
        }

        if (error != SocketError.Success)
        {
            // The peer is gone: its next read and ours end the connection; the bytes go nowhere.
            return bytes.Length;
        }

        Sent += sent;
        return sent;
    }

    /// <summary>Nobody will read it any more.</summary>
    private void DropUnsent()
    {
        _transport.Unsent -= _unsent.Count > 0 ? 1 : 0;
        _unsent.Clear();
        (_unsentBytes, _firstUnsent) = (0, 0);
        CompleteFlush();
    }

    private void LetWriterGoOn()
    {
        if (!MustWait)
        {
            CompleteFlush();
        }
    }

    private void CompleteFlush()
    {
        if (_flushed is { } flushed)
        {
            _flushed = null;
            var context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null); // as for reads
            try
            {
                flushed.TrySetResult();
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(context);
            }
        }
    }
}
