using System.Buffers;
using System.Globalization;

namespace Testbed.StructuredText;

/// <content>Durations and dates (tables 8 and 9). All values are nanoseconds in 64 bits.</content>
internal sealed partial class Lexer
{
    private const long Second = 1_000_000_000;

    /// <summary>From the largest: the parts of a duration stand in this order.</summary>
    private static readonly (string Name, long Nanoseconds)[] Units =
        [("D", 86_400 * Second), ("H", 3_600 * Second), ("M", 60 * Second), ("S", Second), ("MS", 1_000_000), ("US", 1_000), ("NS", 1)];

    private static readonly SearchValues<char> NumberParts = SearchValues.Create("0123456789_.");

    private static string? TimePrefix(ReadOnlySpan<char> word) => word.Length > 22 ? null : word.ToString().ToUpperInvariant() switch
    {
        "T" or "TIME" => "TIME",
        "LT" or "LTIME" => "LTIME",
        "D" or "DATE" => "DATE",
        "LD" or "LDATE" => "LDATE",
        "TOD" or "TIME_OF_DAY" => "TIME_OF_DAY",
        "LTOD" or "LTIME_OF_DAY" => "LTIME_OF_DAY",
        "DT" or "DATE_AND_TIME" => "DATE_AND_TIME",
        "LDT" or "LDATE_AND_TIME" => "LDATE_AND_TIME",
        _ => null,
    };

    private void TimeLiteral(int start, string type)
    {
        var first = _at;
        var isDuration = type is "TIME" or "LTIME";
        _at += isDuration && Peek(0) is '-' or '+' ? 1 : 0;
        while (IsWordPart(Peek(0)) || (Peek(0) is '.' or '-' or ':' && char.IsAsciiDigit(Peek(1)) && (Peek(0) == '.' || !isDuration)))
        {
            _at++;
        }

        var text = _text.AsSpan(first, _at - first);
        if (isDuration)
        {
            if (!TryDuration(text, out var duration))
            {
                var fix = "parts stand in the order d h m s ms us ns, the last may have a fraction: T#1h30m, T#2.5s";
                Report(StCodes.BadDuration, start, _at - start, $"{_text[start.._at]} is no duration of at most 292 years", fix);
            }

            Add(TokenKind.Time, start, duration, type);
            return;
        }

        var (kind, form) = type switch
        {
            "DATE" or "LDATE" => (TokenKind.Date, "D#2024-02-29"),
            "TIME_OF_DAY" or "LTIME_OF_DAY" => (TokenKind.TimeOfDay, "TOD#15:36:55.36"),
            _ => (TokenKind.DateAndTime, "DT#2024-02-29-15:36:55.36"),
        };
        if (!TryDate(text, kind, out var value))
        {
            Report(StCodes.BadDate, start, _at - start, $"{_text[start.._at]} is no {type} from 1677 to 2262", $"the form is {form}");
        }

        Add(kind, start, value, type);
    }

    private static bool TryDuration(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        var isNegative = text.StartsWith("-");
        text = text[(isNegative || text.StartsWith("+") ? 1 : 0)..];
        var isFine = !text.IsEmpty;
        Int128 sum = 0;
        for (int unit = 0, isLast = 0; isFine && !text.IsEmpty;)
        {
            var length = text.IndexOfAnyExcept(NumberParts);
            var letters = length < 0 ? -1 : text[length..].IndexOfAny(NumberParts);
            var name = length < 0 ? default : letters < 0 ? text[length..] : text.Slice(length, letters);
            var found = unit;
            while (found < Units.Length && !name.Equals(Units[found].Name, StringComparison.OrdinalIgnoreCase))
            {
                found++;
            }

            var part = (Int128)0;
            isFine = length > 0 && found < Units.Length && isLast == 0 && TryDecimal(text[..length], Units[found].Nanoseconds, out part, out isLast);
            sum += part;
            unit = found + 1;
            text = isFine && letters >= 0 ? text[(length + letters)..].TrimStart('_') : isFine ? default : text;
        }

        sum = isNegative ? -sum : sum;
        isFine &= sum >= long.MinValue && sum <= long.MaxValue;
        value = isFine ? (long)sum : 0;
        return isFine;
    }

    /// <summary>A number with or without fraction, times a unit, exactly; <paramref name="hasFraction"/> is 1 with one.</summary>
    private static bool TryDecimal(ReadOnlySpan<char> text, long unit, out Int128 value, out int hasFraction)
    {
        (value, hasFraction) = (0, 0);
        Int128 scale = 1;
        Int128 fraction = 0;
        if (!IsGrouped(text) || text[0] == '.' || text[^1] == '.')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (c == '.')
            {
                hasFraction++;
            }
            else if (c != '_' && hasFraction == 0)
            {
                value = Int128.Min((value * 10) + (c - '0'), ulong.MaxValue);
            }
            else if (c != '_' && scale < 1_000_000_000_000_000)
            {
                (fraction, scale) = ((fraction * 10) + (c - '0'), scale * 10);
            }
        }

        value = (value * unit) + (fraction * unit / scale);
        return hasFraction <= 1;
    }

    private static bool TryDate(ReadOnlySpan<char> text, TokenKind kind, out long value)
    {
        value = 0;
        Int128 sum = 0;
        if (kind != TokenKind.TimeOfDay)
        {
            var length = kind == TokenKind.Date ? text.Length : NthDash(text, 3);
            string[] forms = ["yyyy-M-d", "yyyy-MM-dd"];
            if (length < 0 || !DateOnly.TryParseExact(text[..length], forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return false;
            }

            sum = (Int128)(date.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * Units[0].Nanoseconds;
            text = text[Math.Min(text.Length, length + 1)..];
        }

        if (kind != TokenKind.Date)
        {
            if (!TryTimeOfDay(text, out var time))
            {
                return false;
            }

            sum += time;
        }

        var fits = sum >= long.MinValue && sum <= long.MaxValue;
        value = fits ? (long)sum : 0;
        return fits;
    }

    private static bool TryTimeOfDay(ReadOnlySpan<char> text, out Int128 value)
    {
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, ':');
        value = 0;
        if (count is not (2 or 3)
            || !TryDecimal(text[parts[0]], Units[1].Nanoseconds, out var hours, out var hoursFraction)
            || !TryDecimal(text[parts[1]], Units[2].Nanoseconds, out var minutes, out var minutesFraction))
        {
            return false;
        }

        Int128 seconds = 0;
        if (count == 3 && !TryDecimal(text[parts[2]], Second, out seconds, out _))
        {
            return false;
        }

        value = hours + minutes + seconds;
        return hoursFraction + minutesFraction == 0 && hours < Units[0].Nanoseconds && minutes < Units[1].Nanoseconds && seconds < Units[2].Nanoseconds;
    }

    private static int NthDash(ReadOnlySpan<char> text, int n)
    {
        var at = -1;
        for (; n > 0; n--)
        {
            var next = text[(at + 1)..].IndexOf('-');
            if (next < 0)
            {
                return -1;
            }

            at += next + 1;
        }

        return at;
    }
}
