using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Testbed.Modbus;

/// <summary>Registers in wire order (big-endian, AP 4.2): a view, no copy.</summary>
public readonly ref struct ModbusRegisters
{
    private readonly ReadOnlySpan<byte> _wire;

    internal ModbusRegisters(ReadOnlySpan<byte> wire) => _wire = wire;

    /// <summary>Number of registers.</summary>
    public int Count => _wire.Length / 2;

    /// <summary>The register at <paramref name="index"/>, 0-based from the request's address.</summary>
    public ushort this[int index] => BinaryPrimitives.ReadUInt16BigEndian(_wire.Slice(index * 2, 2));

    /// <summary>Copies all registers to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<ushort> destination)
    {
        ReadOnlySpan<ushort> source = MemoryMarshal.Cast<byte, ushort>(_wire);
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(source, destination);
        }
        else
        {
            source.CopyTo(destination);
        }
    }

    /// <summary>The registers in a new array.</summary>
    public ushort[] ToArray()
    {
        ushort[] values = new ushort[Count];
        CopyTo(values);
        return values;
    }

    internal static void Write(ReadOnlySpan<ushort> values, Span<byte> wire)
    {
        Span<ushort> destination = MemoryMarshal.Cast<byte, ushort>(wire);
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, destination);
        }
        else
        {
            values.CopyTo(destination);
        }
    }
}
