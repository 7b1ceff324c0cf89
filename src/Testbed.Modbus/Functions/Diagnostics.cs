using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>
/// FC 8 (AP 6.8) with its sub-functions 0 to 4, 0A to 12 and 14 hex; others are exception 1, data a sub-function does not know exception 3. 04 and a restart
/// out of listen-only mode are not answered.
/// </summary>
internal sealed class Diagnostics() : SerialFunction(ModbusFunctionCode.Diagnostics)
{
    private const ushort ReturnQueryData = 0x00;
    private const ushort RestartCommunications = 0x01;
    private const ushort ReturnDiagnosticRegister = 0x02;
    private const ushort ChangeAsciiDelimiter = 0x03;
    private const ushort ForceListenOnly = 0x04;
    private const ushort ClearCounters = 0x0A;
    private const ushort ClearOverrun = 0x14;
    private const ushort ClearEventLog = 0xFF00;

    internal override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length < 3)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        ushort subFunction = ReadUInt16(pdu, 1);
        if (subFunction is not (<= ForceListenOnly or (>= ClearCounters and <= 0x12) or ClearOverrun))
        {
            return ModbusExceptionCode.IllegalFunction;
        }

        ReadOnlySpan<byte> data = pdu[3..];
        if (data.IsEmpty || data.Length % 2 != 0 || !IsLegalData(subFunction, data))
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        request = new ModbusRequest(this, pdu, subFunction, (ushort)(data.Length / 2), data);
        return ModbusExceptionCode.None;
    }

    internal override bool Writes(in ModbusRequest request) =>
        request.Address is RestartCommunications or ChangeAsciiDelimiter or ForceListenOnly or ClearCounters or ClearOverrun;

    internal override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu.Length != 3 + (2 * request.Quantity))
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        bool isEcho = request.Address is not ReturnDiagnosticRegister and not (> ClearCounters and < ClearOverrun);
        if (ReadUInt16(pdu, 1) != request.Address || (isEcho && Digest(pdu[3..]) != request.EchoedValue))
        {
            return ModbusResponseStatus.EchoMismatch;
        }

        response = new ModbusResponse(pdu, pdu[3..]);
        return ModbusResponseStatus.Ok;
    }

    internal override ModbusRequestKey KeyOf(in ModbusRequest request) => new(Code, request.Address, request.Quantity, Digest(request.Data));

    /// <summary>Only sub-function 0 carries any number of words.</summary>
    internal override int RequestLength(ReadOnlySpan<byte> start) => start.Length < 3 ? 0 : ReadUInt16(start, 1) == ReturnQueryData ? UnknownLength : 5;

    internal override int ResponseLength(ReadOnlySpan<byte> start) => RequestLength(start);

    internal override void Describe(StringBuilder text, in ModbusRequest request) =>
        text.Append(CultureInfo.InvariantCulture, $"/{request.Address} {Convert.ToHexString(request.Data)}");

    private protected override ModbusExceptionCode Serve(
        in ModbusRequest request, IModbusSerialDevice unit, in ModbusCallContext context, Span<byte> response, out int length)
    {
        ModbusSerialCounters counters = unit.Counters;
        bool isSilent = request.Address == ForceListenOnly || (request.Address == RestartCommunications && counters.IsListenOnly);
        switch (request.Address)
        {
            case RestartCommunications:
                counters.Restart(ReadUInt16(request.Data, 0) == ClearEventLog);
                break;
            case ForceListenOnly:
                counters.ListenOnly();
                break;
            case ClearCounters:
                counters.Clear();
                break;
            case ClearOverrun:
                counters.ClearOverruns();
                break;
            default:
                break;
        }

        request.Pdu.CopyTo(response);
        if (Counter(counters, request.Address) is { } value)
        {
            BinaryPrimitives.WriteUInt16BigEndian(response[3..], value);
        }

        length = isSilent ? 0 : request.Pdu.Length;
        return ModbusExceptionCode.None;
    }

    private static ushort? Counter(ModbusSerialCounters counters, ushort subFunction) => subFunction switch
    {
        ReturnDiagnosticRegister => counters.DiagnosticRegister,
        0x0B => counters.BusMessages,
        0x0C => counters.CommunicationErrors,
        0x0D => counters.Exceptions,
        0x0E => counters.ServerMessages,
        0x0F => counters.NoResponses,
        0x10 => counters.NegativeAcknowledgements,
        0x11 => counters.Busy,
        0x12 => counters.CharacterOverruns,
        _ => null,
    };

    private static bool IsLegalData(ushort subFunction, ReadOnlySpan<byte> data) => subFunction switch
    {
        ReturnQueryData => true,
        _ when data.Length != 2 => false,
        RestartCommunications => ReadUInt16(data, 0) is 0 or ClearEventLog,
        ChangeAsciiDelimiter => data[1] == 0,
        _ => ReadUInt16(data, 0) == 0,
    };
}
