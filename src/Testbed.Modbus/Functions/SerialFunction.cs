namespace Testbed.Modbus.Functions;

/// <summary>A function code for units on serial lines; any other unit answers exception 1 (AP 5.1, 6.7 to 6.10, 6.13).</summary>
internal abstract class SerialFunction(byte code) : ModbusFunction(code, ModbusTable.None, isWrite: false)
{
    internal sealed override ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length)
    {
        length = 0;
        return device is IModbusSerialDevice serial ? Serve(request, serial, context, response, out length) : ModbusExceptionCode.IllegalFunction;
    }

    private protected abstract ModbusExceptionCode Serve(
        in ModbusRequest request, IModbusSerialDevice unit, in ModbusCallContext context, Span<byte> response, out int length);
}
