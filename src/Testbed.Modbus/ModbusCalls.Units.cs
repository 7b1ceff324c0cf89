using System.Buffers.Binary;
using System.Text;

namespace Testbed.Modbus;

/// <summary>Answer to FC 11: the status word (FFFF hex while a program command is under way) and the number of completed requests.</summary>
public readonly record struct ModbusEventCounter(ushort Status, ushort Events);

/// <summary>Answer to FC 12: as FC 11, the messages seen on the line, and up to 64 event bytes, newest first (AP 6.10).</summary>
public sealed record ModbusEventLog(ushort Status, ushort Events, ushort Messages, IReadOnlyList<byte> Log);

/// <summary>Records of a file: <paramref name="File"/> 1 to 65535, <paramref name="Record"/> 0 to 9999.</summary>
public readonly record struct ModbusFileRange(ushort File, ushort Record, ushort Count);

/// <content>Calls that concern files or the unit as a whole.</content>
public static partial class ModbusCalls
{
    /// <summary>FC 7 (serial line only): eight status outputs.</summary>
    public static Task<ModbusResult<byte>> ReadExceptionStatusAsync(this IModbusChannel channel, byte unitId) =>
        CallAsync(channel, unitId, [ModbusFunctionCode.ReadExceptionStatus], static (in ModbusResponse response) => response.Data[0]);

    /// <summary>FC 8 (serial line only): a sub-function with one data word; the value is the word that came back.</summary>
    public static Task<ModbusResult<ushort>> DiagnosticsAsync(this IModbusChannel channel, byte unitId, ushort subFunction, ushort data = 0)
    {
        Span<byte> pdu = stackalloc byte[5];
        ModbusRequestEncoder.WritePair(pdu, ModbusFunctionCode.Diagnostics, subFunction, data);
        return CallAsync(channel, unitId, pdu, static (in ModbusResponse response) => BinaryPrimitives.ReadUInt16BigEndian(response.Data));
    }

    /// <summary>FC 11 (serial line only).</summary>
    public static Task<ModbusResult<ModbusEventCounter>> GetCommEventCounterAsync(this IModbusChannel channel, byte unitId) =>
        CallAsync(channel, unitId, [ModbusFunctionCode.GetCommEventCounter], static (in ModbusResponse response) =>
            new ModbusEventCounter(BinaryPrimitives.ReadUInt16BigEndian(response.Data), BinaryPrimitives.ReadUInt16BigEndian(response.Data[2..])));

    /// <summary>FC 12 (serial line only).</summary>
    public static Task<ModbusResult<ModbusEventLog>> GetCommEventLogAsync(this IModbusChannel channel, byte unitId) =>
        CallAsync(channel, unitId, [ModbusFunctionCode.GetCommEventLog], static (in ModbusResponse response) => new ModbusEventLog(
            BinaryPrimitives.ReadUInt16BigEndian(response.Data[1..]), BinaryPrimitives.ReadUInt16BigEndian(response.Data[3..]),
            BinaryPrimitives.ReadUInt16BigEndian(response.Data[5..]), response.Data[7..].ToArray()));

    /// <summary>FC 17 (serial line only): server id, run indicator and further data as the product defines them.</summary>
    public static Task<ModbusResult<byte[]>> ReportServerIdAsync(this IModbusChannel channel, byte unitId) =>
        CallAsync(channel, unitId, [ModbusFunctionCode.ReportServerId], static (in ModbusResponse response) => response.Data[1..].ToArray());

    /// <summary>FC 20: records of one or more files, one array per range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No or more than 35 ranges.</exception>
    public static Task<ModbusResult<ushort[][]>> ReadFileRecordsAsync(this IModbusChannel channel, byte unitId, ReadOnlySpan<ModbusFileRange> ranges)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusRequestEncoder.WriteReadFiles(pdu, ranges);
        return CallAsync(channel, unitId, pdu[..length], static (in ModbusResponse response) =>
        {
            List<ushort[]> groups = [];
            for (ReadOnlySpan<byte> rest = response.Data; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
            {
                groups.Add(new ModbusRegisters(rest.Slice(2, rest[0] - 1)).ToArray());
            }

            return groups.ToArray();
        });
    }

    /// <summary>FC 21: records of a file from <paramref name="record"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1..122 values.</exception>
    public static Task<ModbusResult> WriteFileRecordsAsync(
        this IModbusChannel channel, byte unitId, ushort file, ushort record, ReadOnlySpan<ushort> values)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        return WriteAsync(channel, unitId, pdu[..ModbusRequestEncoder.WriteFile(pdu, file, record, values)]);
    }

    /// <summary>FC 43/14: all objects of a category (1 basic, 2 regular, 3 extended), asked for until no more follow.</summary>
    public static async Task<ModbusResult<IReadOnlyDictionary<byte, string>>> ReadDeviceIdentificationAsync(
        this IModbusChannel channel, byte unitId, byte category = 3)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var objects = new SortedDictionary<byte, string>();
        byte next = 0;
        while (true)
        {
            byte[] pdu = [ModbusFunctionCode.EncapsulatedInterface, ModbusLimits.DeviceIdentificationMei, category, next];
            ModbusResult<byte[]> answer = await CallAsync(channel, unitId, pdu, static (in ModbusResponse response) => response.Data.ToArray());
            if (!answer.IsOk)
            {
                return new ModbusResult<IReadOnlyDictionary<byte, string>>(answer.Status, null, answer.Exception);
            }

            TakeObjects(answer.Value, objects);
            (bool more, byte following) = (answer.Value[1] == 0xFF, answer.Value[2]);
            if (!more || following <= next)
            {
                return new ModbusResult<IReadOnlyDictionary<byte, string>>(more ? ModbusStatus.Malformed : ModbusStatus.Ok, objects);
            }

            next = following;
        }
    }

    // Conformity level, more follows, next object, number of objects, objects.
    private static void TakeObjects(ReadOnlySpan<byte> data, SortedDictionary<byte, string> objects)
    {
        for (ReadOnlySpan<byte> rest = data[4..]; !rest.IsEmpty; rest = rest[(2 + rest[1])..])
        {
            objects[rest[0]] = Encoding.ASCII.GetString(rest.Slice(2, rest[1]));
        }
    }
}
