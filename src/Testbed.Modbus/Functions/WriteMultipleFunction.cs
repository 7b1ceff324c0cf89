namespace Testbed.Modbus.Functions;

/// <summary>Request common to FC 15 and 16 (AP 6.11, 6.12): address, quantity, byte count, data.</summary>
internal abstract class WriteMultipleFunction(byte code, ModbusTable table, int maxQuantity) : WriteFunction(code, table, echoesValue: false)
{
    private const int FixedLength = 6;

    internal sealed override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length < FixedLength)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        ushort address = ReadUInt16(pdu, 1);
        ushort quantity = ReadUInt16(pdu, 3);
        if (pdu[5] != pdu.Length - FixedLength || pdu[5] != ByteCount(quantity))
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        ModbusExceptionCode exception = CheckRange(address, quantity, maxQuantity);
        if (exception == ModbusExceptionCode.None)
        {
            request = new ModbusRequest(this, pdu, address, quantity, pdu[FixedLength..]);
        }

        return exception;
    }

    internal sealed override int RequestLength(ReadOnlySpan<byte> start) => Counted(start, FixedLength - 1);

    private protected abstract int ByteCount(int quantity);
}
