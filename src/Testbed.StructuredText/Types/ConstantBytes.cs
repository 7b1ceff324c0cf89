using System.Runtime.InteropServices;

namespace Testbed.StructuredText;

/// <summary>Constant values as they stand in memory.</summary>
internal static class ConstantBytes
{
    /// <summary>Writes a value of the CLR type of <paramref name="type"/>. Texts that are too long lose their end.</summary>
    public static void Write(Span<byte> at, StType type, object value)
    {
        if (type is TextType text)
        {
            WriteText(at, (string)value, text.MaxLength, text.IsWide);
            return;
        }

        switch (value)
        {
            case bool v:
                at[0] = v ? (byte)1 : (byte)0;
                break;
            case byte v:
                at[0] = v;
                break;
            case sbyte v:
                at[0] = (byte)v;
                break;
            case short v:
                MemoryMarshal.Write(at, v);
                break;
            case ushort v:
                MemoryMarshal.Write(at, v);
                break;
            case int v:
                MemoryMarshal.Write(at, v);
                break;
            case uint v:
                MemoryMarshal.Write(at, v);
                break;
            case long v:
                MemoryMarshal.Write(at, v);
                break;
            case ulong v:
                MemoryMarshal.Write(at, v);
                break;
            case float v:
                MemoryMarshal.Write(at, v);
                break;
            case double v:
                MemoryMarshal.Write(at, v);
                break;
            default:
                throw new ArgumentException($"no constant of {value.GetType().Name}", nameof(value));
        }
    }

    /// <summary>Length, then characters; those that ISO 8859-1 does not have become question marks.</summary>
    public static void WriteText(Span<byte> at, string value, int maxLength, bool isWide)
    {
        var length = Math.Min(value.Length, maxLength);
        MemoryMarshal.Write(at, (ushort)length);
        for (var i = 0; i < length; i++)
        {
            if (isWide)
            {
                MemoryMarshal.Write(at[(2 + (2 * i))..], value[i]);
            }
            else
            {
                at[2 + i] = value[i] < 256 ? (byte)value[i] : (byte)'?';
            }
        }
    }

    /// <summary>Reads an elementary value or a text as an object of its CLR type.</summary>
    public static object Read(ReadOnlySpan<byte> at, StType type) => type is TextType text ? ReadText(at, text.MaxLength, text.IsWide) : Type.GetTypeCode(type.ClrType) switch
    {
        TypeCode.Boolean => at[0] != 0,
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

    public static string ReadText(ReadOnlySpan<byte> at, int maxLength, bool isWide)
    {
        var length = Math.Min(MemoryMarshal.Read<ushort>(at), maxLength);
        if (isWide)
        {
            return new string(MemoryMarshal.Cast<byte, char>(at.Slice(2, 2 * length)));
        }

        return System.Text.Encoding.Latin1.GetString(at.Slice(2, length));
    }
}
