using System.Globalization;
using System.Text;
using Testbed.Modbus.Functions;

namespace Testbed.Modbus;

/// <summary>
/// Evidence text of PDUs: culture invariant, every byte of the peer accounted for, addresses 0-based as on the wire. Pure and thread safe; not for hot paths.
/// Requests: <c>unit 1 FC 3 HR 0..9</c>, <c>unit 1 FC 6 HR 100 = 860</c>, <c>unit 1 FC 16 HR 1..2 = [10,258]</c>, <c>unit 1 FC 5 CO 3 = 1</c>;
/// <c>unit 1 FC 22 HR 4 and 00F2 or 0025</c>, <c>unit 1 FC 23 HR 14..16 = [255,255,255] read HR 3..8</c>, <c>unit 1 FC 20 file 4 record 1..2</c>,
/// <c>unit 1 FC 100 write Main.x := 3</c> (of the engineering service never passwords, sessions and contents, nor the bytes of what does not fit),
/// <c>unit 1 FC 8/0 A537</c>, <c>unit 1 FC 43/14 code 1 object 0</c>; one that would get an exception: <c>unit 1 FC 3 refused 03 PDU 030000007E</c>. Responses: <c>FC 6 ok</c>, <c>FC 3 [1,2,3]</c>,
/// <c>exception 02 illegal data address</c>; one that does not fit: <c>FC 3 EchoMismatch PDU ...</c>.
/// </summary>
public static class ModbusText
{
    /// <summary>A request PDU as sent to a unit; parses it.</summary>
    public static string Request(byte unitId, ReadOnlySpan<byte> pdu)
    {
        ModbusExceptionCode exception = ModbusPdu.TryParseRequest(pdu, out ModbusRequest request);
        string text = exception == ModbusExceptionCode.None ? Request(request) : Refused(request, exception);
        return string.Create(CultureInfo.InvariantCulture, $"unit {unitId} {text}");
    }

    /// <summary>A parsed request, with its unit.</summary>
    public static string Request(byte unitId, in ModbusRequest request) =>
        string.Create(CultureInfo.InvariantCulture, $"unit {unitId} ") + Request(request);

    /// <summary>A parsed request, without its unit.</summary>
    public static string Request(in ModbusRequest request)
    {
        if (!request.IsValid)
        {
            return Refused(request, ModbusPdu.TryParseRequest(request.Pdu, out _));
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"FC {request.FunctionCode}");
        request.Function!.Describe(text, request);
        return text.ToString();
    }

    /// <summary>A response PDU; parses it against its request.</summary>
    public static string Response(in ModbusRequestKey request, ReadOnlySpan<byte> pdu)
    {
        ModbusResponseStatus status = ModbusPdu.TryParseResponse(request, pdu, out ModbusResponse response);
        return status == ModbusResponseStatus.Ok
            ? Response(response)
            : string.Create(CultureInfo.InvariantCulture, $"FC {request.FunctionCode} {status} PDU {Bytes(request.FunctionCode, pdu)}");
    }

    /// <summary>A parsed response.</summary>
    public static string Response(in ModbusResponse response)
    {
        if (response.IsException)
        {
            return response.Exception.Describe();
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"FC {response.FunctionCode}");
        if (ModbusFunctions.Find(response.FunctionCode) is { } function)
        {
            function.DescribeResponse(text, response);
        }

        return text.ToString();
    }

    internal static void AppendList(StringBuilder text, ModbusRegisters registers, ModbusBits bits)
    {
        text.Append(" [");
        AppendValues(text, registers, bits);
        text.Append(']');
    }

    private static string Refused(in ModbusRequest request, ModbusExceptionCode exception) =>
        string.Create(CultureInfo.InvariantCulture, $"FC {request.FunctionCode} refused {(byte)exception:X2} PDU {Bytes(request.FunctionCode, request.Pdu)}");

    // A damaged log-on still holds a password, and an answer a session.
    private static string Bytes(byte functionCode, ReadOnlySpan<byte> pdu) => functionCode != ModbusFunctionCode.Engineering
        ? Convert.ToHexString(pdu)
        : string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexString(pdu[..Math.Min(2, pdu.Length)])} and {Math.Max(0, pdu.Length - 2)} bytes");

    internal static void AppendValues(StringBuilder text, ModbusRegisters registers, ModbusBits bits)
    {
        for (int i = 0; i < registers.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}{registers[i]}");
        }

        for (int i = 0; i < bits.Count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(bits[i] ? '1' : '0');
        }
    }

    internal static string Prefix(ModbusTable table) => table switch
    {
        ModbusTable.Coils => "CO",
        ModbusTable.DiscreteInputs => "DI",
        ModbusTable.InputRegisters => "IR",
        ModbusTable.HoldingRegisters => "HR",
        _ => "?",
    };
}
