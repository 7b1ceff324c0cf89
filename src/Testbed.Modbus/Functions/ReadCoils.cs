namespace Testbed.Modbus.Functions;

/// <summary>FC 1 (AP 6.1).</summary>
internal sealed class ReadCoils() : ReadBitsFunction(ModbusFunctionCode.ReadCoils, ModbusTable.Coils)
{
    private protected override ModbusExceptionCode Read(IModbusDevice device, in ModbusCallContext context, ushort address, Span<bool> values) =>
        device.ReadCoils(context, address, values);
}
