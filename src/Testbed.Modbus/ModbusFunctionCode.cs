namespace Testbed.Modbus;

/// <summary>Public function codes served here (AP 5.1). On the wire a code is any byte, so parsers carry <see cref="byte"/>.</summary>
public static class ModbusFunctionCode
{
    /// <summary>FC 1 (AP 6.1).</summary>
    public const byte ReadCoils = 1;

    /// <summary>FC 2 (AP 6.2).</summary>
    public const byte ReadDiscreteInputs = 2;

    /// <summary>FC 3 (AP 6.3).</summary>
    public const byte ReadHoldingRegisters = 3;

    /// <summary>FC 4 (AP 6.4).</summary>
    public const byte ReadInputRegisters = 4;

    /// <summary>FC 5 (AP 6.5).</summary>
    public const byte WriteSingleCoil = 5;

    /// <summary>FC 6 (AP 6.6).</summary>
    public const byte WriteSingleRegister = 6;

    /// <summary>FC 7 (AP 6.7), serial line only.</summary>
    public const byte ReadExceptionStatus = 7;

    /// <summary>FC 8 (AP 6.8), serial line only.</summary>
    public const byte Diagnostics = 8;

    /// <summary>FC 11 (AP 6.9), serial line only.</summary>
    public const byte GetCommEventCounter = 11;

    /// <summary>FC 12 (AP 6.10), serial line only.</summary>
    public const byte GetCommEventLog = 12;

    /// <summary>FC 15 (AP 6.11).</summary>
    public const byte WriteMultipleCoils = 15;

    /// <summary>FC 16 (AP 6.12).</summary>
    public const byte WriteMultipleRegisters = 16;

    /// <summary>FC 17 (AP 6.13), serial line only.</summary>
    public const byte ReportServerId = 17;

    /// <summary>FC 20 (AP 6.14).</summary>
    public const byte ReadFileRecord = 20;

    /// <summary>FC 21 (AP 6.15).</summary>
    public const byte WriteFileRecord = 21;

    /// <summary>FC 22 (AP 6.16).</summary>
    public const byte MaskWriteRegister = 22;

    /// <summary>FC 23 (AP 6.17).</summary>
    public const byte ReadWriteMultipleRegisters = 23;

    /// <summary>FC 24 (AP 6.18).</summary>
    public const byte ReadFifoQueue = 24;

    /// <summary>FC 43 (AP 6.19), with MEI type 14: read device identification (AP 6.21).</summary>
    public const byte EncapsulatedInterface = 43;

    /// <summary>FC 100, one of those that users define (AP 5): the engineering service of a controller (<see cref="EngineeringSubfunction"/>).</summary>
    public const byte Engineering = 100;

    /// <summary>True for the codes that users define, 65 to 72 and 100 to 110 (AP 5): what they do is known to their product only.</summary>
    public static bool IsUserDefined(int functionCode) => functionCode is (>= 65 and <= 72) or (>= 100 and <= 110);

    /// <summary>True for the codes that read and write the four tables, which need nothing else of a device.</summary>
    public static bool IsOfTables(byte functionCode) =>
        functionCode is (>= ReadCoils and <= WriteSingleRegister) or WriteMultipleCoils or WriteMultipleRegisters or MaskWriteRegister
            or ReadWriteMultipleRegisters;

    /// <summary>True for the codes whose requests change tables or files: 5, 6, 15, 16, 21, 22, 23.</summary>
    public static bool Writes(int functionCode) =>
        functionCode is WriteSingleCoil or WriteSingleRegister or WriteMultipleCoils or WriteMultipleRegisters or WriteFileRecord or MaskWriteRegister
            or ReadWriteMultipleRegisters;

    /// <summary>True for the codes that only units on serial lines serve.</summary>
    public static bool IsOfSerialLines(byte functionCode) =>
        functionCode is ReadExceptionStatus or Diagnostics or GetCommEventCounter or GetCommEventLog or ReportServerId;
}
