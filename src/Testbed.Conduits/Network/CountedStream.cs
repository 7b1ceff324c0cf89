using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Testbed.Conduits;

/// <summary>
/// One end of a loopback TCP connection, below TLS. It counts what it sent and received so that the trial knows when nothing is under way, and it
/// completes reads and writes only when the <see cref="LoopbackTransport"/> moves bytes, on the trial's thread. One read at a time; it is parked here until
/// bytes arrive. Reads end with 0 when the peer closed.
/// </summary>
public sealed partial class CountedStream : Stream, IValueTaskSource<int>
{
    private readonly LoopbackTransport _transport;
    private ManualResetValueTaskSourceCore<int> _read;
    private Memory<byte> _destination;
    private int _arrived;
    private bool _hungUp;

    internal CountedStream(LoopbackTransport transport, Socket socket, string name)
    {
        (_transport, Socket, Name) = (transport, socket, name);
        _read.RunContinuationsAsynchronously = false;
    }

    /// <summary>Logical name, for crash reports.</summary>
    public string Name { get; }

    /// <summary>What connection this is, in the plant's terms; null for connections no capture shows.</summary>
    public WireLabel? Wire { get; internal set; }

    /// <summary>True on the end that opened the connection.</summary>
    public bool IsDialler { get; internal set; }

    /// <summary>Bytes handed to the kernel.</summary>
    public long Sent { get; private set; }

    /// <summary>Bytes taken from the kernel.</summary>
    public long Received { get; private set; }

    /// <summary>True while a read waits for bytes.</summary>
    public bool IsParked { get; private set; }

    /// <summary>True once this end was disposed.</summary>
    public bool IsClosed { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => !IsClosed;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => !IsClosed;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    internal Socket Socket { get; }

    /// <summary>The other end when it lives in the same trial; null for an outsider.</summary>
    internal CountedStream? Peer { get; set; }

    /// <summary>True from the dial on when a listener of the same trial will accept it.</summary>
    internal bool AwaitsPeer { get; init; }

    internal bool EndSeen { get; private set; }

    /// <summary>Place among the streams of the transport, in the order in which they came to be.</summary>
    internal long Order { get; init; }

    /// <summary>True while the transport holds it among those that may go on.</summary>
    internal bool IsConsidered { get; set; }

    /// <summary>Real time: the kernel spoke of bytes or an end that no read has found missing yet.</summary>
    internal bool IsReadable { get; private set; }

    /// <summary>Bytes the peer wrote that this end has not taken, whether the kernel has them already or not.</summary>
    internal long UnderWay => Peer is null ? 0 : Peer.Sent + Peer._unsentBytes - Received;

    /// <summary>Bytes under way that the kernel has not handed over yet.</summary>
    internal long Missing => UnderWay - _arrived;

    /// <summary>True when the pump can complete the parked read now or as soon as the kernel delivers.</summary>
    internal bool CanProgress => IsParked && !IsClosed && (UnderWay > 0 || (Peer is { IsClosed: true } && !EndSeen));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _transport.RequireExecutor(this);
        if (IsClosed || EndSeen || buffer.IsEmpty)
        {
            return ValueTask.FromResult(0);
        }

        if (IsParked)
        {
            throw new InvalidOperationException($"Two reads at once on {Name}.");
        }

        _read.Reset();
        _destination = buffer;
        IsParked = true;
        _transport.OnParked(this);
        _transport.Consider(this);
        return new ValueTask<int>(this, _read.Version);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is buffered above the kernel but what the pump sends on.
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Reads are asynchronous.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Writes are asynchronous.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    /// <summary>
    /// Lockstep: completes the parked read with all that is under way and fits. False while the kernel does not have all of it yet. How it cuts and delays
    /// what was sent is thus never seen above.
    /// </summary>
    internal bool TryDeliver(DeliveryNoise? noise)
    {
        var wanted = (int)Math.Min(UnderWay, _destination.Length);
        while (_arrived < wanted)
        {
            var limit = noise?.Arrived(wanted - _arrived) ?? (wanted - _arrived);
            if (limit == 0)
            {
                return false;
            }

            var received = Socket.Receive(_destination.Span.Slice(_arrived, limit), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                if (Peer!.TryFlush())
                {
                    continue;
                }

                return false;
            }

            if (error != SocketError.Success || received <= 0)
            {
                wanted = _arrived;
                break;
            }

            _arrived += received;
        }

        CompleteReceive(wanted);
        return true;
    }

    /// <summary>The kernel has bytes, or says that the peer is gone.</summary>
    internal void MarkReadable(bool hungUp)
    {
        IsReadable = true;
        _hungUp |= hungUp;
    }

    /// <summary>Real time: completes the parked read with what the kernel has. False when it has nothing.</summary>
    internal bool TryReceive()
    {
        var received = Socket.Receive(_destination.Span, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            IsReadable = false;
            return false;
        }

        // Less than was asked for: the kernel has no more and says so when it has, but for an end that it announced together with these bytes.
        IsReadable = _hungUp || received == _destination.Length;
        CompleteReceive(error == SocketError.Success ? received : 0);
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !IsClosed)
        {
            IsClosed = true;
            Peer?.DropUnsent();
            CompleteFlush();
            if (IsParked)
            {
                CompleteRead(0);
            }

            _transport.OnClosed(this);
            _transport.Consider(Peer);
        }

        base.Dispose(disposing);
    }

    private void CompleteReceive(int received)
    {
        _arrived = 0;
        if (received <= 0)
        {
            EndSeen = true;
            _transport.OnEnded(this);
            CompleteRead(0);
            return;
        }

        Received += received;
        _transport.OnReceived(this, _destination.Span[..received]);
        var peer = Peer;
        CompleteRead(received);
        peer?.LetWriterGoOn();
    }

    /// <summary>
    /// Completes the parked read with no current context. SslStream awaits without capturing one, and such continuations run here and now only where none is set;
    /// otherwise they would go to the thread pool, unseen by the trial. Awaits that captured the executor are still posted to it.
    /// </summary>
    private void CompleteRead(int count)
    {
        IsParked = false;
        _destination = default;
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _read.SetResult(count);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
