namespace Testbed.Modbus;

/// <summary>One connection of a gateway: its read loop, its requests under way and the order of its writes.</summary>
internal sealed class ModbusGatewayConnection(Stream stream, ModbusGateway gateway, ModbusCallContext context)
{
    private readonly ModbusAduBuffer _input = new();
    private Task _lastWrite = Task.CompletedTask;
    private int _underWay;

    internal Task<ModbusConnectionEnd> RunAsync(CancellationToken cancellationToken) =>
        ConnectionFailure.GuardAsync(stream, ServeUntilEndAsync, cancellationToken);

    private async Task<ModbusConnectionEnd> ServeUntilEndAsync(CancellationToken cancellationToken)
    {
        int received;
        while ((received = await stream.ReadAsync(_input.GetFreeMemory(), cancellationToken)) > 0)
        {
            _input.Advance(received);
            if (TakeBuffered().IsMalformed())
            {
                return ModbusConnectionEnd.Malformed;
            }
        }

        return _input.IsEmpty ? ModbusConnectionEnd.PeerClosed : ModbusConnectionEnd.PeerClosedInFrame;
    }

    private ModbusFrameStatus TakeBuffered()
    {
        ModbusFrameStatus status;
        while ((status = _input.TryRead(out ModbusAdu request)) == ModbusFrameStatus.Ok)
        {
            Take(request);
        }

        return status;
    }

    private void Take(in ModbusAdu request)
    {
        byte[] pdu = request.Pdu.ToArray();
        ModbusCallContext call = context with { UnitId = request.UnitId, FunctionCode = pdu[0] };
        if (gateway.DeviceFor(request.UnitId) is { } self)
        {
            Span<byte> response = stackalloc byte[ModbusLimits.MaxPduLength];
            int length = ModbusResponder.Respond(pdu, self, call, response);
            Reply(request.TransactionId, request.UnitId, response[..length]);
        }
        else if (request.UnitId == ModbusSerialLine.BroadcastUnit && gateway.BroadcastsUnitZero)
        {
            gateway.Broadcast(pdu, call);
        }
        else if (gateway.LineOf(request.UnitId) is not { } line)
        {
            Refuse(request.TransactionId, request.UnitId, pdu[0], ModbusExceptionCode.GatewayPathUnavailable);
        }
        else if (_underWay >= gateway.TransactionsPerConnection)
        {
            Refuse(request.TransactionId, request.UnitId, pdu[0], ModbusExceptionCode.ServerDeviceBusy);
        }
        else
        {
            _ = ForwardAsync(line, request.TransactionId, pdu, call);
        }
    }

    private async Task ForwardAsync(ModbusSerialLine line, ushort transactionId, byte[] pdu, ModbusCallContext call)
    {
        _underWay++;
        SerialReply reply = await line.AskAsync(call.UnitId, pdu, call);
        _underWay--;
        switch (reply.Status)
        {
            case SerialReplyStatus.Answered:
                Reply(transactionId, call.UnitId, reply.Pdu.Span);
                break;
            case SerialReplyStatus.Busy:
                Refuse(transactionId, call.UnitId, pdu[0], ModbusExceptionCode.ServerDeviceBusy);
                break;
            default:
                Refuse(transactionId, call.UnitId, pdu[0], ModbusExceptionCode.GatewayTargetFailedToRespond);
                break;
        }
    }

    private void Refuse(ushort transactionId, byte unitId, byte functionCode, ModbusExceptionCode exception)
    {
        Span<byte> pdu = stackalloc byte[2];
        Reply(transactionId, unitId, pdu[..ModbusResponseEncoder.WriteException(pdu, functionCode, exception)]);
    }

    private void Reply(ushort transactionId, byte unitId, ReadOnlySpan<byte> pdu)
    {
        if (!pdu.IsEmpty)
        {
            _lastWrite = WriteAsync(_lastWrite, ModbusFrame.ToAdu(transactionId, unitId, pdu));
        }
    }

    private async Task WriteAsync(Task before, byte[] frame)
    {
        await before;
        try
        {
            await stream.WriteAsync(frame);
        }
        catch (Exception exception) when (ConnectionFailure.Is(exception))
        {
            // The peer has gone; the read loop ends the connection.
        }
    }
}
