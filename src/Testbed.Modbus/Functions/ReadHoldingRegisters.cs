namespace Testbed.Modbus.Functions;

/// <summary>FC 3 (AP 6.3).</summary>
internal sealed class ReadHoldingRegisters() : ReadRegistersFunction(ModbusFunctionCode.ReadHoldingRegisters, ModbusTable.HoldingRegisters)
{
    private protected override ModbusExceptionCode Read(IModbusDevice device, in ModbusCallContext context, ushort address, Span<ushort> values) =>
        device.ReadHoldingRegisters(context, address, values);
}
