using Testbed.Modbus.Functions;

namespace Testbed.Modbus;

/// <summary>Answers one request PDU, whatever carried it. Allocates nothing itself; as thread safe as the device.</summary>
public static class ModbusResponder
{
    /// <summary>
    /// Parses <paramref name="requestPdu"/>, lets the device act and writes the normal or exception response. A unit on a serial line counts the request, and
    /// stays silent in its listen-only mode.
    /// </summary>
    /// <param name="requestPdu">1 to 253 bytes as received.</param>
    /// <param name="device">The addressed unit.</param>
    /// <param name="context">Who asks, with the unit id; the function code is filled in here.</param>
    /// <param name="responsePdu">At least 253 bytes, not overlapping the request.</param>
    /// <returns>Bytes written, 2 to 253; 0 when the unit does not answer.</returns>
    public static int Respond(ReadOnlySpan<byte> requestPdu, IModbusDevice device, in ModbusCallContext context, Span<byte> responsePdu)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device is IModbusSerialDevice serial
            ? RespondSerial(requestPdu, serial, context, responsePdu, isBroadcast: false)
            : Answer(requestPdu, device, context, responsePdu, out _);
    }

    /// <summary>Carries out a broadcast: what changes something is done, nothing is answered (Modbus over Serial Line 2.1).</summary>
    /// <param name="requestPdu">1 to 253 bytes as received.</param>
    /// <param name="device">One of the units on the line.</param>
    /// <param name="context">Who asks.</param>
    public static void Broadcast(ReadOnlySpan<byte> requestPdu, IModbusSerialDevice device, in ModbusCallContext context)
    {
        ArgumentNullException.ThrowIfNull(device);
        Span<byte> unsent = stackalloc byte[ModbusLimits.MaxPduLength];
        if (ModbusPdu.TryParseRequest(requestPdu, out ModbusRequest request) == ModbusExceptionCode.None && request.IsWrite)
        {
            RespondSerial(requestPdu, device, context, unsent, isBroadcast: true);
        }
    }

    private static int RespondSerial(
        ReadOnlySpan<byte> requestPdu, IModbusSerialDevice device, in ModbusCallContext context, Span<byte> responsePdu, bool isBroadcast)
    {
        ModbusSerialCounters counters = device.Counters;
        counters.Begin(isBroadcast);
        if (counters.IsListenOnly && !IsRestart(requestPdu))
        {
            counters.End(requestPdu[0], ModbusExceptionCode.None, isAnswered: false);
            return 0;
        }

        int length = Answer(requestPdu, device, context, responsePdu, out ModbusExceptionCode exception);
        counters.End(requestPdu[0], exception, isAnswered: length > 0 && !isBroadcast);
        return isBroadcast ? 0 : length;
    }

    private static bool IsRestart(ReadOnlySpan<byte> pdu) =>
        pdu.Length >= 3 && pdu[0] == ModbusFunctionCode.Diagnostics && pdu[1] == 0 && pdu[2] == 1;

    private static int Answer(
        ReadOnlySpan<byte> requestPdu, IModbusDevice device, in ModbusCallContext context, Span<byte> responsePdu, out ModbusExceptionCode exception)
    {
        ModbusCallContext call = context with { FunctionCode = requestPdu[0] };
        int length = 0;
        exception = device.Admit(call, requestPdu);
        if (exception == ModbusExceptionCode.None)
        {
            exception = ModbusPdu.TryParseRequest(requestPdu, out ModbusRequest request);
            if (exception == ModbusExceptionCode.None)
            {
                exception = request.Function!.Execute(request, device, call, responsePdu, out length);
            }
        }

        return exception == ModbusExceptionCode.None ? length : ModbusResponseEncoder.WriteException(responsePdu, requestPdu[0], exception);
    }
}
