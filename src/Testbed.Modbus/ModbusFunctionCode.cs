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

    /// <summary>FC 15 (AP 6.11).</summary>
    public const byte WriteMultipleCoils = 15;

    /// <summary>FC 16 (AP 6.12).</summary>
    public const byte WriteMultipleRegisters = 16;
}
