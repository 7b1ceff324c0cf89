using Testbed.Modbus.Functions;

namespace Testbed.Modbus;

/// <summary>PDU parsing (AP 6, 7). Pure and thread safe; bytes of a peer never make it throw.</summary>
public static class ModbusPdu
{
    /// <summary>True when requests of this function code are parsed and served here.</summary>
    public static bool IsSupported(byte functionCode) => ModbusFunctions.Find(functionCode) is not null;

    /// <summary>
    /// Parses a request. Returns None, or the exception code a server has to answer: 1 for an unknown function code (0 and 128 to 255 among them),
    /// 3 for a wrong length, byte count, quantity or coil value, then 2 for a range that leaves the address space. The order is AP 6's: value before address.
    /// </summary>
    public static ModbusExceptionCode TryParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        ModbusFunction? function = pdu.IsEmpty ? null : ModbusFunctions.Find(pdu[0]);
        if (function is null)
        {
            request = new ModbusRequest(pdu);
            return ModbusExceptionCode.IllegalFunction;
        }

        ModbusExceptionCode exception = function.ParseRequest(pdu, out request);
        if (exception != ModbusExceptionCode.None)
        {
            request = new ModbusRequest(pdu);
        }

        return exception;
    }

    /// <summary>
    /// Parses a response to <paramref name="request"/> and checks that it belongs to it: function code, byte count for the quantity, echo of a write.
    /// An exception response is accepted for any request, also one whose function is unknown here.
    /// </summary>
    public static ModbusResponseStatus TryParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu.IsEmpty)
        {
            return ModbusResponseStatus.Empty;
        }

        if (pdu[0] >= ModbusLimits.ExceptionFlag)
        {
            return ParseException(request, pdu, out response);
        }

        if (pdu[0] != request.FunctionCode || ModbusFunctions.Find(request.FunctionCode) is not { } function)
        {
            return ModbusResponseStatus.FunctionMismatch;
        }

        ModbusResponseStatus status = function.ParseResponse(request, pdu, out response);
        if (status != ModbusResponseStatus.Ok)
        {
            response = default;
        }

        return status;
    }

    private static ModbusResponseStatus ParseException(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu[0] != (request.FunctionCode | ModbusLimits.ExceptionFlag))
        {
            return ModbusResponseStatus.FunctionMismatch;
        }

        if (pdu.Length != 2)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        if (pdu[1] == 0)
        {
            return ModbusResponseStatus.ExceptionCodeZero;
        }

        response = new ModbusResponse(pdu, (ModbusExceptionCode)pdu[1]);
        return ModbusResponseStatus.Ok;
    }
}
