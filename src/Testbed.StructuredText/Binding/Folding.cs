using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Values known when compiling. A typed one is of the CLR type of its type; an untyped literal is an <see cref="Int128"/> or a <see cref="double"/>.</summary>
internal static class Folding
{
    /// <summary>An integer as a value of a type; null when it does not fit. 0 and 1 are BOOL values, too (table 5).</summary>
    public static object? FromInteger(Int128 value, ElementaryType type) => type.Kind switch
    {
        Elementary.Bool => value == 0 ? false : value == 1 ? true : null,
        Elementary.Real => (float)value,
        Elementary.LReal => (double)value,
        Elementary.SInt => value >= sbyte.MinValue && value <= sbyte.MaxValue ? (sbyte)value : null,
        Elementary.Int => value >= short.MinValue && value <= short.MaxValue ? (short)value : null,
        Elementary.DInt => value >= int.MinValue && value <= int.MaxValue ? (int)value : null,
        Elementary.LInt => value >= long.MinValue && value <= long.MaxValue ? (long)value : null,
        Elementary.USInt or Elementary.Byte or Elementary.Char => value >= 0 && value <= byte.MaxValue ? (byte)value : null,
        Elementary.UInt or Elementary.Word or Elementary.WChar => value >= 0 && value <= ushort.MaxValue ? (ushort)value : null,
        Elementary.UDInt or Elementary.DWord => value >= 0 && value <= uint.MaxValue ? (uint)value : null,
        Elementary.ULInt or Elementary.LWord => value >= 0 && value <= ulong.MaxValue ? (ulong)value : null,
        _ => null,
    };

    /// <summary>An integer constant, typed or not, as a number; null for other values.</summary>
    public static Int128? AsInteger(object? value) => value switch
    {
        Int128 v => v,
        bool v => v ? 1 : 0,
        byte v => v,
        sbyte v => v,
        short v => v,
        ushort v => v,
        int v => v,
        uint v => v,
        long v => v,
        ulong v => v,
        _ => null,
    };

    /// <summary>A typed constant as another type to which it converts; null when it does not fit.</summary>
    public static object? Convert(object value, StType to)
    {
        if (to is TextType)
        {
            return value is string ? value : value is byte or ushort ? ((char)System.Convert.ToUInt16(value, null)).ToString() : null;
        }

        var target = (ElementaryType)to.Base;
        return value switch
        {
            float v => target.Kind == Elementary.Real ? v : target.Kind == Elementary.LReal ? (double)v : null,
            double v => target.Kind == Elementary.Real ? (float)v : target.Kind == Elementary.LReal ? v : null,
            long v when target.ClrType == typeof(long) => v,
            string { Length: 1 } v when target.Kind is Elementary.Char or Elementary.WChar => FromInteger(v[0], target),
            _ => AsInteger(value) is { } integer ? FromInteger(integer, target) : null,
        };
    }

    /// <summary>Two constants of one CLR type; null when there is no value.</summary>
    public static object? Binary(BinaryOperator @operator, object a, object b) => (a, b) switch
    {
        (Int128 x, Int128 y) => Wide(@operator, x, y),
        (sbyte x, sbyte y) => PlcMath.Fold(@operator, x, y),
        (byte x, byte y) => Bits(@operator, x, y) is { } bits ? (byte)bits : PlcMath.Fold(@operator, x, y),
        (short x, short y) => PlcMath.Fold(@operator, x, y),
        (ushort x, ushort y) => Bits(@operator, x, y) is { } bits ? (ushort)bits : PlcMath.Fold(@operator, x, y),
        (int x, int y) => PlcMath.Fold(@operator, x, y),
        (uint x, uint y) => Bits(@operator, x, y) is { } bits ? (uint)bits : PlcMath.Fold(@operator, x, y),
        (long x, long y) => PlcMath.Fold(@operator, x, y),
        (ulong x, ulong y) => Bits(@operator, x, y) is { } bits ? bits : PlcMath.Fold(@operator, x, y),
        (float x, float y) => @operator == BinaryOperator.Power ? (float)Math.Pow(x, y) : PlcMath.Fold(@operator, x, y),
        (double x, double y) => @operator == BinaryOperator.Power ? Math.Pow(x, y) : PlcMath.Fold(@operator, x, y),
        (bool x, bool y) => Logic(@operator, x, y),
        _ => null,
    };

    /// <summary>Runs an expression without variables once; null when it faults.</summary>
    public static object? Run(Expression code)
    {
        try
        {
            return Expression.Lambda<Func<object>>(Expression.Convert(code, typeof(object))).Compile(preferInterpretation: true)();
        }
        catch (Exception e) when (e is PlcFaultException or InvalidOperationException or OverflowException or ArithmeticException)
        {
            return null;
        }
    }

    // Untyped integers stay within what any type holds, so that no product of them overflows.
    private static object? Wide(BinaryOperator @operator, Int128 a, Int128 b) =>
        Int128.Abs(a) > ulong.MaxValue || Int128.Abs(b) > ulong.MaxValue || (@operator == BinaryOperator.Multiply && Int128.Abs(a) > long.MaxValue && Int128.Abs(b) > long.MaxValue)
            ? null
            : @operator == BinaryOperator.Power ? Math.Pow((double)a, (double)b) : PlcMath.Fold(@operator, a, b);

    private static ulong? Bits(BinaryOperator @operator, ulong a, ulong b) => @operator switch
    {
        BinaryOperator.And => a & b,
        BinaryOperator.Or => a | b,
        BinaryOperator.Xor => a ^ b,
        _ => null,
    };

    private static object? Logic(BinaryOperator @operator, bool a, bool b) => @operator switch
    {
        BinaryOperator.And => a && b,
        BinaryOperator.Or => a || b,
        BinaryOperator.Xor or BinaryOperator.NotEqual => a != b,
        BinaryOperator.Equal => a == b,
        BinaryOperator.Less => !a && b,
        BinaryOperator.Greater => a && !b,
        BinaryOperator.LessOrEqual => !a || b,
        BinaryOperator.GreaterOrEqual => a || !b,
        _ => null,
    };
}
