using System.Buffers;
using System.Globalization;

namespace Testbed.StructuredText;

/// <summary>
/// Reads literals out of texts while a program runs: what <see cref="LiteralText"/> writes, and every other form of 6.3: signs, underscores, bases, type
/// prefixes. Blanks around are skipped.
/// </summary>
internal static class LiteralReader
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789._");
    private static readonly SearchValues<char> StartOfNumber = SearchValues.Create("0123456789_");

    /// <summary>TRUE, FALSE, 1, 0, with or without <c>BOOL#</c>.</summary>
    public static bool TryBool(string text, out bool value)
    {
        var body = Body(text, "BOOL");
        value = body.Equals("TRUE", StringComparison.OrdinalIgnoreCase) || body is "1";
        return value || body.Equals("FALSE", StringComparison.OrdinalIgnoreCase) || body is "0";
    }

    /// <summary>An integer: <c>-12</c>, <c>1_000</c>, <c>16#FF</c>, <c>INT#5</c>, <c>WORD#2#1010</c>.</summary>
    public static bool TryInteger(string text, out Int128 value)
    {
        value = 0;
        var body = text.AsSpan().Trim();
        if (body.IndexOf('#') is > 0 and var mark && char.IsAsciiLetter(body[0]))
        {
            if (ElementaryType.Find(body[..mark].ToString()) is not { } type || !(type.IsInteger || type.IsBitString))
            {
                return false;
            }

            body = body[(mark + 1)..];
        }

        var isNegative = body.StartsWith("-", StringComparison.Ordinal);
        body = isNegative || body.StartsWith("+", StringComparison.Ordinal) ? body[1..] : body;
        var radix = 10;
        if (body.IndexOf('#') is > 0 and var based)
        {
            radix = body[..based] switch { "16" => 16, "8" => 8, "2" => 2, _ => 0 };
            body = body[(based + 1)..];
        }

        if (!TryDigits(body, radix, out var magnitude))
        {
            return false;
        }

        value = isNegative ? -magnitude : magnitude;
        return true;
    }

    /// <summary>A number with or without a point and an exponent.</summary>
    public static bool TryReal(string text, out double value)
    {
        var body = text.AsSpan().Trim();
        body = Strip(Strip(body, "REAL#"), "LREAL#");
        var compact = body.Contains('_') ? body.ToString().Replace("_", "", StringComparison.Ordinal) : body.ToString();
        return double.TryParse(compact, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A duration or date with the prefix of its type, long or short.</summary>
    public static bool TryTime(string text, Elementary kind, out long value)
    {
        value = 0;
        var body = text.AsSpan().Trim();
        var mark = body.IndexOf('#');
        if (mark < 0 || !IsPrefix(body[..mark].ToString().ToUpperInvariant(), kind))
        {
            return false;
        }

        body = body[(mark + 1)..];
        switch (kind)
        {
            case Elementary.Time or Elementary.LTime:
                return TryDuration(body, out value);
            case Elementary.Date or Elementary.LDate:
                return TryDate(body, out value);
            case Elementary.TimeOfDay or Elementary.LTimeOfDay:
                return TryTimeOfDay(body, out value);
            default:
                var cut = body.LastIndexOf('-');
                if (cut <= 0 || !TryDate(body[..cut], out var date) || !TryTimeOfDay(body[(cut + 1)..], out var time))
                {
                    return false;
                }

                value = date + time;
                return true;
        }
    }

    private static bool IsPrefix(string prefix, Elementary kind) => kind switch
    {
        Elementary.Time or Elementary.LTime => prefix is "T" or "TIME" or "LT" or "LTIME",
        Elementary.Date or Elementary.LDate => prefix is "D" or "DATE" or "LD" or "LDATE",
        Elementary.TimeOfDay or Elementary.LTimeOfDay => prefix is "TOD" or "TIME_OF_DAY" or "LTOD" or "LTIME_OF_DAY",
        _ => prefix is "DT" or "DATE_AND_TIME" or "LDT" or "LDATE_AND_TIME",
    };

    private static ReadOnlySpan<char> Body(string text, string type) => Strip(text.AsSpan().Trim(), type + "#");

    private static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text;

    private static bool TryDigits(ReadOnlySpan<char> digits, int radix, out Int128 value)
    {
        value = 0;
        var wasDigit = false;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : -1;
            if (c == '_' ? !wasDigit : digit < 0 || digit >= radix)
            {
                return false;
            }

            wasDigit = c != '_';
            value = wasDigit ? (value * radix) + digit : value;
            if (value > ulong.MaxValue)
            {
                return false;
            }
        }

        return wasDigit;
    }

    private static bool TryDuration(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        var isNegative = text.StartsWith("-", StringComparison.Ordinal);
        var rest = isNegative ? text[1..] : text;
        var sum = 0m;
        var least = decimal.MaxValue;
        while (rest.Length > 0)
        {
            var length = Math.Max(0, rest.IndexOfAnyExcept(NumberCharacters));
            var unit = rest[length..].IndexOfAny(StartOfNumber) is >= 0 and var end ? rest[length..(length + end)] : rest[length..];
            var nanoseconds = UnitOf(unit);
            if (nanoseconds is null || nanoseconds >= least || !TryDecimal(rest[..length], out var count) || count > 9223372036854775808m / nanoseconds.Value)
            {
                return false;
            }

            least = nanoseconds.Value;
            sum += count * nanoseconds.Value;
            rest = rest[(length + unit.Length)..].TrimStart('_');
        }

        sum = decimal.Round(isNegative ? -sum : sum);
        if (least == decimal.MaxValue || sum < long.MinValue || sum > long.MaxValue)
        {
            return false;
        }

        value = (long)sum;
        return true;
    }

    private static decimal? UnitOf(ReadOnlySpan<char> name) => name.ToString().ToLowerInvariant() switch
    {
        "d" => TimeConversion.Day,
        "h" => 3600 * TimeConversion.Second,
        "m" => 60 * TimeConversion.Second,
        "s" => TimeConversion.Second,
        "ms" => TimeConversion.Millisecond,
        "us" => 1000,
        "ns" => 1,
        _ => null,
    };

    private static bool TryDecimal(ReadOnlySpan<char> text, out decimal value) =>
        decimal.TryParse(text.ToString().Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    private static bool TryDate(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (!DateTime.TryParseExact(text, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 1678 or > 2261)
        {
            return false;
        }

        value = (date - DateTime.UnixEpoch).Days * TimeConversion.Day;
        return true;
    }

    private static bool TryTimeOfDay(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, ':') != 3 || !TryDecimal(text[parts[0]], out var hours) || !TryDecimal(text[parts[1]], out var minutes)
            || !TryDecimal(text[parts[2]], out var seconds))
        {
            return false;
        }

        value = (long)((((hours * 60) + minutes) * 60 + seconds) * TimeConversion.Second);
        return hours % 1 == 0 && minutes % 1 == 0 && hours < 24 && minutes < 60 && seconds < 60;
    }
}
