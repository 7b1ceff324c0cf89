namespace Testbed.Modbus;

/// <summary>
/// Modbus/TCP client on a connected stream (IG 4.4.1). A read is always parked on the stream, from construction to the end of the connection. Calls may
/// overlap, responses are matched by transaction id, outcomes are values, not exceptions. Time passes only by the given provider. Thread safe; continuations
/// return to the callers' synchronization contexts, and the read loop stays on the constructor's.
/// </summary>
public sealed partial class ModbusClient : IModbusChannel, IDisposable
{
    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly IModbusClientObserver? _observer;
    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, PendingCall> _pending = [];
    private readonly SemaphoreSlim _writeTurn = new(1, 1);
    private ushort _lastTransactionId;
    private ModbusConnectionEnd? _end;

    /// <summary>Takes ownership of <paramref name="stream"/> and starts the read loop.</summary>
    /// <param name="stream">Connected, readable and writable.</param>
    /// <param name="time">Decides when a call times out.</param>
    /// <param name="timeout">Longest wait for a response, positive or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="observer">Told of responses nobody waits for, or null.</param>
    public ModbusClient(Stream stream, TimeProvider time, TimeSpan timeout, IModbusClientObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(time);
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        }

        _stream = stream;
        _time = time;
        _timeout = timeout;
        _observer = observer;
        Completion = ReadLoopAsync();
    }

    /// <summary>Completes when the read loop has ended and no call is pending, with the reason. Faults only if the observer throws.</summary>
    public Task<ModbusConnectionEnd> Completion { get; }

    /// <summary>False once the connection has ended; calls then return ConnectionClosed.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
            {
                return _end is null;
            }
        }
    }

    /// <summary>Calls waiting for a response.</summary>
    public int PendingCount
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>Closes the stream, ends the read loop and completes pending calls with ConnectionClosed. May be called more than once.</summary>
    public void Dispose() => End(ModbusConnectionEnd.Cancelled);

    private async Task<ModbusConnectionEnd> ReadLoopAsync()
    {
        var end = ModbusConnectionEnd.Reset;
        bool inObserver = false;
        try
        {
            var input = new ModbusAduBuffer();
            var burst = new ReadBurst();
            while (true)
            {
                ValueTask<int> reading = _stream.ReadAsync(input.GetFreeMemory());
                if (burst.IsOver(reading.IsCompleted))
                {
                    await Task.Yield();
                }

                int received = await reading;
                if (received == 0)
                {
                    end = input.IsEmpty ? ModbusConnectionEnd.PeerClosed : ModbusConnectionEnd.PeerClosedInFrame;
                    break;
                }

                input.Advance(received);
                inObserver = true;
                ModbusFrameStatus status = DispatchBuffered(input);
                inObserver = false;
                if (status.IsMalformed())
                {
                    end = ModbusConnectionEnd.Malformed;
                    break;
                }
            }
        }
        catch (Exception exception) when (!inObserver && ConnectionFailure.Is(exception))
        {
            end = ModbusConnectionEnd.Reset;
        }
        finally
        {
            end = End(end);
        }

        return end;
    }

    private ModbusFrameStatus DispatchBuffered(ModbusAduBuffer input)
    {
        while (true)
        {
            ModbusFrameStatus status = input.TryRead(out ModbusAdu response);
            if (status != ModbusFrameStatus.Ok)
            {
                return status;
            }

            PendingCall? call = Take(response.TransactionId);
            if (call is null)
            {
                _observer?.OnUnmatched(response);
            }
            else
            {
                call.Complete(ReadResult(call, response));
            }
        }
    }

    private static ModbusResult<byte[]> ReadResult(PendingCall call, in ModbusAdu response)
    {
        byte[] pdu = response.Pdu.ToArray();
        if (response.UnitId != call.UnitId)
        {
            return new ModbusResult<byte[]>(ModbusStatus.Malformed, pdu);
        }

        if (pdu[0] < ModbusLimits.ExceptionFlag)
        {
            return new ModbusResult<byte[]>(ModbusStatus.Ok, pdu);
        }

        return pdu.Length == 2 && pdu[1] != 0
            ? new ModbusResult<byte[]>(ModbusStatus.Exception, pdu, (ModbusExceptionCode)pdu[1])
            : new ModbusResult<byte[]>(ModbusStatus.Malformed, pdu);
    }

    /// <summary>Registers a call under <paramref name="transactionId"/>, or under the next free one; null when the connection has ended.</summary>
    private PendingCall? Register(byte unitId, ushort? transactionId)
    {
        lock (_gate)
        {
            if (_end is not null)
            {
                return null;
            }

            var call = new PendingCall(transactionId ?? NextTransactionId(), unitId);
            if (!_pending.TryAdd(call.TransactionId, call))
            {
                throw new InvalidOperationException($"transaction id {call.TransactionId} is already pending");
            }

            if (_timeout != Timeout.InfiniteTimeSpan)
            {
                call.Timer = _time.CreateTimer(_ => TimeOut(call), null, _timeout, Timeout.InfiniteTimeSpan);
            }

            return call;
        }
    }

    private ushort NextTransactionId()
    {
        if (_pending.Count > ushort.MaxValue)
        {
            throw new InvalidOperationException("all 65536 transaction ids are pending");
        }

        do
        {
            _lastTransactionId = unchecked((ushort)(_lastTransactionId + 1));
        }
        while (_pending.ContainsKey(_lastTransactionId));
        return _lastTransactionId;
    }

    private PendingCall? Take(ushort transactionId)
    {
        lock (_gate)
        {
            return _pending.Remove(transactionId, out PendingCall? call) ? call : null;
        }
    }

    private void TimeOut(PendingCall call)
    {
        lock (_gate)
        {
            // The id may already serve a later call.
            if (!_pending.TryGetValue(call.TransactionId, out PendingCall? current) || current != call)
            {
                return;
            }

            _pending.Remove(call.TransactionId);
        }

        call.Complete(new ModbusResult<byte[]>(ModbusStatus.TimedOut));
    }

    private async Task<ModbusResult> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        // One write at a time and in the order of the calls: TLS streams refuse overlapping writes.
        await _writeTurn.WaitAsync();
        try
        {
            await _stream.WriteAsync(bytes);
            return new ModbusResult(ModbusStatus.Ok);
        }
        catch (Exception exception) when (ConnectionFailure.Is(exception))
        {
            End(ModbusConnectionEnd.Reset);
            return new ModbusResult(ModbusStatus.ConnectionClosed);
        }
        finally
        {
            _writeTurn.Release();
        }
    }

    /// <summary>Ends the connection once; returns the reason that came first.</summary>
    private ModbusConnectionEnd End(ModbusConnectionEnd reason)
    {
        PendingCall[] calls;
        lock (_gate)
        {
            if (_end is { } first)
            {
                return first;
            }

            _end = reason;
            calls = [.. _pending.Values];
            _pending.Clear();
        }

        _stream.Dispose();
        ModbusStatus status = reason == ModbusConnectionEnd.Malformed ? ModbusStatus.Malformed : ModbusStatus.ConnectionClosed;
        foreach (PendingCall call in calls.OrderBy(call => call.TransactionId))
        {
            call.Complete(new ModbusResult<byte[]>(status));
        }

        return reason;
    }
}
