using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>FC 22 (AP 6.16): new value = (old AND and-mask) OR (or-mask AND NOT and-mask). Reads and writes the device within one request.</summary>
internal sealed class MaskWriteRegister() : ModbusFunction(ModbusFunctionCode.MaskWriteRegister, ModbusTable.HoldingRegisters, isWrite: true)
{
    private const int FixedLength = 7;

    internal override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length != FixedLength)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        request = new ModbusRequest(this, pdu, ReadUInt16(pdu, 1), quantity: 1, data: default, ReadUInt16(pdu, 3), ReadUInt16(pdu, 5));
        return ModbusExceptionCode.None;
    }

    internal override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu.Length != FixedLength)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        if (ReadUInt16(pdu, 1) != request.Address || BinaryPrimitives.ReadUInt32BigEndian(pdu[3..]) != request.EchoedValue)
        {
            return ModbusResponseStatus.EchoMismatch;
        }

        response = new ModbusResponse(pdu, ModbusExceptionCode.None);
        return ModbusResponseStatus.Ok;
    }

    internal override ModbusRequestKey KeyOf(in ModbusRequest request) => new(Code, request.Address, 1, ((uint)request.Second << 16) | request.Third);

    internal override int RequestLength(ReadOnlySpan<byte> start) => FixedLength;

    internal override int ResponseLength(ReadOnlySpan<byte> start) => FixedLength;

    internal override void Describe(StringBuilder text, in ModbusRequest request)
    {
        AppendRange(text, Table, request.Address, 1);
        text.Append(CultureInfo.InvariantCulture, $" and {request.Second:X4} or {request.Third:X4}");
    }

    internal override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        length = 0;
        Span<ushort> value = stackalloc ushort[1];
        ModbusExceptionCode exception = device.ReadHoldingRegisters(context, request.Address, value);
        if (exception == ModbusExceptionCode.None)
        {
            value[0] = (ushort)((value[0] & request.Second) | (request.Third & ~request.Second & 0xFFFF));
            exception = device.WriteHoldingRegisters(context, request.Address, value);
        }

        if (exception == ModbusExceptionCode.None)
        {
            request.Pdu.CopyTo(response);
            length = FixedLength;
        }

        return exception;
    }
}
