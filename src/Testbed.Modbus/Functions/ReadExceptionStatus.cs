namespace Testbed.Modbus.Functions;

/// <summary>FC 7 (AP 6.7).</summary>
internal sealed class ReadExceptionStatus() : SerialQuery(ModbusFunctionCode.ReadExceptionStatus)
{
    private protected override int MinResponse => 2;

    internal override int ResponseLength(ReadOnlySpan<byte> start) => 2;

    private protected override ModbusExceptionCode Serve(
        in ModbusRequest request, IModbusSerialDevice unit, in ModbusCallContext context, Span<byte> response, out int length)
    {
        ModbusExceptionCode exception = unit.ReadExceptionStatus(context, out byte status);
        (response[0], response[1]) = (Code, status);
        length = exception == ModbusExceptionCode.None ? 2 : 0;
        return exception;
    }
}
