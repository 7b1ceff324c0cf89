namespace Testbed.Modbus.Functions;

/// <summary>FC 15 (AP 6.11).</summary>
internal sealed class WriteMultipleCoils()
    : WriteMultipleFunction(ModbusFunctionCode.WriteMultipleCoils, ModbusTable.Coils, ModbusLimits.MaxWriteBits)
{
    private protected override int ByteCount(int quantity) => ModbusBits.PackedLength(quantity);

    private protected override ModbusExceptionCode Write(IModbusDevice device, in ModbusCallContext context, in ModbusRequest request)
    {
        Span<bool> values = stackalloc bool[request.Quantity];
        request.Bits.CopyTo(values);
        return device.WriteCoils(context, request.Address, values);
    }
}
