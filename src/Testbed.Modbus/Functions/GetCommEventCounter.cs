namespace Testbed.Modbus.Functions;

/// <summary>FC 11 (AP 6.9). The status word is always 0: no program command is ever under way here.</summary>
internal sealed class GetCommEventCounter() : SerialQuery(ModbusFunctionCode.GetCommEventCounter)
{
    private protected override int MinResponse => 5;

    internal override int ResponseLength(ReadOnlySpan<byte> start) => 5;

    private protected override ModbusExceptionCode Serve(
        in ModbusRequest request, IModbusSerialDevice unit, in ModbusCallContext context, Span<byte> response, out int length)
    {
        length = ModbusRequestEncoder.WritePair(response, Code, first: 0, unit.Counters.CompletedEvents);
        return ModbusExceptionCode.None;
    }
}
