using System.Linq.Expressions;
using System.Numerics;

namespace Testbed.StructuredText;

/// <summary>Shifts and rotations (table 30), AND OR XOR NOT (table 31). A shift by the width or more gives zero; a rotation counts modulo the width; a negative count is a range fault.</summary>
internal static class BitFunctions
{
    private static readonly string[] Two = ["IN1", "IN2"];

    public static IEnumerable<StandardFunction> All() =>
    [
        Shift("SHL", ShiftLeft), Shift("SHR", ShiftRight), Shift("ROL", RotateLeft), Shift("ROR", RotateRight),
        Define.Uniform("AND", Two, true, "ANY_BIT", Any.Bit, (_, a) => Define.Fold(a, Expression.And)),
        Define.Uniform("OR", Two, true, "ANY_BIT", Any.Bit, (_, a) => Define.Fold(a, Expression.Or)),
        Define.Uniform("XOR", Two, true, "ANY_BIT", Any.Bit, (_, a) => Define.Fold(a, Expression.ExclusiveOr)),
        Define.Uniform("NOT", ["IN"], false, "ANY_BIT", Any.Bit, (_, a) => Expression.Not(a[0])),
    ];

    private static StandardFunction Shift(string name, Func<ulong, long, int, ulong> function) => new(
        name,
        ["IN", "N"],
        false,
        arguments => arguments.Count == 2 && Overload.Common([arguments[0]], Any.Bit) is ElementaryType type && Overload.Common([arguments[1]], Any.Int) is { } count
            ? new FunctionMatch([type, count], type, a => Emit(type, count, function, a))
            : null,
        $"{name}(IN : ANY_BIT, N : ANY_INT) : ANY_BIT");

    private static Expression Emit(ElementaryType type, StType count, Func<ulong, long, int, ulong> function, IReadOnlyList<Expression> a)
    {
        var isBool = type.Kind == Elementary.Bool;
        var value = isBool ? Expression.Condition(a[0], Expression.Constant(1UL), Expression.Constant(0UL)) : (Expression)Expression.Convert(a[0], typeof(ulong));
        var by = count.ClrType == typeof(ulong) ? Define.Call((Func<ulong, long>)Saturated, a[1]) : Expression.Convert(a[1], typeof(long));
        var result = Define.Call(function, value, by, Expression.Constant(isBool ? 1 : type.Size * 8));
        return isBool ? Expression.NotEqual(result, Expression.Constant(0UL)) : Expression.Convert(result, type.ClrType);
    }

    private static long Saturated(ulong count) => (long)Math.Min(count, long.MaxValue);

    private static ulong ShiftLeft(ulong value, long count, int width) => Checked(count) >= width ? 0 : (value << (int)count) & Mask(width);

    private static ulong ShiftRight(ulong value, long count, int width) => Checked(count) >= width ? 0 : value >> (int)count;

    private static ulong RotateLeft(ulong value, long count, int width)
    {
        var by = (int)(Checked(count) % width);
        return width == 64 ? BitOperations.RotateLeft(value, by) : ((value << by) | (value >> (width - by))) & Mask(width);
    }

    private static ulong RotateRight(ulong value, long count, int width) => RotateLeft(value, width - (Checked(count) % width), width);

    private static ulong Mask(int width) => width == 64 ? ulong.MaxValue : (1UL << width) - 1;

    private static long Checked(long count)
    {
        if (count < 0)
        {
            PlcThrow.Range($"Shift by {count}");
        }

        return count;
    }
}
