using Testbed.Modbus.Functions;

namespace Testbed.Modbus;

/// <summary>Answers one request PDU, whatever carried it. Allocates nothing itself; as thread safe as the device.</summary>
public static class ModbusResponder
{
    /// <summary>
    /// Parses <paramref name="requestPdu"/>, calls the device at most once and writes the normal or exception response.
    /// </summary>
    /// <param name="requestPdu">1 to 253 bytes as received.</param>
    /// <param name="device">The addressed unit.</param>
    /// <param name="context">Who asks, with the unit id; the function code is filled in here.</param>
    /// <param name="responsePdu">At least 253 bytes, not overlapping the request.</param>
    /// <returns>Bytes written, 2 to 253.</returns>
    public static int Respond(ReadOnlySpan<byte> requestPdu, IModbusDevice device, in ModbusCallContext context, Span<byte> responsePdu)
    {
        ArgumentNullException.ThrowIfNull(device);
        ModbusExceptionCode exception = ModbusPdu.TryParseRequest(requestPdu, out ModbusRequest request);
        int length = 0;
        if (exception == ModbusExceptionCode.None)
        {
            exception = request.Function!.Execute(request, device, context with { FunctionCode = request.FunctionCode }, responsePdu, out length);
        }

        return exception == ModbusExceptionCode.None ? length : ModbusResponseEncoder.WriteException(responsePdu, request.FunctionCode, exception);
    }
}
