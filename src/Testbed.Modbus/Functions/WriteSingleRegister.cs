namespace Testbed.Modbus.Functions;

/// <summary>FC 6 (AP 6.6).</summary>
internal sealed class WriteSingleRegister() : WriteSingleFunction(ModbusFunctionCode.WriteSingleRegister, ModbusTable.HoldingRegisters)
{
    private protected override bool IsLegalValue(ushort value) => true;

    private protected override ModbusExceptionCode Write(IModbusDevice device, in ModbusCallContext context, in ModbusRequest request)
    {
        ReadOnlySpan<ushort> values = [request.Registers[0]];
        return device.WriteHoldingRegisters(context, request.Address, values);
    }
}
