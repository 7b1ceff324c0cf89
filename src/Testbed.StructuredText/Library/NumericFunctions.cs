using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Functions of one number, and ATAN2 (table 28). Reals are computed in 64 bits and rounded to the type. What has no real result (SQRT(-1), LN(-1), ASIN(2))
/// is NaN, as IEC 60559 has it; a program
/// that converts it to an integer stops.
/// </summary>
internal static class NumericFunctions
{
    public static IEnumerable<StandardFunction> All() =>
    [
        Define.Uniform("ABS", ["IN"], false, "ANY_NUM", Any.Magnitude, Abs),
        Real("SQRT", Math.Sqrt), Real("LN", Math.Log), Real("LOG", Math.Log10), Real("EXP", Math.Exp),
        Real("SIN", Math.Sin), Real("COS", Math.Cos), Real("TAN", Math.Tan), Real("ASIN", Math.Asin), Real("ACOS", Math.Acos), Real("ATAN", Math.Atan),
        Define.Uniform("ATAN2", ["Y", "X"], false, "ANY_REAL", Any.Real, (type, a) => Rounded(type, Math.Atan2, a)),
    ];

    /// <summary>A function of reals in 64 bits, on values of any number type, with a result of a real one.</summary>
    public static Expression Rounded(StType type, Delegate function, IReadOnlyList<Expression> arguments)
    {
        var result = Define.Call(function, [.. arguments.Select(a => a.Type == typeof(double) ? a : Expression.Convert(a, typeof(double)))]);
        return type.ClrType == typeof(double) ? result : Expression.Convert(result, type.ClrType);
    }

    private static StandardFunction Real(string name, Func<double, double> function) =>
        Define.Uniform(name, ["IN"], false, "ANY_REAL", Any.Real, (type, a) => Rounded(type, function, a));

    /// <summary>The least integer of a type has no positive one: it stays itself, as all integer arithmetic wraps.</summary>
    private static Expression Abs(StType type, IReadOnlyList<Expression> a)
    {
        var kind = (ElementaryType)type;
        if (kind.IsReal)
        {
            return kind.Kind == Elementary.Real ? Define.Call((Func<float, float>)MathF.Abs, a[0]) : Define.Call((Func<double, double>)Math.Abs, a[0]);
        }

        if (!kind.IsSigned && !kind.IsDuration)
        {
            return a[0];
        }

        var result = Define.Call((Func<long, long>)Abs, Expression.Convert(a[0], typeof(long)));
        return Expression.Convert(result, type.ClrType);
    }

    private static long Abs(long value) => value < 0 ? unchecked(-value) : value;
}
