namespace Testbed.Modbus;

/// <summary>How a request on a serial line ended.</summary>
public enum SerialReplyStatus
{
    /// <summary>The unit answered; exceptions included.</summary>
    Answered,

    /// <summary>A broadcast was sent; nobody answers these.</summary>
    Broadcast,

    /// <summary>No whole, undamaged answer of the unit came in time.</summary>
    Silent,

    /// <summary>Too many requests wait already.</summary>
    Busy,
}

/// <summary>The end of a request on a serial line, with the response PDU when it was answered.</summary>
public readonly record struct SerialReply(SerialReplyStatus Status, ReadOnlyMemory<byte> Pdu = default);

/// <summary>
/// A serial line with one master and its units: RTU frames with CRC, one transaction at a time, each taking as long as its characters take. All units hear
/// every frame; unit 0 is broadcast. Not thread safe: one thread or single-threaded executor, on which its timers fire.
/// </summary>
public sealed class ModbusSerialLine(TimeProvider time, SerialLineSettings settings, IReadOnlyDictionary<byte, ModbusSerialUnit> units)
{
    /// <summary>Unit id that all units carry out and none answers (Modbus over Serial Line 2.2).</summary>
    public const byte BroadcastUnit = 0;

    private Task _last = Task.CompletedTask;
    private int _waiting;

    /// <summary>What happens to a frame on the wire, in either direction: returns the bytes that arrive. Null for an undisturbed line.</summary>
    public Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? Medium { get; set; }

    /// <summary>True when a unit with this id is on the line.</summary>
    public bool Has(byte unitId) => units.ContainsKey(unitId);

    /// <summary>Sends a PDU of 1 to 253 bytes to a unit when the line is free, and waits for its answer.</summary>
    public Task<SerialReply> AskAsync(byte unitId, ReadOnlyMemory<byte> pdu, ModbusCallContext context)
    {
        if (_waiting >= settings.QueueLimit)
        {
            return Task.FromResult(new SerialReply(SerialReplyStatus.Busy));
        }

        _waiting++;
        Task<SerialReply> transaction = AfterAsync(_last, unitId, pdu, context);
        _last = transaction;
        return transaction;
    }

    private async Task<SerialReply> AfterAsync(Task before, byte unitId, ReadOnlyMemory<byte> pdu, ModbusCallContext context)
    {
        await before;
        try
        {
            return await TransactAsync(unitId, pdu, context);
        }
        finally
        {
            _waiting--;
        }
    }

    private async Task<SerialReply> TransactAsync(byte unitId, ReadOnlyMemory<byte> pdu, ModbusCallContext context)
    {
        byte[] request = ModbusRtuFrame.ToArray(unitId, pdu.Span);
        await DelayAsync(settings.TimeOf(request.Length));
        byte[]? response = Deliver(OnWire(request).Span, context);
        if (unitId == BroadcastUnit)
        {
            await DelayAsync(settings.TurnaroundDelay);
            return new SerialReply(SerialReplyStatus.Broadcast);
        }

        if (response is null)
        {
            await DelayAsync(settings.ResponseTimeout);
            return new SerialReply(SerialReplyStatus.Silent);
        }

        ReadOnlyMemory<byte> received = OnWire(response);
        await DelayAsync(settings.ProcessingTime + settings.TimeOf(received.Length));
        return Read(unitId, pdu.Span[0], received);
    }

    private static SerialReply Read(byte unitId, byte functionCode, ReadOnlyMemory<byte> frame)
    {
        ModbusRtuStatus status = ModbusRtuFrame.TryReadResponse(frame.Span, out byte answering, out ReadOnlySpan<byte> pdu, out int consumed);
        return status == ModbusRtuStatus.Ok && consumed == frame.Length && answering == unitId && (pdu[0] & ~ModbusLimits.ExceptionFlag) == functionCode
            ? new SerialReply(SerialReplyStatus.Answered, frame[1..^2])
            : new SerialReply(SerialReplyStatus.Silent);
    }

    /// <summary>All units hear the frame; the one addressed may answer.</summary>
    private byte[]? Deliver(ReadOnlySpan<byte> frame, ModbusCallContext context)
    {
        // On a line silence ends a frame, so that its bytes are all there are: what the function code would need is for the unit to judge.
        bool isIntact = frame.Length is >= 4 and <= ModbusLimits.MaxRtuLength && ModbusCrc.Compute(frame) == 0;
        byte[]? answer = null;
        foreach ((byte unitId, ModbusSerialUnit unit) in units)
        {
            if (!unit.IsConnected)
            {
                continue;
            }

            unit.Counters.NoteFrame(isIntact);
            if (!isIntact)
            {
                continue;
            }

            if (frame[0] == BroadcastUnit)
            {
                ModbusResponder.Broadcast(frame[1..^2], unit, context with { UnitId = unitId });
            }
            else if (frame[0] == unitId)
            {
                answer = Answer(frame[1..^2], unitId, unit, context);
            }
        }

        return answer;
    }

    private static byte[]? Answer(ReadOnlySpan<byte> pdu, byte unitId, ModbusSerialUnit unit, ModbusCallContext context)
    {
        Span<byte> response = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusResponder.Respond(pdu, unit, context with { UnitId = unitId }, response);
        return length == 0 ? null : ModbusRtuFrame.ToArray(unitId, response[..length]);
    }

    private ReadOnlyMemory<byte> OnWire(ReadOnlyMemory<byte> frame) => Medium is { } medium ? medium(frame) : frame;

    // Task.Delay would cut to whole milliseconds; at 19,200 baud that is two characters.
    private async Task DelayAsync(TimeSpan delay)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ITimer timer = time.CreateTimer(_ => done.TrySetResult(), null, delay, Timeout.InfiniteTimeSpan);
        await done.Task;
    }
}
