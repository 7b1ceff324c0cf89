namespace Testbed.Modbus;

/// <summary>Encodes response PDUs (AP 6, 7) into the caller's span and returns the bytes written. Pure and thread safe.</summary>
public static class ModbusResponseEncoder
{
    /// <summary>Response to FC 1 or 2: code, byte count, packed bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 2000 values.</exception>
    public static int WriteBits(Span<byte> destination, byte functionCode, ReadOnlySpan<bool> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, ModbusLimits.MaxReadBits);
        int byteCount = ModbusBits.PackedLength(values.Length);
        destination[0] = functionCode;
        destination[1] = (byte)byteCount;
        ModbusBits.Write(values, destination.Slice(2, byteCount));
        return 2 + byteCount;
    }

    /// <summary>Response to FC 3 or 4: code, byte count, registers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 125 values.</exception>
    public static int WriteRegisters(Span<byte> destination, byte functionCode, ReadOnlySpan<ushort> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, ModbusLimits.MaxReadRegisters);
        destination[0] = functionCode;
        destination[1] = (byte)(values.Length * 2);
        ModbusRegisters.Write(values, destination.Slice(2, values.Length * 2));
        return 2 + (values.Length * 2);
    }

    /// <summary>Response to FC 5, 6, 15 or 16: code, address, and the value (5, 6; wire form) or quantity (15, 16).</summary>
    public static int WriteEcho(Span<byte> destination, byte functionCode, ushort address, ushort valueOrQuantity) =>
        ModbusRequestEncoder.WritePair(destination, functionCode, address, valueOrQuantity);

    /// <summary>Exception response: code with the exception flag, exception code.</summary>
    public static int WriteException(Span<byte> destination, byte functionCode, ModbusExceptionCode exception)
    {
        destination[0] = (byte)(functionCode | ModbusLimits.ExceptionFlag);
        destination[1] = (byte)exception;
        return 2;
    }
}
