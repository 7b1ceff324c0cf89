namespace Testbed.Modbus;

/// <summary>A response PDU that agrees with its request: a view of the bytes it came from.</summary>
public readonly ref struct ModbusResponse
{
    private readonly ModbusTable _table;
    private readonly int _quantity;
    private readonly ReadOnlySpan<byte> _data;

    internal ModbusResponse(ReadOnlySpan<byte> pdu, ModbusExceptionCode exception)
    {
        Pdu = pdu;
        Exception = exception;
    }

    internal ModbusResponse(ReadOnlySpan<byte> pdu, ReadOnlySpan<byte> data)
    {
        Pdu = pdu;
        _data = data;
    }

    internal ModbusResponse(ReadOnlySpan<byte> pdu, ModbusTable table, int quantity, ReadOnlySpan<byte> data)
    {
        Pdu = pdu;
        _table = table;
        _quantity = quantity;
        _data = data;
    }

    /// <summary>The bytes it was parsed from.</summary>
    public ReadOnlySpan<byte> Pdu { get; }

    /// <summary>Function code without the exception flag.</summary>
    public byte FunctionCode => Pdu.IsEmpty ? (byte)0 : (byte)(Pdu[0] & ~ModbusLimits.ExceptionFlag & 0xFF);

    /// <summary>The exception code, or None for a normal response.</summary>
    public ModbusExceptionCode Exception { get; }

    /// <summary>True for an exception response.</summary>
    public bool IsException => Exception != ModbusExceptionCode.None;

    /// <summary>What a normal response carries after function code and counts, as on the wire; empty for echoes of writes and exceptions.</summary>
    public ReadOnlySpan<byte> Data => _data;

    /// <summary>Registers read by FC 3, 4, 23 or 24; empty otherwise.</summary>
    public ModbusRegisters Registers =>
        _table is ModbusTable.HoldingRegisters or ModbusTable.InputRegisters ? new ModbusRegisters(_data) : default;

    /// <summary>Coils or inputs read by FC 1 or FC 2; empty otherwise.</summary>
    public ModbusBits Bits => _table is ModbusTable.Coils or ModbusTable.DiscreteInputs ? new ModbusBits(_data, _quantity) : default;

    /// <summary>Evidence text, see <see cref="ModbusText"/>.</summary>
    public override string ToString() => ModbusText.Response(this);
}
