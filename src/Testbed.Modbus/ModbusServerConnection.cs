namespace Testbed.Modbus;

/// <summary>One served connection: its buffers and its read loop.</summary>
internal sealed class ModbusServerConnection(Stream stream, IModbusDevice?[] units, IModbusServerObserver? observer, ModbusCallContext context)
{
    private readonly ModbusAduBuffer _input = new();
    private readonly byte[] _output = new byte[16 * ModbusLimits.MaxAduLength];
    private int _outputLength;

    // True while a device or observer runs: what it throws is a bug even if it looks like a broken stream.
    private bool _inOurCode;

    internal Task<ModbusConnectionEnd> RunAsync(CancellationToken cancellationToken) =>
        ConnectionFailure.GuardAsync(stream, ServeUntilEndAsync, cancellationToken, () => _inOurCode);

    private async Task<ModbusConnectionEnd> ServeUntilEndAsync(CancellationToken cancellationToken)
    {
        var burst = new ReadBurst();
        while (true)
        {
            ValueTask<int> reading = stream.ReadAsync(_input.GetFreeMemory(), cancellationToken);
            if (burst.IsOver(reading.IsCompleted))
            {
                await Task.Yield();
            }

            int received = await reading;
            if (received == 0)
            {
                return _input.IsEmpty ? ModbusConnectionEnd.PeerClosed : ModbusConnectionEnd.PeerClosedInFrame;
            }

            _input.Advance(received);
            ModbusFrameStatus status;
            do
            {
                _inOurCode = true;
                status = ServeBuffered();
                _inOurCode = false;
                if (_outputLength > 0)
                {
                    await stream.WriteAsync(_output.AsMemory(0, _outputLength), cancellationToken);
                    _outputLength = 0;
                }
            }
            while (status == ModbusFrameStatus.Ok);

            if (status.IsMalformed())
            {
                _inOurCode = true;
                observer?.OnMalformed(context, status, _input.Buffered);
                return ModbusConnectionEnd.Malformed;
            }
        }
    }

    /// <summary>Serves buffered requests until they run out (NeedMore), one is malformed, or the output is full (Ok).</summary>
    private ModbusFrameStatus ServeBuffered()
    {
        while (_outputLength + ModbusLimits.MaxAduLength <= _output.Length)
        {
            ModbusFrameStatus status = _input.TryRead(out ModbusAdu request);
            if (status != ModbusFrameStatus.Ok)
            {
                return status;
            }

            Serve(request);
        }

        return ModbusFrameStatus.Ok;
    }

    private void Serve(in ModbusAdu request)
    {
        ModbusCallContext call = context with { UnitId = request.UnitId, FunctionCode = request.Pdu[0] };
        IModbusDevice? device = units[request.UnitId];
        if (device is null)
        {
            observer?.OnUnknownUnit(call, request);
            return;
        }

        Span<byte> frame = _output.AsSpan(_outputLength, ModbusLimits.MaxAduLength);
        Span<byte> responsePdu = frame[ModbusLimits.MbapHeaderLength..];
        int length = ModbusResponder.Respond(request.Pdu, device, call, responsePdu);
        if (length == 0)
        {
            return;
        }

        ModbusFrame.WriteHeader(frame, request.TransactionId, request.UnitId, length);
        _outputLength += ModbusLimits.MbapHeaderLength + length;
        observer?.OnServed(call, request, responsePdu[..length]);
    }
}
