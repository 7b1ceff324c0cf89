namespace Testbed.Modbus.Functions;

/// <summary>FC 2 (AP 6.2).</summary>
internal sealed class ReadDiscreteInputs() : ReadBitsFunction(ModbusFunctionCode.ReadDiscreteInputs, ModbusTable.DiscreteInputs)
{
    private protected override ModbusExceptionCode Read(IModbusDevice device, in ModbusCallContext context, ushort address, Span<bool> values) =>
        device.ReadDiscreteInputs(context, address, values);
}
