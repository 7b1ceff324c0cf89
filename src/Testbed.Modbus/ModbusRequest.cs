using System.Buffers.Binary;
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

    internal ModbusRequest(ModbusFunction function, ReadOnlySpan<byte> pdu, ushort address, ushort quantity, ReadOnlySpan<byte> data = default)
    {
        _function = function;
        _data = data;
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

    /// <summary>The table it addresses.</summary>
    public ModbusTable Table => _function?.Table ?? ModbusTable.None;

    /// <summary>True when the request changes the table.</summary>
    public bool IsWrite => _function is { IsWrite: true };

    /// <summary>First address, 0-based as on the wire.</summary>
    public ushort Address { get; }

    /// <summary>Number of coils, inputs or registers from <see cref="Address"/> on; the range never leaves the address space.</summary>
    public ushort Quantity { get; }

    /// <summary>Last address of the range.</summary>
    public ushort LastAddress => IsValid ? (ushort)(Address + Quantity - 1) : (ushort)0;

    /// <summary>The registers FC 6 or FC 16 writes; empty for other codes.</summary>
    public ModbusRegisters Registers => IsWrite && Table == ModbusTable.HoldingRegisters ? new ModbusRegisters(_data) : default;

    /// <summary>The coils FC 5 or FC 15 writes; empty for other codes. FC 5's FF hex serves as a packed byte: its bit 0 is the coil.</summary>
    public ModbusBits Bits => IsWrite && Table == ModbusTable.Coils ? new ModbusBits(_data, Quantity) : default;

    /// <summary>What to keep until the response arrives.</summary>
    public ModbusRequestKey Key =>
        new(FunctionCode, Address, Quantity, _function is { EchoesValue: true } ? BinaryPrimitives.ReadUInt16BigEndian(_data) : (ushort)0);

    internal ModbusFunction? Function => _function;

    /// <summary>Text without the unit, see <see cref="ModbusText"/>.</summary>
    public override string ToString() => ModbusText.Request(this);
}
