using Testbed.Modbus.Functions;

namespace Testbed.Modbus;

/// <summary>Outcome of reading one RTU frame.</summary>
public enum ModbusRtuStatus
{
    /// <summary>The buffer ends inside the frame.</summary>
    NeedMore,

    /// <summary>One whole frame with a right CRC was read.</summary>
    Ok,

    /// <summary>The bytes are no frame: wrong CRC, or longer than any. Where the next one begins is unknown, so that all of them are to be dropped.</summary>
    Damaged,
}

/// <summary>
/// RTU framing (Modbus over Serial Line V1.02, 2.5.1) where silence cannot mark the end of a frame, as on a stream: its length follows from the function
/// code, or, where that is unknown, from the first CRC that fits. Pure and thread safe; bytes of a peer never make it throw.
/// </summary>
public static class ModbusRtuFrame
{
    private const int MinLength = 4;

    /// <summary>Reads the request at the start of <paramref name="buffer"/>; unit and PDU are set when the status is Ok.</summary>
    public static ModbusRtuStatus TryReadRequest(ReadOnlySpan<byte> buffer, out byte unitId, out ReadOnlySpan<byte> pdu, out int consumed) =>
        TryRead(buffer, isRequest: true, out unitId, out pdu, out consumed);

    /// <summary>As <see cref="TryReadRequest"/>, for a response.</summary>
    public static ModbusRtuStatus TryReadResponse(ReadOnlySpan<byte> buffer, out byte unitId, out ReadOnlySpan<byte> pdu, out int consumed) =>
        TryRead(buffer, isRequest: false, out unitId, out pdu, out consumed);

    /// <summary>Writes unit, PDU of 1 to 253 bytes and CRC; returns the bytes written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The PDU has no or more than 253 bytes.</exception>
    public static int Write(Span<byte> destination, byte unitId, ReadOnlySpan<byte> pdu)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pdu.Length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pdu.Length, ModbusLimits.MaxPduLength);
        destination[0] = unitId;
        pdu.CopyTo(destination[1..]);
        int length = 1 + pdu.Length;
        ushort crc = ModbusCrc.Compute(destination[..length]);
        (destination[length], destination[length + 1]) = ((byte)(crc & 0xFF), (byte)(crc >> 8));
        return length + 2;
    }

    /// <summary>A new array with unit, PDU and CRC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The PDU has no or more than 253 bytes.</exception>
    public static byte[] ToArray(byte unitId, ReadOnlySpan<byte> pdu)
    {
        byte[] frame = new byte[pdu.Length + 3];
        Write(frame, unitId, pdu);
        return frame;
    }

    private static ModbusRtuStatus TryRead(ReadOnlySpan<byte> buffer, bool isRequest, out byte unitId, out ReadOnlySpan<byte> pdu, out int consumed)
    {
        pdu = default;
        (unitId, consumed) = (0, 0);
        if (buffer.Length < MinLength)
        {
            return ModbusRtuStatus.NeedMore;
        }

        int length = PduLength(buffer[1..], isRequest);
        int total = length == ModbusFunction.UnknownLength ? FirstFit(buffer) : length == 0 ? 0 : length + 3;
        if (total > ModbusLimits.MaxRtuLength || (total == 0 && buffer.Length >= ModbusLimits.MaxRtuLength))
        {
            return ModbusRtuStatus.Damaged;
        }

        if (total == 0 || buffer.Length < total)
        {
            return ModbusRtuStatus.NeedMore;
        }

        if (ModbusCrc.Compute(buffer[..total]) != 0)
        {
            return ModbusRtuStatus.Damaged;
        }

        unitId = buffer[0];
        pdu = buffer[1..(total - 2)];
        consumed = total;
        return ModbusRtuStatus.Ok;
    }

    private static int PduLength(ReadOnlySpan<byte> start, bool isRequest)
    {
        if (!isRequest && start[0] >= ModbusLimits.ExceptionFlag)
        {
            return 2;
        }

        return ModbusFunctions.Find(start[0]) is not { } function ? ModbusFunction.UnknownLength
            : isRequest ? function.RequestLength(start)
            : function.ResponseLength(start);
    }

    /// <summary>Length of the shortest start of the buffer that ends with its own CRC; 0 when there is none yet.</summary>
    private static int FirstFit(ReadOnlySpan<byte> buffer)
    {
        ushort crc = 0xFFFF;
        for (int i = 0; i < buffer.Length && i < ModbusLimits.MaxRtuLength; i++)
        {
            crc = ModbusCrc.Next(crc, buffer[i]);
            if (crc == 0 && i + 1 >= MinLength)
            {
                return i + 1;
            }
        }

        return 0;
    }
}
