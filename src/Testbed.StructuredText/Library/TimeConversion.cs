using System.Globalization;
using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Conversions of durations and dates, among each other (table 26) and with numbers. All are nanoseconds in 64 bits, so the short and the long form
/// of one are the same.</summary>
internal static class TimeConversion
{
    /// <summary>Nanoseconds of a millisecond.</summary>
    public const long Millisecond = 1_000_000;

    /// <summary>Nanoseconds of a second.</summary>
    public const long Second = 1_000_000_000;

    /// <summary>Nanoseconds of a day.</summary>
    public const long Day = 86_400 * Second;

    private enum Family
    {
        Duration,
        Date,
        TimeOfDay,
        DateAndTime,
    }

    /// <summary>Whether there is a conversion.</summary>
    public static bool Exists(ElementaryType from, ElementaryType to) => (FamilyOf(from), FamilyOf(to)) switch
    {
        var (a, b) when a == b => true,
        (Family.DateAndTime, Family.Date or Family.TimeOfDay) or (Family.Date, Family.DateAndTime) => true,
        (Family.Duration, Family.TimeOfDay) or (Family.TimeOfDay, Family.Duration) => true,
        _ => false,
    };

    /// <summary>Among durations and dates.</summary>
    public static Expression Emit(Expression value, ElementaryType from, ElementaryType to) => (FamilyOf(from), FamilyOf(to)) switch
    {
        (Family.DateAndTime, Family.Date) => Define.Call((Func<long, long>)DateOf, value),
        (Family.DateAndTime, Family.TimeOfDay) => Define.Call((Func<long, long>)TimeOfDayOf, value),
        (Family.Duration, Family.TimeOfDay) => Define.Call((Func<long, long>)WithinDay, value),
        _ => value,
    };

    /// <summary>To a bit string, an integer or a real, in the unit of the type.</summary>
    public static Expression ToNumber(Expression value, ElementaryType from, ElementaryType to)
    {
        if (to.Kind == Elementary.Bool)
        {
            return Expression.NotEqual(value, Expression.Constant(0L));
        }

        if (to.IsReal)
        {
            return Expression.Convert(Expression.Divide(Expression.Convert(value, typeof(double)), Expression.Constant((double)Unit(from))), to.ClrType);
        }

        var count = Unit(from) == 1 ? value : Expression.Divide(value, Expression.Constant(Unit(from)));
        return NumberConversion.Emit(count, ElementaryType.Of(Elementary.LInt), to, to.Name);
    }

    /// <summary>From a bit string, an integer or a real, in the unit of the type.</summary>
    public static Expression FromNumber(Expression value, ElementaryType from, ElementaryType to)
    {
        var unit = Unit(to);
        var linear = ElementaryType.Of(Elementary.LInt);
        Expression result;
        if (from.IsReal)
        {
            result = NumberConversion.Rounded(Expression.Multiply(Expression.Convert(value, typeof(double)), Expression.Constant((double)unit)), linear,
                to.Name);
        }
        else
        {
            var count = from.Kind == Elementary.Bool ? Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L))
                : NumberConversion.Emit(value, from, linear, to.Name);
            result = unit == 1 ? count : Define.Call((Func<long, long, string, long>)Scaled, count, Expression.Constant(unit), Expression.Constant(to.Name));
        }

        return FamilyOf(to) switch
        {
            Family.TimeOfDay => Define.Call((Func<long, long>)WithinDay, result),
            Family.Date => Define.Call((Func<long, long>)DateOf, result),
            _ => result,
        };
    }

    /// <summary>Midnight of the day.</summary>
    public static long DateOf(long value) => value - TimeOfDayOf(value);

    /// <summary>Since midnight.</summary>
    public static long TimeOfDayOf(long value)
    {
        var rest = value % Day;
        return rest < 0 ? rest + Day : rest;
    }

    private static long WithinDay(long value)
    {
        if (value is < 0 or >= Day)
        {
            PlcThrow.Range($"{(value / (double)Second).ToString(CultureInfo.InvariantCulture)} s is no time of day");
        }

        return value;
    }

    private static long Scaled(long count, long unit, string type)
    {
        var result = Math.BigMul(count, unit);
        if (result < long.MinValue || result > long.MaxValue)
        {
            PlcThrow.Range(count.ToString(CultureInfo.InvariantCulture), type);
        }

        return (long)result;
    }

    private static long Unit(ElementaryType type) => type.Kind switch
    {
        Elementary.Time or Elementary.TimeOfDay => Millisecond,
        Elementary.Date or Elementary.DateAndTime => Second,
        _ => 1,
    };

    private static Family FamilyOf(ElementaryType type) => type.Kind switch
    {
        Elementary.Time or Elementary.LTime => Family.Duration,
        Elementary.Date or Elementary.LDate => Family.Date,
        Elementary.TimeOfDay or Elementary.LTimeOfDay => Family.TimeOfDay,
        _ => Family.DateAndTime,
    };
}
