using System.Buffers.Binary;

namespace Testbed.Modbus;

/// <summary>
/// Encodes legal request PDUs (AP 6) into the caller's span and returns the bytes written. Pure and thread safe. A quantity outside its limits throws
/// <see cref="ArgumentOutOfRangeException"/>: whoever wants an illegal request writes its bytes.
/// </summary>
public static class ModbusRequestEncoder
{
    /// <summary>FC 1, 2, 3 or 4: five bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a read code, or a quantity outside 1..2000 (bits) or 1..125 (registers).</exception>
    public static int WriteRead(Span<byte> destination, byte functionCode, ushort address, int quantity)
    {
        int max = functionCode switch
        {
            ModbusFunctionCode.ReadCoils or ModbusFunctionCode.ReadDiscreteInputs => ModbusLimits.MaxReadBits,
            ModbusFunctionCode.ReadHoldingRegisters or ModbusFunctionCode.ReadInputRegisters => ModbusLimits.MaxReadRegisters,
            _ => throw new ArgumentOutOfRangeException(nameof(functionCode), functionCode, "not a read function code"),
        };
        RequireQuantity(quantity, max);
        return WritePair(destination, functionCode, address, (ushort)quantity);
    }

    /// <summary>FC 5: five bytes.</summary>
    public static int WriteSingleCoil(Span<byte> destination, ushort address, bool value) =>
        WritePair(destination, ModbusFunctionCode.WriteSingleCoil, address, value ? ModbusLimits.CoilOn : (ushort)0);

    /// <summary>FC 6: five bytes.</summary>
    public static int WriteSingleRegister(Span<byte> destination, ushort address, ushort value) =>
        WritePair(destination, ModbusFunctionCode.WriteSingleRegister, address, value);

    /// <summary>FC 15: six bytes and the packed coils.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1..1968 values.</exception>
    public static int WriteMultipleCoils(Span<byte> destination, ushort address, ReadOnlySpan<bool> values)
    {
        RequireQuantity(values.Length, ModbusLimits.MaxWriteBits);
        int byteCount = ModbusBits.PackedLength(values.Length);
        WritePair(destination, ModbusFunctionCode.WriteMultipleCoils, address, (ushort)values.Length);
        destination[5] = (byte)byteCount;
        ModbusBits.Write(values, destination.Slice(6, byteCount));
        return 6 + byteCount;
    }

    /// <summary>FC 16: six bytes and the registers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1..123 values.</exception>
    public static int WriteMultipleRegisters(Span<byte> destination, ushort address, ReadOnlySpan<ushort> values)
    {
        RequireQuantity(values.Length, ModbusLimits.MaxWriteRegisters);
        int byteCount = values.Length * 2;
        WritePair(destination, ModbusFunctionCode.WriteMultipleRegisters, address, (ushort)values.Length);
        destination[5] = (byte)byteCount;
        ModbusRegisters.Write(values, destination.Slice(6, byteCount));
        return 6 + byteCount;
    }

    /// <summary>FC 22: seven bytes.</summary>
    public static int WriteMask(Span<byte> destination, ushort address, ushort andMask, ushort orMask)
    {
        WritePair(destination, ModbusFunctionCode.MaskWriteRegister, address, andMask);
        BinaryPrimitives.WriteUInt16BigEndian(destination[5..], orMask);
        return 7;
    }

    /// <summary>FC 23: ten bytes and the registers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1..125 to read, or not 1..121 to write.</exception>
    public static int WriteReadWrite(Span<byte> destination, ushort readAddress, int readQuantity, ushort writeAddress, ReadOnlySpan<ushort> values)
    {
        RequireQuantity(readQuantity, ModbusLimits.MaxReadRegisters);
        RequireQuantity(values.Length, ModbusLimits.MaxReadWriteRegisters);
        WritePair(destination, ModbusFunctionCode.ReadWriteMultipleRegisters, readAddress, (ushort)readQuantity);
        BinaryPrimitives.WriteUInt16BigEndian(destination[5..], writeAddress);
        BinaryPrimitives.WriteUInt16BigEndian(destination[7..], (ushort)values.Length);
        destination[9] = (byte)(values.Length * 2);
        ModbusRegisters.Write(values, destination.Slice(10, values.Length * 2));
        return 10 + (values.Length * 2);
    }

    /// <summary>FC 20: two bytes and seven per range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No or more than 35 ranges.</exception>
    public static int WriteReadFiles(Span<byte> destination, ReadOnlySpan<ModbusFileRange> ranges)
    {
        RequireQuantity(ranges.Length, ModbusLimits.MaxReadFileBytes / 7);
        destination[0] = ModbusFunctionCode.ReadFileRecord;
        destination[1] = (byte)(7 * ranges.Length);
        for (int i = 0; i < ranges.Length; i++)
        {
            WriteFileRange(destination[(2 + (7 * i))..], ranges[i]);
        }

        return 2 + (7 * ranges.Length);
    }

    /// <summary>FC 21 with one range: nine bytes and the records.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1..122 values.</exception>
    public static int WriteFile(Span<byte> destination, ushort file, ushort record, ReadOnlySpan<ushort> values)
    {
        RequireQuantity(values.Length, (ModbusLimits.MaxWriteFileBytes - 7) / 2);
        destination[0] = ModbusFunctionCode.WriteFileRecord;
        destination[1] = (byte)(7 + (2 * values.Length));
        WriteFileRange(destination[2..], new ModbusFileRange(file, record, (ushort)values.Length));
        ModbusRegisters.Write(values, destination.Slice(9, 2 * values.Length));
        return 9 + (2 * values.Length);
    }

    private static void WriteFileRange(Span<byte> destination, ModbusFileRange range)
    {
        destination[0] = ModbusLimits.FileReferenceType;
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], range.File);
        BinaryPrimitives.WriteUInt16BigEndian(destination[3..], range.Record);
        BinaryPrimitives.WriteUInt16BigEndian(destination[5..], range.Count);
    }

    internal static int WritePair(Span<byte> destination, byte functionCode, ushort first, ushort second)
    {
        destination[0] = functionCode;
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], first);
        BinaryPrimitives.WriteUInt16BigEndian(destination[3..], second);
        return 5;
    }

    private static void RequireQuantity(int quantity, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantity, max);
    }
}
