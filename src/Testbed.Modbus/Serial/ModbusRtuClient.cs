namespace Testbed.Modbus;

/// <summary>
/// Client of RTU frames over a stream: one call at a time, as on a serial line; further ones wait for their turn. A response is taken for the call under way when unit and
/// function code agree, since RTU has no transaction ids. A read is always parked on the stream. One thread or single-threaded executor.
/// </summary>
public sealed class ModbusRtuClient : IModbusChannel, IDisposable
{
    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private Task _last = Task.CompletedTask;
    private PendingCall? _call;
    private byte _functionCode;
    private bool _isClosed;

    /// <summary>Takes ownership of <paramref name="stream"/> and starts the read loop.</summary>
    public ModbusRtuClient(Stream stream, TimeProvider time, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        (_stream, _time, _timeout) = (stream, time, timeout);
        Completion = ReadLoopAsync();
    }

    /// <summary>Completes when the connection has ended.</summary>
    public Task Completion { get; }

    /// <inheritdoc/>
    /// <remarks>A broadcast (unit 0) completes with Ok and an empty PDU as soon as it is sent.</remarks>
    public Task<ModbusResult<byte[]>> SendPduAsync(byte unitId, ReadOnlySpan<byte> pdu)
    {
        Task<ModbusResult<byte[]>> call = CallAsync(_last, unitId, pdu[0], ModbusRtuFrame.ToArray(unitId, pdu));
        _last = call;
        return call;
    }

    /// <summary>Closes the stream; calls under way and waiting end with ConnectionClosed.</summary>
    public void Dispose() => End();

    private async Task<ModbusResult<byte[]>> CallAsync(Task before, byte unitId, byte functionCode, byte[] frame)
    {
        await before;
        if (_isClosed)
        {
            return new ModbusResult<byte[]>(ModbusStatus.ConnectionClosed);
        }

        PendingCall? call = unitId == ModbusSerialLine.BroadcastUnit ? null : new PendingCall(transactionId: 0, unitId);
        if (call is not null)
        {
            (_call, _functionCode) = (call, functionCode);
            call.Timer = _time.CreateTimer(_ => Complete(call, new ModbusResult<byte[]>(ModbusStatus.TimedOut)), null, _timeout, Timeout.InfiniteTimeSpan);
        }

        try
        {
            await _stream.WriteAsync(frame);
        }
        catch (Exception exception) when (ConnectionFailure.Is(exception))
        {
            End();
        }

        return call is null ? new ModbusResult<byte[]>(_isClosed ? ModbusStatus.ConnectionClosed : ModbusStatus.Ok, []) : await call.Task;
    }

    private async Task ReadLoopAsync()
    {
        byte[] input = new byte[2 * ModbusLimits.MaxRtuLength];
        int used = 0;
        try
        {
            int received;
            while ((received = await _stream.ReadAsync(input.AsMemory(used))) > 0)
            {
                used = Take(input, used + received);
            }
        }
        catch (Exception exception) when (ConnectionFailure.Is(exception))
        {
            // The end of the connection, whoever caused it.
        }

        End();
    }

    /// <summary>Takes whole frames from the front; returns the bytes that remain.</summary>
    private int Take(Span<byte> input, int used)
    {
        while (true)
        {
            ModbusRtuStatus status = ModbusRtuFrame.TryReadResponse(input[..used], out byte unitId, out ReadOnlySpan<byte> pdu, out int consumed);
            if (status == ModbusRtuStatus.NeedMore)
            {
                return used;
            }

            if (status == ModbusRtuStatus.Damaged)
            {
                return 0;
            }

            if (_call is { } call && unitId == call.UnitId && (pdu[0] & ~ModbusLimits.ExceptionFlag) == _functionCode)
            {
                bool isException = pdu[0] >= ModbusLimits.ExceptionFlag;
                Complete(call, new ModbusResult<byte[]>(
                    isException ? ModbusStatus.Exception : ModbusStatus.Ok, pdu.ToArray(), isException ? (ModbusExceptionCode)pdu[1] : ModbusExceptionCode.None));
            }

            input[consumed..used].CopyTo(input);
            used -= consumed;
        }
    }

    private void Complete(PendingCall call, ModbusResult<byte[]> result)
    {
        if (_call == call)
        {
            _call = null;
        }

        call.Complete(result);
    }

    private void End()
    {
        _isClosed = true;
        _stream.Dispose();
        if (_call is { } call)
        {
            Complete(call, new ModbusResult<byte[]>(ModbusStatus.ConnectionClosed));
        }
    }
}
