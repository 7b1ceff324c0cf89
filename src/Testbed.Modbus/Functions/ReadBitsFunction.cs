namespace Testbed.Modbus.Functions;

/// <summary>Shape common to FC 1 and 2 (AP 6.1, 6.2): packed bits.</summary>
internal abstract class ReadBitsFunction(byte code, ModbusTable table) : ReadFunction(code, table, ModbusLimits.MaxReadBits)
{
    internal sealed override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        Span<bool> values = stackalloc bool[request.Quantity];
        ModbusExceptionCode exception = Read(device, context, request.Address, values);
        length = exception == ModbusExceptionCode.None ? ModbusResponseEncoder.WriteBits(response, Code, values) : 0;
        return exception;
    }

    private protected sealed override int ByteCount(int quantity) => ModbusBits.PackedLength(quantity);

    private protected abstract ModbusExceptionCode Read(IModbusDevice device, in ModbusCallContext context, ushort address, Span<bool> values);
}
