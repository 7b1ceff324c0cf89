using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>Shape common to FC 1 to 4 (AP 6.1 to 6.4): address and quantity out, byte count and data back.</summary>
internal abstract class ReadFunction(byte code, ModbusTable table, int maxQuantity) : ModbusFunction(code, table, isWrite: false)
{
    private const int FixedLength = 5;

    internal sealed override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length != FixedLength)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        ushort address = ReadUInt16(pdu, 1);
        ushort quantity = ReadUInt16(pdu, 3);
        ModbusExceptionCode exception = CheckRange(address, quantity, maxQuantity);
        if (exception == ModbusExceptionCode.None)
        {
            request = new ModbusRequest(this, pdu, address, quantity);
        }

        return exception;
    }

    internal sealed override ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response)
    {
        response = default;
        if (pdu.Length < 2 || pdu[1] != pdu.Length - 2)
        {
            return ModbusResponseStatus.LengthMismatch;
        }

        if (pdu[1] != ByteCount(request.Quantity))
        {
            return ModbusResponseStatus.ByteCountMismatch;
        }

        response = new ModbusResponse(pdu, Table, request.Quantity, pdu[2..]);
        return ModbusResponseStatus.Ok;
    }

    internal sealed override int RequestLength(ReadOnlySpan<byte> start) => FixedLength;

    internal sealed override int ResponseLength(ReadOnlySpan<byte> start) => Counted(start, 1);

    internal sealed override void Describe(StringBuilder text, in ModbusRequest request) => AppendRange(text, Table, request.Address, request.Quantity);

    internal sealed override void DescribeResponse(StringBuilder text, in ModbusResponse response) => ModbusText.AppendList(text, response.Registers, response.Bits);

    private protected abstract int ByteCount(int quantity);
}
