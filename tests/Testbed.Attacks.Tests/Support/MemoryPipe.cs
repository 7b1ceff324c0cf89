namespace Testbed.Attacks.Tests;

/// <summary>Two streams joined in memory; a write is one chunk at the other end.</summary>
internal sealed class MemoryPipe : Stream
{
    private readonly Queue<byte[]> _chunks = new();
    private MemoryPipe _other = null!;
    private TaskCompletionSource? _reader;
    private bool _closed;

    public static (MemoryPipe A, MemoryPipe B) Pair()
    {
        var (a, b) = (new MemoryPipe(), new MemoryPipe());
        (a._other, b._other) = (b, a);
        return (a, b);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_chunks.Count == 0)
        {
            if (_closed)
            {
                return 0;
            }

            _reader = new TaskCompletionSource();
            await using var _ = cancellationToken.Register(() => _reader.TrySetCanceled(cancellationToken));
            await _reader.Task;
        }

        var chunk = _chunks.Peek();
        var count = Math.Min(chunk.Length, buffer.Length);
        chunk.AsMemory(0, count).CopyTo(buffer);
        _chunks.Dequeue();
        if (count < chunk.Length)
        {
            var rest = _chunks.ToArray();
            _chunks.Clear();
            _chunks.Enqueue(chunk[count..]);
            Array.ForEach(rest, _chunks.Enqueue);
        }

        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_closed || _other._closed)
        {
            throw new IOException("closed");
        }

        _other._chunks.Enqueue(buffer.ToArray());
        _other._reader?.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!_closed)
        {
            _closed = _other._closed = true;
            _reader?.TrySetResult();
            _other._reader?.TrySetResult();
        }

        base.Dispose(disposing);
    }
}
