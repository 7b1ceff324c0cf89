using System.Text;

namespace Testbed.Scenarios;

/// <summary>
/// Between values and registers: number -> bits of the type's width -> registers in the point's order, and back. Pure, thread safe, without allocation but
/// for texts. Modbus itself knows 16-bit registers in big-endian only (V1.1b3, 4.2); everything wider is a convention of the device's map.
/// </summary>
public static class PointCodec
{
    /// <summary>Longest string: FC 16 writes 123 registers, so that a string can be written in one piece.</summary>
    public const int LongestText = 246;

    private const double TwoTo63 = 9223372036854775808.0;
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>The lowest and highest number that the wire can carry.</summary>
    public static (double Min, double Max) Limits(PointType type) => type switch
    {
        PointType.Bool => (0, 1),
        PointType.Int16 => (short.MinValue, short.MaxValue),
        PointType.Uint16 => (0, ushort.MaxValue),
        PointType.Int32 => (int.MinValue, int.MaxValue),
        PointType.Uint32 => (0, uint.MaxValue),
        PointType.Int64 => (-TwoTo63, TwoTo63),
        PointType.Uint64 => (0, TwoTo64),
        PointType.Float32 => (-float.MaxValue, float.MaxValue),
        PointType.Float64 => (-double.MaxValue, double.MaxValue),
        _ => (0, 0),
    };

    /// <summary>True for the two types that carry fractions.</summary>
    public static bool IsFloat(PointType type) => type is PointType.Float32 or PointType.Float64;

    /// <summary>The number as the wire has it: rounded unless the type carries fractions, cut to its limits; no number gives 0.</summary>
    public static double Fit(PointType type, double number)
    {
        if (double.IsNaN(number))
        {
            return 0;
        }

        var (min, max) = Limits(type);
        var kept = type == PointType.Bool ? (number != 0 ? 1 : 0) : IsFloat(type) ? number : Math.Round(number);
        return Math.Clamp(kept, min, max);
    }

    /// <summary>The bits of a number that <see cref="Fit"/> has cut.</summary>
    public static ulong ToBits(PointType type, double number) => type switch
    {
        PointType.Bool => number != 0 ? 1UL : 0,
        PointType.Int16 or PointType.Int32 => unchecked((ulong)(long)number) & (type == PointType.Int16 ? 0xFFFF : 0xFFFF_FFFF),
        PointType.Uint16 or PointType.Uint32 => (ulong)number,
        PointType.Int64 => unchecked((ulong)(number >= TwoTo63 ? long.MaxValue : (long)number)),
        PointType.Uint64 => number >= TwoTo64 ? ulong.MaxValue : (ulong)number,
        PointType.Float32 => BitConverter.SingleToUInt32Bits((float)number),
        PointType.Float64 => BitConverter.DoubleToUInt64Bits(number),
        _ => 0,
    };

    /// <summary>The number of some bits; floats may give NaN or infinity, since a peer may have sent these.</summary>
    public static double ToNumber(PointType type, ulong bits) => type switch
    {
        PointType.Bool => bits != 0 ? 1 : 0,
        PointType.Int16 => (short)bits,
        PointType.Int32 => (int)bits,
        PointType.Int64 => (long)bits,
        PointType.Float32 => BitConverter.UInt32BitsToSingle((uint)bits),
        PointType.Float64 => BitConverter.UInt64BitsToDouble(bits),
        _ => bits,
    };

    /// <summary>Writes the registers of a point's bits; a bit of a register comes as that register with all other bits 0.</summary>
    public static void Pack(PointConfig point, ulong bits, Span<ushort> words)
    {
        if (point.Bit is { } bit)
        {
            words[0] = Swap(point.Order, (ushort)((bits & 1) << bit));
            return;
        }

        for (var i = 0; i < point.Words; i++)
        {
            words[Place(point, i)] = Swap(point.Order, (ushort)(bits >> (16 * (point.Words - 1 - i))));
        }
    }

    /// <summary>Reads a point's bits from its registers.</summary>
    public static ulong Unpack(PointConfig point, ReadOnlySpan<ushort> words)
    {
        if (point.Bit is { } bit)
        {
            return (ulong)((Swap(point.Order, words[0]) >> bit) & 1);
        }

        var bits = 0UL;
        for (var i = 0; i < point.Words; i++)
        {
            bits = (bits << 16) | Swap(point.Order, words[Place(point, i)]);
        }

        return bits;
    }

    /// <summary>Writes the registers of a text, cut to the point's length and filled with NUL.</summary>
    public static void PackText(PointConfig point, string text, Span<ushort> words)
    {
        for (var i = 0; i < point.Words; i++)
        {
            words[i] = Swap(point.Order, (ushort)((Character(2 * i) << 8) | Character((2 * i) + 1)));
        }

        int Character(int at) => at < text.Length && at < point.Length ? (text[at] <= 0xFF ? text[at] : '?') : 0;
    }

    /// <summary>Reads the text of a string point, up to its first NUL.</summary>
    public static string UnpackText(PointConfig point, ReadOnlySpan<ushort> words)
    {
        var text = new StringBuilder(point.Length);
        for (var i = 0; i < point.Length; i++)
        {
            var word = Swap(point.Order, words[i / 2]);
            var character = (char)(i % 2 == 0 ? word >> 8 : word & 0xFF);
            if (character == 0)
            {
                break;
            }

            text.Append(character);
        }

        return text.ToString();
    }

    /// <summary>The bits of an engineering value; false when the registers cannot hold it.</summary>
    public static bool TryEncode(PointConfig point, double engineering, out ulong bits)
    {
        var (min, max) = Limits(point.Type);
        var number = point.ToNumber(engineering);
        number = point.Type == PointType.Bool || IsFloat(point.Type) ? number : Math.Round(number);
        var fits = number >= min && number <= max && (point.Type != PointType.Bool || number is 0 or 1);
        bits = fits ? ToBits(point.Type, number) : 0;
        return fits;
    }

    /// <summary>The registers of an engineering value, rounded and cut to what they can carry.</summary>
    public static ushort[] Encode(PointConfig point, double engineering)
    {
        var words = new ushort[point.Words];
        Pack(point, ToBits(point.Type, Fit(point.Type, point.ToNumber(engineering))), words);
        return words;
    }

    /// <summary>The engineering value of a point's registers.</summary>
    public static double Decode(PointConfig point, ReadOnlySpan<ushort> words) => point.ToEngineering(ToNumber(point.Type, Unpack(point, words)));

    // Where the i-th word, counted from the most significant, stands on the wire.
    private static int Place(PointConfig point, int index) => point.Order is WordOrder.Cdab or WordOrder.Dcba ? point.Words - 1 - index : index;

    private static ushort Swap(WordOrder order, ushort word) => order is WordOrder.Badc or WordOrder.Dcba ? (ushort)((word << 8) | (word >> 8)) : word;
}
