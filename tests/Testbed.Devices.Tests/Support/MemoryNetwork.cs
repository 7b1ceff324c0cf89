using System.Threading.Channels;
using Testbed.Core;

namespace Testbed.Devices.Tests;

/// <summary>Zones without gateways: a dial gives two ends of an in-memory stream. An asset can be cut off, then its dials and bytes vanish.</summary>
internal sealed class MemoryNetwork : IZoneNetwork
{
    private readonly Dictionary<(string Asset, int Port), Func<AcceptedConnection, Task>> _listeners = [];
    private int _connections;

    /// <summary>Assets whose bytes go nowhere.</summary>
    public HashSet<string> CutOff { get; } = [];

    /// <summary>Makes the next accepted stream throw what no network throws, as a bug would.</summary>
    public bool FaultNextRead { get; set; }

    public int Dials { get; private set; }

    public bool IsListening(string asset, int port) => _listeners.ContainsKey((asset, port));

    public async Task<DialResult> DialAsync(string from, string to, int port, CancellationToken cancellationToken = default)
    {
        Dials++;
        if (CutOff.Contains(from) || CutOff.Contains(to))
        {
            var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(() => never.TrySetResult());
            await never.Task;
            return new DialResult(DialOutcome.Filtered, null);
        }

        if (!_listeners.TryGetValue((to, port), out var handler))
        {
            return new DialResult(DialOutcome.Closed, null);
        }

        var forth = Channel.CreateUnbounded<byte[]>();
        var back = Channel.CreateUnbounded<byte[]>();
        bool IsCut() => CutOff.Contains(from) || CutOff.Contains(to);
        var isFaulty = FaultNextRead;
        FaultNextRead = false;
        _ = handler(new AcceptedConnection(new MemoryStreamEnd(forth, back, IsCut, isFaulty), from, to, port, $"c{++_connections}"));
        return new DialResult(DialOutcome.Open, new MemoryStreamEnd(back, forth, IsCut));
    }

    public IDisposable Listen(string asset, int port, Func<AcceptedConnection, Task> handler)
    {
        if (!_listeners.TryAdd((asset, port), handler))
        {
            throw new InvalidOperationException($"{asset}:{port} is taken");
        }

        return new Removal(() => _listeners.Remove((asset, port)));
    }

    public IDisposable Enter(string zone, string guest) => new Removal(() => { });

    private sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }

    private sealed class MemoryStreamEnd(Channel<byte[]> reads, Channel<byte[]> writes, Func<bool> isCut, bool isFaulty = false) : Stream
    {
        private ReadOnlyMemory<byte> _rest;
        private bool _disposed;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (isFaulty)
            {
                throw new InvalidOperationException("a bug on purpose");
            }

            while (_rest.IsEmpty)
            {
                if (_disposed || !await reads.Reader.WaitToReadAsync(cancellationToken))
                {
                    return 0;
                }

                reads.Reader.TryRead(out var chunk);
                _rest = chunk;
            }

            var count = Math.Min(buffer.Length, _rest.Length);
            _rest[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_disposed || (!isCut() && !writes.Writer.TryWrite(buffer.ToArray())))
            {
                throw new IOException("the connection is closed");
            }

            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _disposed = true;
            writes.Writer.TryComplete();
            reads.Writer.TryComplete();
            base.Dispose(disposing);
        }
    }
}
