namespace Testbed.Modbus;

/// <summary>One Modbus/TCP application data unit (IG 3.1.3): a view of the buffer it was read from, valid as long as that is unchanged.</summary>
public readonly ref struct ModbusAdu
{
    internal ModbusAdu(ushort transactionId, ushort protocolId, ushort length, byte unitId, ReadOnlySpan<byte> pdu)
    {
        TransactionId = transactionId;
        ProtocolId = protocolId;
        Length = length;
        UnitId = unitId;
        Pdu = pdu;
    }

    /// <summary>Chosen by the client, copied by the server.</summary>
    public ushort TransactionId { get; }

    /// <summary>Always 0 in a frame that was accepted.</summary>
    public ushort ProtocolId { get; }

    /// <summary>The length field: bytes of unit id and PDU, 2 to 254.</summary>
    public ushort Length { get; }

    /// <summary>The addressed unit; 0 and 255 mean the TCP device itself.</summary>
    public byte UnitId { get; }

    /// <summary>Function code and data, 1 to 253 bytes.</summary>
    public ReadOnlySpan<byte> Pdu { get; }
}
