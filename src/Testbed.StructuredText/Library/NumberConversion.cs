using System.Globalization;
using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Conversions among bit strings, integers and reals, with the checks that <see cref="Conversion"/> lists.</summary>
internal static class NumberConversion
{
    /// <summary>2 to the 63, the first real past LINT.</summary>
    private const double PastLInt = 9223372036854775808.0;

    /// <summary>The code; <paramref name="name"/> is the target as the fault names it.</summary>
    public static Expression Emit(Expression value, ElementaryType from, ElementaryType to, string name)
    {
        if (from.IsReal)
        {
            return FromReal(value, to, name);
        }

        if (to.IsReal)
        {
            return (from.Kind, to.Kind) switch
            {
                (Elementary.DWord, Elementary.Real) => Define.Call((Func<uint, float>)BitConverter.UInt32BitsToSingle, value),
                (Elementary.LWord, Elementary.LReal) => Define.Call((Func<ulong, double>)BitConverter.UInt64BitsToDouble, value),
                _ => Expression.Convert(value, to.ClrType),
            };
        }

        if (from.IsBitString || to.IsBitString)
        {
            return Expression.Convert(Bits(value, from), to.ClrType);
        }

        return ImplicitConversion.Exists(from, to) ? Expression.Convert(value, to.ClrType) : Checked(value, to, name);
    }

    /// <summary>An integer as the unsigned one with the same bits.</summary>
    public static Expression Bits(Expression value, ElementaryType from) => Expression.Convert(value, UnsignedClr(from));

    /// <summary>An integer that must fit.</summary>
    public static Expression Checked(Expression value, ElementaryType to, string name)
    {
        if (value.Type == typeof(ulong))
        {
            var most = to.Kind == Elementary.ULInt ? ulong.MaxValue : (ulong)Limits(to).High;
            return Expression.Convert(Define.Call((Func<ulong, ulong, string, ulong>)Within, value, Expression.Constant(most), Expression.Constant(name)),
                to.ClrType);
        }

        var (low, high) = Limits(to);
        var within = Define.Call((Func<long, long, long, string, long>)Within, Expression.Convert(value, typeof(long)), Expression.Constant(low),
            Expression.Constant(high), Expression.Constant(name));
        return Expression.Convert(within, to.ClrType);
    }

    /// <summary>A real that is rounded to an integer and must fit.</summary>
    public static Expression Rounded(Expression value, ElementaryType to, string name) =>
        ToInteger(Define.Call((Func<double, double>)Math.Round, Double(value)), to, name);

    /// <summary>A real that is cut towards zero and must fit.</summary>
    public static Expression Truncated(Expression value, ElementaryType to, string name) =>
        ToInteger(Define.Call((Func<double, double>)Math.Truncate, Double(value)), to, name);

    private static Expression FromReal(Expression value, ElementaryType to, string name) => (value.Type, to.Kind) switch
    {
        (_, Elementary.LReal) => Expression.Convert(value, typeof(double)),
        (_, Elementary.Real) => Define.Call((Func<double, float>)ToReal, value),
        ({ } t, Elementary.DWord) when t == typeof(float) => Define.Call((Func<float, uint>)BitConverter.SingleToUInt32Bits, value),
        ({ } t, Elementary.LWord) when t == typeof(double) => Define.Call((Func<double, ulong>)BitConverter.DoubleToUInt64Bits, value),
        _ => Rounded(value, to, name),
    };

    private static Expression ToInteger(Expression whole, ElementaryType to, string name)
    {
        if (to.ClrType == typeof(ulong))
        {
            return Define.Call((Func<double, string, ulong>)ToULInt, whole, Expression.Constant(name));
        }

        var (low, high) = Limits(to);
        var past = to.ClrType == typeof(long) ? PastLInt : (double)high + 1;
        var result = Define.Call((Func<double, double, double, string, long>)ToLInt, whole, Expression.Constant((double)low), Expression.Constant(past),
            Expression.Constant(name));
        return to.ClrType == typeof(long) ? result : Expression.Convert(result, to.ClrType);
    }

    private static Expression Double(Expression value) => value.Type == typeof(double) ? value : Expression.Convert(value, typeof(double));

    private static Type UnsignedClr(ElementaryType type) => type.Kind switch
    {
        Elementary.SInt => typeof(byte),
        Elementary.Int => typeof(ushort),
        Elementary.DInt => typeof(uint),
        Elementary.LInt => typeof(ulong),
        _ => type.ClrType,
    };

    /// <summary>What of a type a LINT can be; all of ULINT that is positive.</summary>
    private static (long Low, long High) Limits(ElementaryType type) => Type.GetTypeCode(type.ClrType) switch
    {
        TypeCode.SByte => (sbyte.MinValue, sbyte.MaxValue),
        TypeCode.Int16 => (short.MinValue, short.MaxValue),
        TypeCode.Int32 => (int.MinValue, int.MaxValue),
        TypeCode.Int64 => (long.MinValue, long.MaxValue),
        TypeCode.Byte => (0, byte.MaxValue),
        TypeCode.UInt16 => (0, ushort.MaxValue),
        TypeCode.UInt32 => (0, uint.MaxValue),
        _ => (0, long.MaxValue),
    };

    private static long Within(long value, long low, long high, string type)
    {
        if (value < low || value > high)
        {
            PlcThrow.Range(value.ToString(CultureInfo.InvariantCulture), type);
        }

        return value;
    }

    private static ulong Within(ulong value, ulong high, string type)
    {
        if (value > high)
        {
            PlcThrow.Range(value.ToString(CultureInfo.InvariantCulture), type);
        }

        return value;
    }

    private static long ToLInt(double whole, double low, double past, string type)
    {
        if (!(whole >= low && whole < past))
        {
            PlcThrow.Range(whole.ToString(CultureInfo.InvariantCulture), type);
        }

        return (long)whole;
    }

    private static ulong ToULInt(double whole, string type)
    {
        if (!(whole >= 0 && whole < 2 * PastLInt))
        {
            PlcThrow.Range(whole.ToString(CultureInfo.InvariantCulture), type);
        }

        return (ulong)whole;
    }

    private static float ToReal(double value)
    {
        var result = (float)value;
        if (float.IsInfinity(result) && double.IsFinite(value))
        {
            PlcThrow.Range(value.ToString(CultureInfo.InvariantCulture), "REAL");
        }

        return result;
    }
}
