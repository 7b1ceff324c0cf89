using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>
/// One function code: how its request and response are parsed and how a device serves it. Stateless and thread safe. A new code is one sealed
/// subclass in one file, named in <see cref="ModbusFunctions"/>.
/// </summary>
internal abstract class ModbusFunction(byte code, ModbusTable table, bool isWrite)
{
    /// <summary>The length of a PDU cannot be told from its first bytes.</summary>
    internal const int UnknownLength = -1;

    internal byte Code { get; } = code;

    internal ModbusTable Table { get; } = table;

    /// <summary>True when a valid request changes something.</summary>
    internal virtual bool Writes(in ModbusRequest request) => isWrite;

    /// <summary>Parses a PDU that starts with <see cref="Code"/>; see <see cref="ModbusPdu.TryParseRequest"/> for result and order of checks.</summary>
    internal abstract ModbusExceptionCode ParseRequest(ReadOnlySpan<byte> pdu, out ModbusRequest request);

    /// <summary>Parses a normal response that starts with <see cref="Code"/>.</summary>
    internal abstract ModbusResponseStatus ParseResponse(in ModbusRequestKey request, ReadOnlySpan<byte> pdu, out ModbusResponse response);

    /// <summary>What to keep of a request until its response arrives.</summary>
    internal virtual ModbusRequestKey KeyOf(in ModbusRequest request) => new(Code, request.Address, request.Quantity, EchoedValue: 0);

    /// <summary>
    /// Length of a request PDU that starts with these bytes, for framing without a length field: 0 when more are needed to tell,
    /// <see cref="UnknownLength"/> when it cannot be told.
    /// </summary>
    internal abstract int RequestLength(ReadOnlySpan<byte> start);

    /// <summary>As <see cref="RequestLength"/>, for a normal response.</summary>
    internal abstract int ResponseLength(ReadOnlySpan<byte> start);

    /// <summary>Evidence text of a valid request after its function code; starts with a space unless empty.</summary>
    internal abstract void Describe(StringBuilder text, in ModbusRequest request);

    /// <summary>Evidence text of a normal response after its function code; starts with a space.</summary>
    internal virtual void DescribeResponse(StringBuilder text, in ModbusResponse response) =>
        text.Append(response.Data.IsEmpty ? " ok" : " " + Convert.ToHexString(response.Data));

    /// <summary>
    /// Serves a valid request: calls the device and encodes the normal response. On an exception <paramref name="length"/> is 0 and nothing is encoded or
    /// changed; with None and a length of 0 the unit stays silent.
    /// </summary>
    internal abstract ModbusExceptionCode Execute(
        in ModbusRequest request, IModbusDevice device, in ModbusCallContext context, Span<byte> response, out int length);

    private protected static ushort ReadUInt16(ReadOnlySpan<byte> pdu, int offset) => BinaryPrimitives.ReadUInt16BigEndian(pdu[offset..]);

    /// <summary>Total of a PDU whose byte count stands at an offset.</summary>
    private protected static int Counted(ReadOnlySpan<byte> start, int countAt) => start.Length <= countAt ? 0 : countAt + 1 + start[countAt];

    /// <summary>FNV-1a, to compare what was sent with what comes back without keeping it.</summary>
    private protected static uint Digest(ReadOnlySpan<byte> bytes)
    {
        uint hash = 2166136261;
        foreach (byte b in bytes)
        {
            hash = unchecked((hash ^ b) * 16777619);
        }

        return hash;
    }

    private protected static void AppendRange(StringBuilder text, ModbusTable table, int address, int quantity)
    {
        text.Append(CultureInfo.InvariantCulture, $" {ModbusText.Prefix(table)} {address}");
        if (quantity > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"..{address + quantity - 1}");
        }
    }

    private protected static ModbusExceptionCode CheckRange(ushort address, ushort quantity, int maxQuantity)
    {
        if (quantity == 0 || quantity > maxQuantity)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        return address + quantity > ModbusLimits.AddressSpace ? ModbusExceptionCode.IllegalDataAddress : ModbusExceptionCode.None;
    }
}
