using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Functions that join dates and times, and DAY_OF_WEEK, 0 for Sunday (table 36). What is no date or time of day is a range fault. The SPLIT functions have
/// several results: they are in <c>dates.st</c>.
/// </summary>
internal static class DateFunctions
{
    private static readonly string[] DateInputs = ["YEAR", "MONTH", "DAY"];
    private static readonly string[] TimeInputs = ["HOUR", "MINUTE", "SECOND", "MILLISECOND"];
    private static readonly ElementaryType Count = ElementaryType.Of(Elementary.LInt);

    public static IEnumerable<StandardFunction> All()
    {
        foreach (var isLong in new[] { false, true })
        {
            ElementaryType Of(Elementary kind) => isLong ? TimeArithmetic.Long(kind) : ElementaryType.Of(kind);
            var (prefix, date, time, both) = (isLong ? "L" : "", Of(Elementary.Date), Of(Elementary.TimeOfDay), Of(Elementary.DateAndTime));
            yield return Join($"CONCAT_DATE_{prefix}TOD", ElementaryType.Of(Elementary.Date), time, both);
            yield return Parts($"CONCAT_{prefix}DATE", DateInputs, date, a => Define.Call((Func<long, long, long, long>)DateOf, [.. a]));
            yield return Parts($"CONCAT_{prefix}TOD", TimeInputs, time, TimeOf);
            yield return Parts($"CONCAT_{prefix}DT", [.. DateInputs, .. TimeInputs], both,
                a => Expression.Add(Define.Call((Func<long, long, long, long>)DateOf, [.. a.Take(3)]), TimeOf([.. a.Skip(3)])));
        }

        yield return Join("CONCAT_LDATE_LTOD", ElementaryType.Of(Elementary.LDate), ElementaryType.Of(Elementary.LTimeOfDay),
            ElementaryType.Of(Elementary.LDateAndTime));
        yield return Define.Fixed(
            "DAY_OF_WEEK", ["IN"], [ElementaryType.Of(Elementary.LDate)], ElementaryType.Of(Elementary.Int), a =>
                Define.Call((Func<long, short>)DayOfWeek, a[0]));
    }

    private static StandardFunction Join(string name, ElementaryType date, ElementaryType time, ElementaryType result) =>
        Define.Fixed(name, ["IN1", "IN2"], [date, time], result, a => Expression.Add(a[0], a[1]));

    /// <summary>Integers of any type up to LINT.</summary>
    private static StandardFunction Parts(string name, string[] inputs, ElementaryType result, Func<IReadOnlyList<Expression>, Expression> emit) =>
        Define.Fixed(name, inputs, [.. inputs.Select(_ => Count)], result, emit);

    private static Expression TimeOf(IReadOnlyList<Expression> a) => Define.Call((Func<long, long, long, long, long>)TimeOf, [.. a]);

    private static long DateOf(long year, long month, long day)
    {
        if (year is < 1678 or > 2261 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month))
        {
            PlcThrow.Range($"There is no date {year}-{month}-{day}");
        }

        return (new DateTime((int)year, (int)month, (int)day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Days * TimeConversion.Day;
    }

    private static long TimeOf(long hour, long minute, long second, long millisecond)
    {
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || millisecond is < 0 or > 999)
        {
            PlcThrow.Range($"There is no time of day {hour}:{minute}:{second}, {millisecond} ms");
        }

        return ((((hour * 60) + minute) * 60) + second) * TimeConversion.Second + (millisecond * TimeConversion.Millisecond);
    }

    /// <summary>1970-01-01 was a Thursday.</summary>
    private static short DayOfWeek(long date)
    {
        var days = TimeConversion.DateOf(date) / TimeConversion.Day;
        return (short)((((days + 4) % 7) + 7) % 7);
    }
}
