namespace Testbed.Modbus.Functions;

/// <summary>FC 5 (AP 6.5). Any value but 0 and FF00 hex is illegal.</summary>
internal sealed class WriteSingleCoil() : WriteSingleFunction(ModbusFunctionCode.WriteSingleCoil, ModbusTable.Coils)
{
    private protected override bool IsLegalValue(ushort value) => value is 0 or ModbusLimits.CoilOn;

    private protected override ModbusExceptionCode Write(IModbusDevice device, in ModbusCallContext context, in ModbusRequest request)
    {
        ReadOnlySpan<bool> values = [request.Bits[0]];
        return device.WriteCoils(context, request.Address, values);
    }
}
