using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Arithmetic (table 29), and the overloads of ADD, SUB, MUL and DIV for durations and dates (table 35). Integers wrap. Integer division truncates towards
/// zero; division by zero, of integers
/// or reals, stops the program; MOD by zero is 0 (table 29, note).
/// </summary>
internal static class ArithmeticFunctions
{
    private static readonly string[] Two = ["IN1", "IN2"];

    public static IEnumerable<StandardFunction> All() =>
    [
        WithTimes("ADD", true, Expression.Add),
        WithTimes("SUB", false, Expression.Subtract),
        WithTimes("MUL", true, Expression.Multiply),
        new("DIV", Two, false, a => Define.Match(a, 2, false, Any.Num, Divide) ?? TimeArithmetic.Match("DIV", a),
            Define.Signature("DIV", Two, false, "ANY_NUM", "ANY_NUM")),
        Define.Uniform("MOD", Two, false, "ANY_INT", Any.Int, Modulo),
        new("EXPT", Two, false, Power, "EXPT(IN1 : ANY_REAL, IN2 : ANY_NUM) : ANY_REAL"),
        Define.Uniform("MOVE", ["IN"], false, "ANY", Any.Type, (_, a) => a[0]),
    ];

    private static StandardFunction WithTimes(string name, bool isExtensible, Func<Expression, Expression, Expression> make) => new(
        name,
        Two,
        isExtensible,
        arguments =>
            Define.Match(arguments, 2, isExtensible, Any.Num, (type, a) => Define.Fold(a, (x, y) => InType(type, make, x, y))) ?? TimeArithmetic.Match(name,
                arguments),
        Define.Signature(name, Two, isExtensible, "ANY_MAGNITUDE", "ANY_MAGNITUDE"));

    /// <summary>Expression trees have no arithmetic of eight bits; narrow integers are computed in 32 and cut.</summary>
    private static Expression InType(StType type, Func<Expression, Expression, Expression> make, Expression x, Expression y) =>
        type.Size >= 4 ? make(x, y) : Expression.Convert(make(Expression.Convert(x, typeof(int)), Expression.Convert(y, typeof(int))), type.ClrType);

    private static Expression Divide(StType type, IReadOnlyList<Expression> a) => Type.GetTypeCode(type.ClrType) switch
    {
        TypeCode.Single => Define.Call((Func<float, float, float>)Divide, a[0], a[1]),
        TypeCode.Double => Define.Call((Func<double, double, double>)Divide, a[0], a[1]),
        TypeCode.Int64 => Define.Call((Func<long, long, long>)Divide, a[0], a[1]),
        TypeCode.UInt64 => Define.Call((Func<ulong, ulong, ulong>)Divide, a[0], a[1]),
        TypeCode.UInt32 => Define.Call((Func<uint, uint, uint>)Divide, a[0], a[1]),
        _ => ViaInt((Func<int, int, int>)Divide, type, a),
    };

    private static Expression Modulo(StType type, IReadOnlyList<Expression> a) => Type.GetTypeCode(type.ClrType) switch
    {
        TypeCode.Int64 => Define.Call((Func<long, long, long>)PlcMath.Modulo, a[0], a[1]),
        TypeCode.UInt64 => Define.Call((Func<ulong, ulong, ulong>)PlcMath.Modulo, a[0], a[1]),
        TypeCode.UInt32 => Define.Call((Func<uint, uint, uint>)PlcMath.Modulo, a[0], a[1]),
        _ => ViaInt((Func<int, int, int>)PlcMath.Modulo, type, a),
    };

    private static Expression ViaInt(Delegate function, StType type, IReadOnlyList<Expression> a)
    {
        var result = Define.Call(function, Expression.Convert(a[0], typeof(int)), Expression.Convert(a[1], typeof(int)));
        return type.ClrType == typeof(int) ? result : Expression.Convert(result, type.ClrType);
    }

    private static FunctionMatch? Power(IReadOnlyList<ArgumentType> arguments)
    {
        if (arguments.Count != 2 || Overload.Common([arguments[1]], Any.Num) is not { } exponent)
        {
            return null;
        }

        var type = Overload.Common(Any.Real(exponent) ? arguments : [arguments[0]], Any.Real);
        return type is null ? null : new FunctionMatch([type, exponent], type, a => NumericFunctions.Rounded(type, (Func<double, double, double>)Power, a));
    }

    private static double Power(double x, double y)
    {
        if (x == 0 && y < 0)
        {
            PlcThrow.DivisionByZero("0 to a negative power");
        }

        return Math.Pow(x, y);
    }

    private static int Divide(int x, int y)
    {
        if (y == 0)
        {
            PlcThrow.DivisionByZero($"{x} / 0");
        }

        return y == -1 ? unchecked(-x) : x / y;
    }

    private static long Divide(long x, long y)
    {
        if (y == 0)
        {
            PlcThrow.DivisionByZero($"{x} / 0");
        }

        return y == -1 ? unchecked(-x) : x / y;
    }

    private static uint Divide(uint x, uint y)
    {
        if (y == 0)
        {
            PlcThrow.DivisionByZero($"{x} / 0");
        }

        return x / y;
    }

    private static ulong Divide(ulong x, ulong y)
    {
        if (y == 0)
        {
            PlcThrow.DivisionByZero($"{x} / 0");
        }

        return x / y;
    }

    private static float Divide(float x, float y)
    {
        if (y == 0)
        {
            PlcThrow.DivisionByZero($"{x} / 0");
        }

        return x / y;
    }

    private static double Divide(double x, double y)
    {
        if (y == 0)
        {
            PlcThrow.DivisionByZero($"{x} / 0");
        }

        return x / y;
    }
}
