using System.Buffers.Binary;
using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>FC 24 (AP 6.18): the queue behind a pointer register; it is not emptied.</summary>
internal sealed class ReadFifoQueue() : ModbusFunction(ModbusFunctionCode.ReadFifoQueue, ModbusTable.HoldingRegisters, isWrite: false)
{
    private const int HeaderLength = 5;

    internal override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length != 3)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        request = new ModbusRequest(this, pdu, ReadUInt16(pdu, 1), quantity: 1);
        return ModbusExceptionCode.None;
    }

    internal override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu.Length < HeaderLength || ReadUInt16(pdu, 1) != pdu.Length - 3)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        int count = ReadUInt16(pdu, 3);
        if (count > ModbusLimits.MaxFifoCount || pdu.Length != HeaderLength + (2 * count))
        {
            return ModbusResponseStatus.ByteCountMismatch;
        }

        response = new ModbusResponse(pdu, Table, count, pdu[HeaderLength..]);
        return ModbusResponseStatus.Ok;
    }

    internal override int RequestLength(ReadOnlySpan<byte> start) => 3;

    internal override int ResponseLength(ReadOnlySpan<byte> start) => start.Length < 3 ? 0 : 3 + ReadUInt16(start, 1);

    internal override void Describe(StringBuilder text, in ModbusRequest request) => AppendRange(text, Table, request.Address, 1);

    internal override void DescribeResponse(StringBuilder text, in ModbusResponse response) => ModbusText.AppendList(text, response.Registers, default);

    internal override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        length = 0;
        Span<ushort> values = stackalloc ushort[ModbusLimits.MaxFifoCount];
        ModbusExceptionCode exception = device.ReadFifoQueue(context, request.Address, values, out int count);
        if (exception != ModbusExceptionCode.None)
        {
            return exception;
        }

        if (count > ModbusLimits.MaxFifoCount)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        response[0] = Code;
        BinaryPrimitives.WriteUInt16BigEndian(response[1..], (ushort)(2 + (2 * count)));
        BinaryPrimitives.WriteUInt16BigEndian(response[3..], (ushort)count);
        ModbusRegisters.Write(values[..count], response.Slice(HeaderLength, 2 * count));
        length = HeaderLength + (2 * count);
        return ModbusExceptionCode.None;
    }
}
