namespace Testbed.Modbus.Functions;

/// <summary>Shape common to FC 3 and 4 (AP 6.3, 6.4): big-endian registers.</summary>
internal abstract class ReadRegistersFunction(byte code, ModbusTable table) : ReadFunction(code, table, ModbusLimits.MaxReadRegisters)
{
    internal sealed override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        Span<ushort> values = stackalloc ushort[request.Quantity];
        ModbusExceptionCode exception = Read(device, context, request.Address, values);
        length = exception == ModbusExceptionCode.None ? ModbusResponseEncoder.WriteRegisters(response, Code, values) : 0;
        return exception;
    }

    private protected sealed override int ByteCount(int quantity) => quantity * 2;

    private protected abstract ModbusExceptionCode Read(IModbusDevice device, in ModbusCallContext context, ushort address, Span<ushort> values);
}
