namespace Testbed.Modbus.Functions;

/// <summary>FC 17 (AP 6.13).</summary>
internal sealed class ReportServerId() : SerialQuery(ModbusFunctionCode.ReportServerId)
{
    private protected override int MinResponse => 4;

    internal override int ResponseLength(ReadOnlySpan<byte> start) => Counted(start, 1);

    private protected override ModbusExceptionCode Serve(
        in ModbusRequest request, IModbusSerialDevice unit, in ModbusCallContext context, Span<byte> response, out int length)
    {
        int count = unit.ReportServerId(context, response.Slice(2, ModbusLimits.MaxPduLength - 2));
        (response[0], response[1]) = (Code, (byte)count);
        length = 2 + count;
        return ModbusExceptionCode.None;
    }
}
