using Testbed.Modbus.Functions;

namespace Testbed.Modbus;

/// <summary>
/// A parsed request PDU: a view of the bytes it came from. When parsing gave an exception code only <see cref="FunctionCode"/> and <see cref="Pdu"/> are set.
/// </summary>
public readonly ref struct ModbusRequest
{
    private readonly ModbusFunction? _function;
    private readonly ReadOnlySpan<byte> _data;

    internal ModbusRequest(ReadOnlySpan<byte> pdu) => Pdu = pdu;

    internal ModbusRequest(
        ModbusFunction function, ReadOnlySpan<byte> pdu, ushort address, ushort quantity, ReadOnlySpan<byte> data = default, ushort second = 0, ushort third = 0)
    {
        _function = function;
        _data = data;
        (Second, Third) = (second, third);
        Pdu = pdu;
        Address = address;
        Quantity = quantity;
    }

    /// <summary>True when the request was parsed and its range lies in the address space.</summary>
    public bool IsValid => _function is not null;

    /// <summary>The bytes it was parsed from.</summary>
    public ReadOnlySpan<byte> Pdu { get; }

    /// <summary>First byte of the PDU; 0 for an empty one.</summary>
    public byte FunctionCode => Pdu.IsEmpty ? (byte)0 : Pdu[0];

    /// <summary>The table it addresses; None for files (FC 20, 21) and for what concerns the unit as a whole (FC 7, 8, 11, 12, 17, 43).</summary>
    public ModbusTable Table => _function?.Table ?? ModbusTable.None;

    /// <summary>True when the request changes a table, a file or the unit's way of communicating.</summary>
    public bool IsWrite => _function is { } function && function.Writes(this);

    /// <summary>First address, 0-based as on the wire; of the range written for FC 23, of the queue's pointer register for FC 24.</summary>
    public ushort Address { get; }

    /// <summary>Number of coils, inputs or registers from <see cref="Address"/> on; the range never leaves the address space.</summary>
    public ushort Quantity { get; }

    /// <summary>Last address of the range.</summary>
    public ushort LastAddress => IsValid ? (ushort)(Address + Quantity - 1) : (ushort)0;

    /// <summary>The registers FC 6, 16 or 23 writes; empty for other codes, also for FC 22, whose result depends on what the register holds.</summary>
    public ModbusRegisters Registers => IsWrite && Table == ModbusTable.HoldingRegisters ? new ModbusRegisters(_data) : default;

    /// <summary>True when the values that a write leaves behind cannot be told from the request: FC 22 in the tables, files, and the unit's own settings.</summary>
    public bool WritesUnknownValues => IsWrite && _data.IsEmpty;

    /// <summary>First address of the second range, which FC 23 reads.</summary>
    public ushort ReadAddress => FunctionCode == ModbusFunctionCode.ReadWriteMultipleRegisters ? Second : (ushort)0;

    /// <summary>Registers of the second range, which FC 23 reads; 0 for other codes.</summary>
    public ushort ReadQuantity => FunctionCode == ModbusFunctionCode.ReadWriteMultipleRegisters ? Third : (ushort)0;

    /// <summary>The coils FC 5 or FC 15 writes; empty for other codes. FC 5's FF hex serves as a packed byte: its bit 0 is the coil.</summary>
    public ModbusBits Bits => IsWrite && Table == ModbusTable.Coils ? new ModbusBits(_data, Quantity) : default;

    /// <summary>What to keep until the response arrives.</summary>
    public ModbusRequestKey Key => _function?.KeyOf(this) ?? new ModbusRequestKey(FunctionCode, 0, 0, 0);

    internal ReadOnlySpan<byte> Data => _data;

    internal ushort Second { get; }

    internal ushort Third { get; }

    internal ModbusFunction? Function => _function;

    /// <summary>Text without the unit, see <see cref="ModbusText"/>.</summary>
    public override string ToString() => ModbusText.Request(this);
}
