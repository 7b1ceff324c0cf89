using System.Numerics;
using System.Runtime.CompilerServices;

namespace Testbed.StructuredText;

/// <summary>
/// Arithmetic that needs care. Integers wrap around, division by zero is a fault (of reals too, so that no infinity or not-a-number spreads from it), durations times reals round to the nearest
/// nanosecond and saturate, times of day stay within their day.
/// </summary>
internal static class PlcMath
{
    private const long Day = 86_400_000_000_000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Divide(int a, int b)
    {
        Check(b == 0);
        return b == -1 ? unchecked(-a) : a / b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Divide(long a, long b)
    {
        Check(b == 0);
        return b == -1 ? unchecked(-a) : a / b;
    }

    public static uint Divide(uint a, uint b)
    {
        Check(b == 0);
        return a / b;
    }

    public static ulong Divide(ulong a, ulong b)
    {
        Check(b == 0);
        return a / b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Divide(float a, float b)
    {
        Check(b == 0);
        return a / b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Divide(double a, double b)
    {
        Check(b == 0);
        return a / b;
    }

    /// <summary>The rest of a division; 0 of one by zero (6.6.2.5.7, table 29: unlike DIV, MOD is defined there).</summary>
    public static int Modulo(int a, int b) => b is 0 or -1 ? 0 : a % b;

    public static long Modulo(long a, long b) => b is 0 or -1 ? 0 : a % b;

    public static uint Modulo(uint a, uint b) => b == 0 ? 0 : a % b;

    public static ulong Modulo(ulong a, ulong b) => b == 0 ? 0 : a % b;

    public static float Power(float a, double b) => (float)Math.Pow(a, b);

    public static double Power(double a, double b) => Math.Pow(a, b);

    /// <summary>Duration times real.</summary>
    public static long Scale(long duration, double by) => Saturate(Math.Round(duration * by));

    /// <summary>Duration divided by real.</summary>
    public static long ScaleDown(long duration, double by)
    {
        Check(by == 0);
        return Saturate(Math.Round(duration / by));
    }

    /// <summary>A time of day within its day.</summary>
    public static long WithinDay(long time)
    {
        var rest = time % Day;
        return rest < 0 ? rest + Day : rest;
    }

    /// <summary>Computes two values of one type known when compiling; null where there is none (division by zero).</summary>
    public static object? Fold<T>(BinaryOperator @operator, T a, T b)
        where T : INumber<T>, IMinMaxValue<T> => @operator switch
    {
        BinaryOperator.Add => unchecked(a + b),
        BinaryOperator.Subtract => unchecked(a - b),
        BinaryOperator.Multiply => unchecked(a * b),
        BinaryOperator.Divide when T.IsZero(b) => null,
        BinaryOperator.Divide when T.IsNegative(b) && b == -T.One && a == T.MinValue => unchecked(-a),
        BinaryOperator.Divide => a / b,
        BinaryOperator.Modulo => T.IsZero(b) || (T.IsNegative(b) && b == -T.One) ? T.Zero : a % b,
        BinaryOperator.Less => a < b,
        BinaryOperator.Greater => a > b,
        BinaryOperator.LessOrEqual => a <= b,
        BinaryOperator.GreaterOrEqual => a >= b,
        BinaryOperator.Equal => a == b,
        BinaryOperator.NotEqual => a != b,
        _ => null,
    };

    private static long Saturate(double value) => double.IsNaN(value) ? 0 : value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Check(bool isZero)
    {
        if (isZero)
        {
            PlcThrow.DivisionByZero("division by zero");
        }
    }
}
