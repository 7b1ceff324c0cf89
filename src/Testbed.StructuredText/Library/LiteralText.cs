using System.Globalization;
using System.Text;

namespace Testbed.StructuredText;

/// <summary>Values as literals without type, which is how texts represent them (6.3; 6.6.2.5.7).</summary>
internal static class LiteralText
{
    private static readonly (long Nanoseconds, string Name)[] Units =
    [
        (TimeConversion.Day, "d"), (3600 * TimeConversion.Second, "h"), (60 * TimeConversion.Second, "m"), (TimeConversion.Second, "s"),
            (TimeConversion.Millisecond, "ms"), (1000, "us"), (1, "ns"),
    ];

    public static string OfInteger(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string OfInteger(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest that reads back as the same value, always with a point.</summary>
    public static string OfReal(float value) => WithPoint(value.ToString("R", CultureInfo.InvariantCulture));

    /// <inheritdoc cref="OfReal(float)"/>
    public static string OfReal(double value) => WithPoint(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A duration or date, with the prefix of its type: <c>T#1h2m</c>, <c>LTIME#5ns</c>, <c>D#2026-01-31</c>, <c>TOD#12:00:00</c>,
    /// <c>DT#2026-01-31-12:00:00.5</c>.</summary>
    public static string OfTime(long value, Elementary kind) => kind switch
    {
        Elementary.Time => "T#" + OfDuration(value, "0ms"),
        Elementary.LTime => "LTIME#" + OfDuration(value, "0ns"),
        Elementary.Date => "D#" + OfDate(value),
        Elementary.LDate => "LD#" + OfDate(value),
        Elementary.TimeOfDay => "TOD#" + OfTimeOfDay(value),
        Elementary.LTimeOfDay => "LTOD#" + OfTimeOfDay(value),
        Elementary.DateAndTime => $"DT#{OfDate(value)}-{OfTimeOfDay(value)}",
        _ => $"LDT#{OfDate(value)}-{OfTimeOfDay(value)}",
    };

    private static string WithPoint(string text)
    {
        if (text.Contains('.') || !char.IsAsciiDigit(text[^1]))
        {
            return text;
        }

        var exponent = text.IndexOf('E');
        return exponent < 0 ? text + ".0" : text.Insert(exponent, ".0");
    }

    private static string OfDuration(long value, string zero)
    {
        if (value == 0)
        {
            return zero;
        }

        var text = new StringBuilder(value < 0 ? "-" : "");
        var rest = value < 0 ? 0 - (ulong)value : (ulong)value;
        foreach (var (nanoseconds, name) in Units)
        {
            var count = rest / (ulong)nanoseconds;
            rest %= (ulong)nanoseconds;
            if (count != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count}{name}");
            }
        }

        return text.ToString();
    }

    private static string OfDate(long value)
    {
        var days = TimeConversion.DateOf(value) / TimeConversion.Day;
        return DateTime.UnixEpoch.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string OfTimeOfDay(long value)
    {
        var (seconds, rest) = Math.DivRem(TimeConversion.TimeOfDayOf(value), TimeConversion.Second);
        var text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return rest == 0 ? text : text + "." + rest.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
    }
}
