namespace Testbed.Modbus.Functions;

/// <summary>FC 4 (AP 6.4).</summary>
internal sealed class ReadInputRegisters() : ReadRegistersFunction(ModbusFunctionCode.ReadInputRegisters, ModbusTable.InputRegisters)
{
    private protected override ModbusExceptionCode Read(IModbusDevice device, in ModbusCallContext context, ushort address, Span<ushort> values) =>
        device.ReadInputRegisters(context, address, values);
}
