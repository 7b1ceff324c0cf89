using System.Globalization;
using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Arithmetic of durations and dates (table 35), behind the operators and the named functions. A result beyond 64 bits is a range fault; a time of day goes
/// round at midnight.
/// </summary>
internal static class TimeArithmetic
{
    /// <summary>Operand, operand and result in their short form; the long form has the same rows.</summary>
    private static readonly (string Operation, Elementary Left, Elementary Right, Elementary Result)[] Rows =
    [
        ("ADD", Elementary.Time, Elementary.Time, Elementary.Time),
        ("ADD", Elementary.TimeOfDay, Elementary.Time, Elementary.TimeOfDay),
        ("ADD", Elementary.DateAndTime, Elementary.Time, Elementary.DateAndTime),
        ("SUB", Elementary.Time, Elementary.Time, Elementary.Time),
        ("SUB", Elementary.Date, Elementary.Date, Elementary.Time),
        ("SUB", Elementary.TimeOfDay, Elementary.Time, Elementary.TimeOfDay),
        ("SUB", Elementary.TimeOfDay, Elementary.TimeOfDay, Elementary.Time),
        ("SUB", Elementary.DateAndTime, Elementary.Time, Elementary.DateAndTime),
        ("SUB", Elementary.DateAndTime, Elementary.DateAndTime, Elementary.Time),
    ];

    /// <summary>The rows in both forms.</summary>
    public static IEnumerable<(string Operation, ElementaryType Left, ElementaryType Right, ElementaryType Result)> Sums { get; } =
        [.. Rows.Select(r => (r.Operation, ElementaryType.Of(r.Left), ElementaryType.Of(r.Right), ElementaryType.Of(r.Result))),
            .. Rows.Select(r => (r.Operation, Long(r.Left), Long(r.Right), Long(r.Result)))];

    /// <summary>The long form of a type.</summary>
    public static ElementaryType Long(Elementary kind) => ElementaryType.Of(kind switch
    {
        Elementary.Time => Elementary.LTime,
        Elementary.Date => Elementary.LDate,
        Elementary.TimeOfDay => Elementary.LTimeOfDay,
        Elementary.DateAndTime => Elementary.LDateAndTime,
        _ => kind,
    });

    /// <summary>The overload of ADD, SUB, MUL or DIV for durations and dates; null when there is none. ADD takes several durations, and MUL the number first
    /// too.</summary>
    public static FunctionMatch? Match(string operation, IReadOnlyList<ArgumentType> arguments)
    {
        if (operation is "MUL" or "DIV")
        {
            return Product(operation, arguments);
        }

        if (operation == "ADD" && arguments.Count > 2)
        {
            return Define.Match(arguments, 2, true, t => t is ElementaryType { IsDuration: true },
                (type, a) => Define.Fold(a, (x, y) => Sum("ADD", type, x, y)));
        }

        if (arguments.Count != 2)
        {
            return null;
        }

        foreach (var (_, left, right, result) in Sums.Where(s => s.Operation == operation))
        {
            if (Overload.Fits(arguments[0], left) && Overload.Fits(arguments[1], right))
            {
                return new FunctionMatch([left, right], result, a => Sum(operation, result, a[0], a[1]));
            }
        }

        return operation == "ADD" && arguments[0].Type is ElementaryType { IsDuration: true } && arguments[1].Type is ElementaryType { IsDate: true }
            ? Swapped(operation, arguments) : null;
    }

    /// <summary>The code of a row.</summary>
    public static Expression Sum(string operation, StType result, Expression x, Expression y)
    {
        var sum = operation == "ADD" ? Define.Call((Func<long, long, string, long>)Add, x, y, Expression.Constant(result.Name))
            : Define.Call((Func<long, long, string, long>)Subtract, x, y, Expression.Constant(result.Name));
        return result is ElementaryType { Kind: Elementary.TimeOfDay or Elementary.LTimeOfDay }
            ? Define.Call((Func<long, long>)TimeConversion.TimeOfDayOf, sum) : sum;
    }

    /// <summary>A duration times or divided by a number.</summary>
    public static Expression Product(string operation, Expression duration, Expression number, StType type)
    {
        var name = Expression.Constant(type.Name);
        if (number.Type == typeof(float) || number.Type == typeof(double))
        {
            var real = number.Type == typeof(double) ? number : Expression.Convert(number, typeof(double));
            return operation == "MUL" ? Define.Call((Func<long, double, string, long>)Multiply, duration, real, name)
                : Define.Call((Func<long, double, string, long>)Divide, duration, real, name);
        }

        var whole = number.Type == typeof(ulong) ? NumberConversion.Checked(number, ElementaryType.Of(Elementary.LInt), "LINT")
            : Expression.Convert(number, typeof(long));
        return operation == "MUL" ? Define.Call((Func<long, long, string, long>)Multiply, duration, whole, name)
            : Define.Call((Func<long, long, string, long>)Divide, duration, whole, name);
    }

    private static FunctionMatch? Swapped(string operation, IReadOnlyList<ArgumentType> arguments) =>
        Match(operation, [arguments[1], arguments[0]]) is { } match
            ? match with { Parameters = [match.Parameters[1], match.Parameters[0]], Emit = a => Define.Once(a, v => match.Emit([v[1], v[0]])) }
            : null;

    private static FunctionMatch? Product(string operation, IReadOnlyList<ArgumentType> arguments)
    {
        if (arguments.Count != 2)
        {
            return null;
        }

        if (arguments[0].Type is ElementaryType { IsDuration: true } type)
        {
            var number = Overload.Common([arguments[1]], Any.Num);
            return number is null ? null : new FunctionMatch([type, number], type, a => Product(operation, a[0], a[1], type));
        }

        return operation == "MUL" && arguments[1].Type is ElementaryType { IsDuration: true } second && Overload.Common([arguments[0]], Any.Num) is { } first
            ? new FunctionMatch([first, second], second, a => Define.Once(a, v => Product(operation, v[1], v[0], second)))
            : null;
    }

    private static long Add(long x, long y, string type) => Cut((Int128)x + y, type);

    private static long Subtract(long x, long y, string type) => Cut((Int128)x - y, type);

    private static long Multiply(long x, long y, string type) => Cut(Math.BigMul(x, y), type);

    private static long Multiply(long x, double y, string type) => Cut(x * y, type);

    private static long Divide(long x, long y, string type)
    {
        if (y == 0)
        {
            PlcThrow.DivisionByZero($"{type} / 0");
        }

        return y == -1 ? Cut(-(Int128)x, type) : x / y;
    }

    private static long Divide(long x, double y, string type)
    {
        if (y == 0)
        {
            PlcThrow.DivisionByZero($"{type} / 0");
        }

        return Cut(x / y, type);
    }

    private static long Cut(Int128 value, string type)
    {
        if (value < long.MinValue || value > long.MaxValue)
        {
            PlcThrow.Range($"{value.ToString(CultureInfo.InvariantCulture)} ns", type);
        }

        return (long)value;
    }

    private static long Cut(double value, string type)
    {
        var whole = Math.Round(value);
        if (!(whole >= long.MinValue && whole < 9223372036854775808.0))
        {
            PlcThrow.Range($"{value.ToString(CultureInfo.InvariantCulture)} ns", type);
        }

        return (long)whole;
    }
}
