using System.Runtime.InteropServices;

namespace Testbed.StructuredText;

/// <content>Values as numbers, from outside of the program; what a controller does for each of its points in each scan, so nothing is allocated.</content>
public sealed partial class PlcInstance
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>A value as a number: BOOL 0 or 1, durations and times of day in seconds, dates in seconds since 1970-01-01, enumerations as their integers; texts have none (0).</summary>
    public double ReadNumber(PlcVariable v)
    {
        ArgumentNullException.ThrowIfNull(v);
        if (v.Bit >= 0)
        {
            return (_state.Memory[v.Offset] & (1 << v.Bit)) != 0 ? 1 : 0;
        }

        if (v.Type.Base is not ElementaryType type)
        {
            return 0;
        }

        ReadOnlySpan<byte> at = At(v);
        if (type.IsDuration || type.IsDate)
        {
            return MemoryMarshal.Read<long>(at) / NanosecondsPerSecond;
        }

        return Type.GetTypeCode(type.ClrType) switch
        {
            TypeCode.Boolean => at[0] != 0 ? 1 : 0,
            TypeCode.Byte => at[0],
            TypeCode.SByte => (sbyte)at[0],
            TypeCode.Int16 => MemoryMarshal.Read<short>(at),
            TypeCode.UInt16 => MemoryMarshal.Read<ushort>(at),
            TypeCode.Int32 => MemoryMarshal.Read<int>(at),
            TypeCode.UInt32 => MemoryMarshal.Read<uint>(at),
            TypeCode.Int64 => MemoryMarshal.Read<long>(at),
            TypeCode.UInt64 => MemoryMarshal.Read<ulong>(at),
            TypeCode.Single => MemoryMarshal.Read<float>(at),
            _ => MemoryMarshal.Read<double>(at),
        };
    }

    /// <summary>Sets a value from a number, rounded to the nearest and limited to what the type (or subrange) holds; not-a-number is 0. Constants and texts stay as they are.</summary>
    public void WriteNumber(PlcVariable v, double value)
    {
        ArgumentNullException.ThrowIfNull(v);
        if (v.IsConstant || v.Type.Base is not ElementaryType type)
        {
            return;
        }

        var number = double.IsNaN(value) ? 0 : value;
        if (type.Kind == Elementary.Bool)
        {
            SetBool(v, number != 0);
        }
        else if (type.Kind == Elementary.Real)
        {
            MemoryMarshal.Write(At(v), (float)number);
        }
        else if (type.Kind == Elementary.LReal)
        {
            MemoryMarshal.Write(At(v), number);
        }
        else if (type.IsDuration || type.IsDate)
        {
            MemoryMarshal.Write(At(v), (long)Math.Round(number * NanosecondsPerSecond));
        }
        else
        {
            SetInteger(v, type, Math.Round(number));
        }
    }

    private void SetBool(PlcVariable v, bool value)
    {
        if (v.Bit >= 0)
        {
            PlcMemory.WriteBit(_state.Memory, v.Offset, 1 << v.Bit, value);
        }
        else
        {
            At(v)[0] = value ? (byte)1 : (byte)0;
        }
    }

    // The low bytes are the value, with and without sign.
    private void SetInteger(PlcVariable v, ElementaryType type, double rounded)
    {
        var (low, high) = v.Type is RangeType range ? (range.Low, range.High) : Limits(type);
        var integer = rounded <= (double)low ? low : rounded >= (double)high ? high : (Int128)rounded;
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        MemoryMarshal.Write(bytes, unchecked((long)integer));
        bytes[..type.Size].CopyTo(At(v));
    }

    private static (Int128 Low, Int128 High) Limits(ElementaryType type) =>
        type.IsSigned ? (-(Int128.One << ((8 * type.Size) - 1)), (Int128.One << ((8 * type.Size) - 1)) - 1) : (0, (Int128.One << (8 * type.Size)) - 1);
}
