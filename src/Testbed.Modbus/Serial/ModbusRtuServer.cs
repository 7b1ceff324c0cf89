namespace Testbed.Modbus;

/// <summary>
/// RTU frames with CRC over a stream, as serial device servers carry them through TCP. A damaged frame and a unit that is not here are not answered; after damage
/// everything received so far is dropped, and so is a part of a frame that was left lying for <see cref="FrameGap"/>. Immutable; units are called on the threads of the
/// connections.
/// </summary>
public sealed class ModbusRtuServer(TimeProvider time, IReadOnlyDictionary<byte, ModbusSerialUnit> units)
{
    /// <summary>How long a frame may stand still between two of its bytes.</summary>
    public TimeSpan FrameGap { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Serves one connection until it ends, then disposes <paramref name="stream"/>. Nothing a peer does makes it throw.</summary>
    public Task<ModbusConnectionEnd> ServeAsync(Stream stream, ModbusCallContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ConnectionFailure.GuardAsync(stream, token => ServeUntilEndAsync(stream, context, token), cancellationToken);
    }

    private async Task<ModbusConnectionEnd> ServeUntilEndAsync(Stream stream, ModbusCallContext context, CancellationToken cancellationToken)
    {
        byte[] input = new byte[2 * ModbusLimits.MaxRtuLength];
        byte[] output = new byte[ModbusLimits.MaxRtuLength];
        int used = 0;
        long lastByte = time.GetTimestamp();
        int received;
        while ((received = await stream.ReadAsync(input.AsMemory(used), cancellationToken)) > 0)
        {
            if (used > 0 && time.GetElapsedTime(lastByte) > FrameGap)
            {
                input.AsSpan(used, received).CopyTo(input);
                used = 0;
            }

            lastByte = time.GetTimestamp();
            used += received;
            int start = 0;
            while (TryServe(input.AsSpan(start, used - start), output, context, out int consumed, out int length))
            {
                start += consumed;
                if (length > 0)
                {
                    await stream.WriteAsync(output.AsMemory(0, length), cancellationToken);
                }
            }

            input.AsSpan(start, used - start).CopyTo(input);
            used -= start;
        }

        return used == 0 ? ModbusConnectionEnd.PeerClosed : ModbusConnectionEnd.PeerClosedInFrame;
    }

    /// <summary>Serves the frame at the start; false when it is not whole yet. A damaged one consumes everything.</summary>
    private bool TryServe(ReadOnlySpan<byte> received, Span<byte> output, ModbusCallContext context, out int consumed, out int length)
    {
        length = 0;
        ModbusRtuStatus status = ModbusRtuFrame.TryReadRequest(received, out byte unitId, out ReadOnlySpan<byte> pdu, out consumed);
        if (status == ModbusRtuStatus.NeedMore)
        {
            return false;
        }

        foreach (ModbusSerialUnit unit in units.Values)
        {
            unit.Counters.NoteFrame(status == ModbusRtuStatus.Ok);
        }

        if (status == ModbusRtuStatus.Damaged)
        {
            consumed = received.Length;
        }
        else if (unitId == ModbusSerialLine.BroadcastUnit)
        {
            foreach ((byte id, ModbusSerialUnit unit) in units)
            {
                ModbusResponder.Broadcast(pdu, unit, context with { UnitId = id });
            }
        }
        else if (units.TryGetValue(unitId, out ModbusSerialUnit? unit))
        {
            Span<byte> response = stackalloc byte[ModbusLimits.MaxPduLength];
            int answer = ModbusResponder.Respond(pdu, unit, context with { UnitId = unitId, FunctionCode = pdu[0] }, response);
            length = answer == 0 ? 0 : ModbusRtuFrame.Write(output, unitId, response[..answer]);
        }

        return true;
    }
}
