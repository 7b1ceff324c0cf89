namespace Testbed.Modbus.Functions;

/// <summary>Request common to FC 5 and 6 (AP 6.5, 6.6): address and one value.</summary>
internal abstract class WriteSingleFunction(byte code, ModbusTable table) : WriteFunction(code, table, echoesValue: true)
{
    private const int FixedLength = 5;

    internal sealed override ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length != FixedLength || !IsLegalValue(ReadUInt16(pdu, 3)))
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        request = new ModbusRequest(this, pdu, ReadUInt16(pdu, 1), quantity: 1, pdu[3..]);
        return ModbusExceptionCode.None;
    }

    internal sealed override int RequestLength(ReadOnlySpan<byte> start) => FixedLength;

    private protected abstract bool IsLegalValue(ushort value);
}
