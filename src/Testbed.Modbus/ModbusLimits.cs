namespace Testbed.Modbus;

/// <summary>
/// Every number the protocol fixes, in one place. "AP" is the MODBUS Application Protocol Specification V1.1b3,
/// "IG" the MODBUS Messaging on TCP/IP Implementation Guide V1.0b.
/// </summary>
public static class ModbusLimits
{
    /// <summary>Well-known TCP port (IG 4.2).</summary>
    public const int TcpPort = 502;

    /// <summary>Bytes of the MBAP header: transaction id 2, protocol id 2, length 2, unit id 1 (IG 3.1.3).</summary>
    public const int MbapHeaderLength = 7;

    /// <summary>Bytes in front of those that the length field counts (IG 3.1.3).</summary>
    public const int MbapPrefixLength = 6;

    /// <summary>Largest PDU in bytes (AP 4.1).</summary>
    public const int MaxPduLength = 253;

    /// <summary>Largest Modbus/TCP ADU in bytes: header and PDU (AP 4.1).</summary>
    public const int MaxAduLength = MbapHeaderLength + MaxPduLength;

    /// <summary>Smallest legal length field: unit id and function code (IG 3.1.3).</summary>
    public const int MinLengthField = 2;

    /// <summary>Largest legal length field: unit id and the largest PDU (IG 3.1.3 with AP 4.1).</summary>
    public const int MaxLengthField = 1 + MaxPduLength;

    /// <summary>The only protocol id: MODBUS (IG 3.1.3).</summary>
    public const ushort ProtocolId = 0;

    /// <summary>Coils or discrete inputs one request may read (AP 6.1, 6.2).</summary>
    public const int MaxReadBits = 2000;

    /// <summary>Registers one request may read (AP 6.3, 6.4).</summary>
    public const int MaxReadRegisters = 125;

    /// <summary>Coils one request may write (AP 6.11).</summary>
    public const int MaxWriteBits = 1968;

    /// <summary>Registers one request may write (AP 6.12).</summary>
    public const int MaxWriteRegisters = 123;

    /// <summary>Registers FC 23 may write beside reading <see cref="MaxReadRegisters"/> (AP 6.17).</summary>
    public const int MaxReadWriteRegisters = 121;

    /// <summary>Registers in a FIFO queue (AP 6.18).</summary>
    public const int MaxFifoCount = 31;

    /// <summary>The only reference type of FC 20 and 21 (AP 6.14).</summary>
    public const byte FileReferenceType = 6;

    /// <summary>Records in a file: 0 to 9999 (AP 6.14).</summary>
    public const int FileRecords = 10_000;

    /// <summary>Largest byte count of an FC 20 request, and of its response (AP 6.14).</summary>
    public const int MaxReadFileBytes = 0xF5;

    /// <summary>Largest data length of FC 21 (AP 6.15).</summary>
    public const int MaxWriteFileBytes = 0xFB;

    /// <summary>MEI type of FC 43 that reads the device identification (AP 6.21).</summary>
    public const byte DeviceIdentificationMei = 14;

    /// <summary>Events that a serial unit keeps for FC 12 (AP 6.10).</summary>
    public const int MaxCommEvents = 64;

    /// <summary>Largest RTU frame on a serial line: unit, PDU, CRC (Modbus over Serial Line 2.5.1).</summary>
    public const int MaxRtuLength = 256;

    /// <summary>Addresses in each of the four tables (AP 4.4).</summary>
    public const int AddressSpace = 65536;

    /// <summary>Value that FC 5 sends for "on"; "off" is 0 and nothing else is legal (AP 6.5).</summary>
    public const ushort CoilOn = 0xFF00;

    /// <summary>Bit that a response sets in the function code to report an exception (AP 4.1, 7).</summary>
    public const byte ExceptionFlag = 0x80;

    /// <summary>Unit id that addresses the TCP device itself (IG 4.4.1.2).</summary>
    public const byte DeviceUnitId = 255;

    /// <summary>Second unit id that addresses the TCP device itself (IG 4.4.1.2).</summary>
    public const byte DeviceUnitIdZero = 0;
}
