using System.Buffers.Binary;

namespace Testbed.Modbus.Functions;

/// <summary>FC 12 (AP 6.10): status, event count, message count and up to 64 events, newest first.</summary>
internal sealed class GetCommEventLog() : SerialQuery(ModbusFunctionCode.GetCommEventLog)
{
    private const int FixedCount = 6;

    private protected override int MinResponse => 2 + FixedCount;

    internal override int ResponseLength(ReadOnlySpan<byte> start) => Counted(start, 1);

    private protected override ModbusExceptionCode Serve(
        in ModbusRequest request, IModbusSerialDevice unit, in ModbusCallContext context, Span<byte> response, out int length)
    {
        int events = unit.Counters.CopyEvents(response[(2 + FixedCount)..]);
        response[0] = Code;
        response[1] = (byte)(FixedCount + events);
        BinaryPrimitives.WriteUInt16BigEndian(response[2..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(response[4..], unit.Counters.CompletedEvents);
        BinaryPrimitives.WriteUInt16BigEndian(response[6..], unit.Counters.BusMessages);
        length = 2 + FixedCount + events;
        return ModbusExceptionCode.None;
    }
}
