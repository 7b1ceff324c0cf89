using System.Buffers.Binary;

namespace Testbed.Modbus;

/// <summary>
/// MBAP framing (IG 3.1.3). Pure and thread safe; bytes of a peer never make it throw. The one parser of server, client, conduit inspection and fuzzers.
/// </summary>
public static class ModbusFrame
{
    /// <summary>
    /// Reads the frame at the start of <paramref name="buffer"/>. A wrong protocol id or length is reported as soon as the field is complete, since
    /// waiting for the rest of a frame that will be refused only lets a peer hold the connection.
    /// </summary>
    /// <param name="buffer">Bytes received so far, possibly several frames or a part of one.</param>
    /// <param name="adu">The frame when the status is <see cref="ModbusFrameStatus.Ok"/>.</param>
    /// <param name="consumed">Bytes of that frame; 0 for any other status.</param>
    public static ModbusFrameStatus TryReadAdu(ReadOnlySpan<byte> buffer, out ModbusAdu adu, out int consumed)
    {
        adu = default;
        consumed = 0;
        if (buffer.Length < 4)
        {
            return ModbusFrameStatus.NeedMore;
        }

        ushort protocolId = BinaryPrimitives.ReadUInt16BigEndian(buffer[2..]);
        if (protocolId != ModbusLimits.ProtocolId)
        {
            return ModbusFrameStatus.ProtocolIdNotZero;
        }

        if (buffer.Length < ModbusLimits.MbapPrefixLength)
        {
            return ModbusFrameStatus.NeedMore;
        }

        ushort length = BinaryPrimitives.ReadUInt16BigEndian(buffer[4..]);
        if (length is < ModbusLimits.MinLengthField or > ModbusLimits.MaxLengthField)
        {
            return length < ModbusLimits.MinLengthField ? ModbusFrameStatus.LengthTooShort : ModbusFrameStatus.LengthTooLong;
        }

        int total = ModbusLimits.MbapPrefixLength + length;
        if (buffer.Length < total)
        {
            return ModbusFrameStatus.NeedMore;
        }

        ReadOnlySpan<byte> pdu = buffer[ModbusLimits.MbapHeaderLength..total];
        adu = new ModbusAdu(BinaryPrimitives.ReadUInt16BigEndian(buffer), protocolId, length, buffer[6], pdu);
        consumed = total;
        return ModbusFrameStatus.Ok;
    }

    /// <summary>Writes the seven header bytes in front of a PDU of <paramref name="pduLength"/> bytes (1 to 253).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The PDU length is outside its range: the caller's mistake.</exception>
    public static void WriteHeader(Span<byte> destination, ushort transactionId, byte unitId, int pduLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pduLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pduLength, ModbusLimits.MaxPduLength);
        BinaryPrimitives.WriteUInt16BigEndian(destination, transactionId);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], ModbusLimits.ProtocolId);
        BinaryPrimitives.WriteUInt16BigEndian(destination[4..], (ushort)(pduLength + 1));
        destination[6] = unitId;
    }

    /// <summary>Writes header and PDU; returns the bytes written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The PDU has no or more than 253 bytes.</exception>
    public static int WriteAdu(Span<byte> destination, ushort transactionId, byte unitId, ReadOnlySpan<byte> pdu)
    {
        WriteHeader(destination, transactionId, unitId, pdu.Length);
        pdu.CopyTo(destination[ModbusLimits.MbapHeaderLength..]);
        return ModbusLimits.MbapHeaderLength + pdu.Length;
    }

    /// <summary>A new array with header and PDU.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The PDU has no or more than 253 bytes.</exception>
    public static byte[] ToAdu(ushort transactionId, byte unitId, ReadOnlySpan<byte> pdu)
    {
        byte[] frame = new byte[ModbusLimits.MbapHeaderLength + pdu.Length];
        WriteAdu(frame, transactionId, unitId, pdu);
        return frame;
    }
}
