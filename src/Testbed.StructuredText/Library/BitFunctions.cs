using System.Linq.Expressions;
using System.Numerics;

namespace Testbed.StructuredText;

/// <summary>
/// Shifts and rotations (table 30), AND OR XOR NOT (table 31). A shift by the width or more gives zero; a rotation counts modulo the width; a negative count
/// is a range fault. Beyond the
/// standard, as many controllers have it: integers are shifted too (SHR of a signed one keeps its sign), and the count may be a bit string.
/// </summary>
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
        arguments => arguments.Count == 2 && Value(arguments[0]) is { } type && Count(arguments[1]) is { } count
            ? new FunctionMatch([type, count], type, a => Emit(type, count, function, a))
            : null,
        $"{name}(IN : ANY_BIT, N : ANY_INT) : ANY_BIT");

    private static ElementaryType? Value(ArgumentType argument) =>
        (Overload.Common([argument], Any.Bit) ?? Overload.Common([argument], Any.Int)) as ElementaryType;

    private static StType? Count(ArgumentType argument) =>
        Overload.Common([argument], Any.Int) ?? Overload.Common([argument], t => t == argument.Type && Any.Bit(t) && t.ClrType != typeof(bool));

    private static Expression Emit(ElementaryType type, StType count, Func<ulong, long, int, ulong> function, IReadOnlyList<Expression> a)
    {
        var by = count.ClrType == typeof(ulong) ? Define.Call((Func<ulong, long>)Saturated, a[1]) : Expression.Convert(a[1], typeof(long));
        if (type.Kind == Elementary.Bool)
        {
            var bit = Expression.Condition(a[0], Expression.Constant(1UL), Expression.Constant(0UL));
            return Expression.NotEqual(Define.Call(function, bit, by, Expression.Constant(1)), Expression.Constant(0UL));
        }

        if (type.IsSigned && function == ShiftRight)
        {
            return Expression.Convert(Define.Call((Func<long, long, long>)ShiftSigned, Expression.Convert(a[0], typeof(long)), by), type.ClrType);
        }

        var bits = Expression.Convert(NumberConversion.Bits(a[0], type), typeof(ulong));
        return Expression.Convert(Define.Call(function, bits, by, Expression.Constant(type.Size * 8)), type.ClrType);
    }

    private static long ShiftSigned(long value, long count) => value >> (int)Math.Min(Checked(count), 63);

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
