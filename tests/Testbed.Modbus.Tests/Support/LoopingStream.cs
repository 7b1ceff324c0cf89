namespace Testbed.Modbus.Tests.Support;

/// <summary>Hands out the same bytes a number of times, at once, and measures what the thread allocates from the warm-up's end to the last read.</summary>
internal sealed class LoopingStream(byte[] bytes, int warmUpReads, int countedReads) : Stream
{
    private int _reads;

    internal long AllocatedBytes { get; private set; }

    internal long BytesWritten { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _reads++;
        if (_reads == warmUpReads)
        {
            AllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
        }
        else if (_reads == warmUpReads + countedReads)
        {
            AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - AllocatedBytes;
            return ValueTask.FromResult(0);
        }

        bytes.CopyTo(buffer);
        return ValueTask.FromResult(bytes.Length);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        BytesWritten += buffer.Length;
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
