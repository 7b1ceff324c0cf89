using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Testbed.Modbus.Functions;

/// <summary>One sub-request of FC 20 or 21: records of a file, first at the front of a span.</summary>
internal readonly record struct FileRange(byte ReferenceType, ushort File, ushort Record, ushort Count)
{
    internal const int Length = 7;

    internal static FileRange Read(ReadOnlySpan<byte> bytes) => new(
        bytes[0], BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]),
        BinaryPrimitives.ReadUInt16BigEndian(bytes[5..]));

    /// <summary>Exception 2 for what AP 6.14 calls wrong: reference type, file number, first record, or a range past the last record.</summary>
    internal ModbusExceptionCode Check() =>
        ReferenceType != ModbusLimits.FileReferenceType || File == 0 || Count == 0 || Record + Count > ModbusLimits.FileRecords
            ? ModbusExceptionCode.IllegalDataAddress
            : ModbusExceptionCode.None;

    internal void Describe(StringBuilder text) => text.Append(
        CultureInfo.InvariantCulture, $" file {File} record {Record}{(Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"..{Record + Count - 1}") : "")}");
}
