using System.Buffers.Binary;

namespace Testbed.Modbus.Functions;

/// <summary>
/// One function code: how its request and response are parsed and how a device serves it. Stateless and thread safe. A new code is one sealed
/// subclass in one file, named in <see cref="ModbusFunctions"/>.
/// </summary>
internal abstract class ModbusFunction(byte code, ModbusTable table, bool isWrite, bool echoesValue = false)
{
    internal byte Code { get; } = code;

    internal ModbusTable Table { get; } = table;

    internal bool IsWrite { get; } = isWrite;

    /// <summary>True when the normal response repeats the value written instead of a quantity.</summary>
    internal bool EchoesValue { get; } = echoesValue;

    /// <summary>Parses a PDU that starts with <see cref="Code"/>; see <see cref="ModbusPdu.TryParseRequest"/> for result and order of checks.</summary>
    internal abstract ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request);

    /// <summary>Parses a normal response that starts with <see cref="Code"/>.</summary>
    internal abstract ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response);

    /// <summary>
    /// Serves a valid request: calls the device once and encodes the normal response. On an exception <paramref name="length"/> is 0 and nothing is encoded.
    /// </summary>
    internal abstract ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length);

    private protected static ushort ReadUInt16(ReadOnlySpan<byte> pdu, int offset) => BinaryPrimitives.ReadUInt16BigEndian(pdu[offset..]);

    private protected static ModbusExceptionCode CheckRange(ushort address, ushort quantity, int maxQuantity)
    {
        if (quantity == 0 || quantity > maxQuantity)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        return address + quantity > ModbusLimits.AddressSpace ? ModbusExceptionCode.IllegalDataAddress : ModbusExceptionCode.None;
    }
}
