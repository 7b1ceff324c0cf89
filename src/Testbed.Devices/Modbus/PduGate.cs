using Testbed.Modbus;

namespace Testbed.Devices;

/// <summary>
/// A stream that lets whole Modbus frames through only as the load limit grants them. A read stays parked on the stream below at all times; what has to wait,
/// waits here, bounded by <see cref="MaxWaiting"/>. A malformed frame goes through at once, since the server closes on it.
/// </summary>
internal sealed class PduGate(Stream inner, LoadLimitControl limit, Origin origin) : LayeredStream(inner)
{
    /// <summary>Frames one connection may have waiting.</summary>
    public const int MaxWaiting = 64;

    private readonly Queue<byte[]> _waiting = new();
    private readonly Queue<byte> _ready = new();
    private TaskCompletionSource? _reader;
    private bool _ended;

    /// <summary>Reads frames until the connection ends.</summary>
    public async Task PumpAsync()
    {
        var input = new ModbusAduBuffer();
        try
        {
            int read;
            while (!_ended && (read = await Inner.ReadAsync(input.GetFreeMemory())) > 0)
            {
                input.Advance(read);
                Take(input);
                while (_waiting.Count > 0 && limit.TryTake())
                {
                    Pass(_waiting.Dequeue());
                }

                if (_waiting.Count > 0)
                {
                    limit.NoteHeld(origin);
                }
            }
        }
        finally
        {
            End();
        }
    }

    /// <summary>Lets one waiting frame through if the budget allows; false when there was none.</summary>
    public bool ReleaseOne()
    {
        if (_waiting.Count == 0 || !limit.TryTake())
        {
            return false;
        }

        Pass(_waiting.Dequeue());
        return true;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.Count == 0 && !_ended)
        {
            _reader = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _reader.Task;
        }

        var count = Math.Min(buffer.Length, _ready.Count);
        for (var i = 0; i < count; i++)
        {
            buffer.Span[i] = _ready.Dequeue();
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            End();
        }
    }

    private void Take(ModbusAduBuffer input)
    {
        ModbusFrameStatus status;
        while ((status = input.TryRead(out var adu)) == ModbusFrameStatus.Ok)
        {
            if (_waiting.Count == 0 && limit.TryTake())
            {
                Pass(ModbusFrame.ToAdu(adu.TransactionId, adu.UnitId, adu.Pdu));
                continue;
            }

            if (_waiting.Count >= MaxWaiting)
            {
                limit.NoteOverflow(origin);
                End();
                return;
            }

            _waiting.Enqueue(ModbusFrame.ToAdu(adu.TransactionId, adu.UnitId, adu.Pdu));
        }

        if (status != ModbusFrameStatus.NeedMore)
        {
            _waiting.Clear();
            Pass(input.Buffered);
        }
    }

    private void Pass(ReadOnlySpan<byte> frame)
    {
        foreach (var b in frame)
        {
            _ready.Enqueue(b);
        }

        _reader?.TrySetResult();
    }

    private void End()
    {
        _ended = true;
        _waiting.Clear();
        limit.Remove(this);
        _reader?.TrySetResult();
    }
}
