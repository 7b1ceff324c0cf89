namespace Testbed.Modbus.Functions;

/// <summary>FC 16 (AP 6.12).</summary>
internal sealed class WriteMultipleRegisters()
    : WriteMultipleFunction(ModbusFunctionCode.WriteMultipleRegisters, ModbusTable.HoldingRegisters, ModbusLimits.MaxWriteRegisters)
{
    private protected override int ByteCount(int quantity) => quantity * 2;

    private protected override ModbusExceptionCode Write(IModbusDevice device, in ModbusCallContext context, in ModbusRequest request)
    {
        Span<ushort> values = stackalloc ushort[request.Quantity];
        request.Registers.CopyTo(values);
        return device.WriteHoldingRegisters(context, request.Address, values);
    }
}
