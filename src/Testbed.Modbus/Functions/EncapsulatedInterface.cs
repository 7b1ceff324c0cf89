using System.Globalization;
using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>
/// FC 43 with MEI type 14, read device identification (AP 6.21); other MEI types are exception 1. A stream read starts at the object asked for, or at the first
/// when there is no such object, and goes on as far as a response holds; an individual read of an object that is not there is exception 2.
/// </summary>
internal sealed class EncapsulatedInterface() : ModbusFunction(ModbusFunctionCode.EncapsulatedInterface, ModbusTable.None, isWrite: false)
{
    private const int HeaderLength = 7;
    private const byte Individual = 4;

    internal override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length < 2)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        if (pdu[1] != ModbusLimits.DeviceIdentificationMei)
        {
            return ModbusExceptionCode.IllegalFunction;
        }

        if (pdu.Length != 4 || pdu[2] is < 1 or > Individual)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        request = new ModbusRequest(this, pdu, ReadUInt16(pdu, 2), quantity: 0, pdu[2..]);
        return ModbusExceptionCode.None;
    }

    internal override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        int length = ResponseLength(pdu);
        if (pdu.Length < HeaderLength || length != pdu.Length)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        if (pdu[1] != ModbusLimits.DeviceIdentificationMei || pdu[2] != request.Address >> 8)
        {
            return ModbusResponseStatus.EchoMismatch;
        }

        response = new ModbusResponse(pdu, pdu[3..]);
        return ModbusResponseStatus.Ok;
    }

    internal override int RequestLength(ReadOnlySpan<byte> start) =>
        start.Length < 2 ? 0 : start[1] == ModbusLimits.DeviceIdentificationMei ? 4 : UnknownLength;

    internal override int ResponseLength(ReadOnlySpan<byte> start)
    {
        if (start.Length < HeaderLength)
        {
            return 0;
        }

        int length = HeaderLength;
        for (int left = start[6]; left > 0; left--)
        {
            if (start.Length < length + 2)
            {
                return 0;
            }

            length += 2 + start[length + 1];
        }

        return length;
    }

    internal override void Describe(StringBuilder text, in ModbusRequest request) =>
        text.Append(CultureInfo.InvariantCulture, $"/14 code {request.Data[0]} object {request.Data[1]}");

    internal override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        length = 0;
        (byte code, byte wanted) = (request.Data[0], request.Data[1]);
        if (device.Identify(context) is not { } identification)
        {
            return ModbusExceptionCode.IllegalFunction;
        }

        ReadOnlySpan<(byte Id, byte[] Value)> objects = Choose(identification.Objects, code, wanted);
        if (objects.IsEmpty)
        {
            return ModbusExceptionCode.IllegalDataAddress;
        }

        length = HeaderLength;
        int count = 0;
        while (count < objects.Length && length + 2 + objects[count].Value.Length <= ModbusLimits.MaxPduLength)
        {
            (byte id, byte[] value) = objects[count++];
            response[length] = id;
            response[length + 1] = (byte)value.Length;
            value.CopyTo(response[(length + 2)..]);
            length += 2 + value.Length;
        }

        bool more = count < objects.Length;
        ReadOnlySpan<byte> header =
        [
            Code, ModbusLimits.DeviceIdentificationMei, code, (byte)(0x80 | identification.Category),
            more ? (byte)0xFF : (byte)0, more ? objects[count].Id : (byte)0, (byte)count,
        ];
        header.CopyTo(response);
        return ModbusExceptionCode.None;
    }

    private static ReadOnlySpan<(byte Id, byte[] Value)> Choose(ReadOnlySpan<(byte Id, byte[] Value)> objects, byte code, byte wanted)
    {
        int first = 0;
        while (first < objects.Length && objects[first].Id != wanted)
        {
            first++;
        }

        if (code == Individual)
        {
            return first < objects.Length ? objects.Slice(first, 1) : default;
        }

        int end = 0;
        int limit = code switch { 1 => 3, 2 => 128, _ => 256 };
        while (end < objects.Length && objects[end].Id < limit)
        {
            end++;
        }

        return objects[(first < end ? first : 0)..end];
    }
}
