using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Explicit conversions (6.6.2.5.2 to 6.6.2.5.7, tables 22 to 27). What the standard leaves to the implementer is decided so:
/// <list type="bullet">
/// <item>Number to number: reals round half to even; a value that the target cannot hold is a range fault, also a REAL that would become infinite.</item>
/// <item>Bit strings transfer bits, to and from integers too: the rightmost are kept, missing ones are zero (no sign is extended), and nothing faults.</item>
/// <item>DWORD and REAL, LWORD and LREAL transfer bits (table 25); other pairs of a bit string and a real go by the value of the unsigned integer of that
/// width, with the checks of numbers.</item>
/// <item>BOOL is 0 or 1, and TRUE for anything but 0.</item>
/// <item>Durations and dates as numbers: TIME and TIME_OF_DAY milliseconds, DATE and DATE_AND_TIME seconds (since 1970-01-01), the long forms nanoseconds,
/// cut towards zero.</item>
/// <item>DATE_AND_TIME to DATE and to TIME_OF_DAY cut; DATE to DATE_AND_TIME is midnight; TIME_OF_DAY and TIME convert both ways, within a day.</item>
/// <item>CHAR and WCHAR are their code, as bits or integers. Texts are literals without type (6.3): what is no literal of the target is a range fault.
/// WSTRING to STRING puts ? for what ISO 8859-1 lacks.</item>
/// </list>
/// Absent, for want of a meaning: characters with BOOL, reals, durations and dates; durations with DATE and DATE_AND_TIME; DATE with TIME_OF_DAY; TIME_OF_DAY
/// to DATE_AND_TIME.
/// </summary>
internal static class Conversion
{
    /// <summary>Whether there is a conversion; every type converts to itself.</summary>
    public static bool Exists(StType from, StType to) => (from, to) switch
    {
        (TextType, TextType) => true,
        (TextType, ElementaryType) or (ElementaryType, TextType) => true,
        (ElementaryType a, ElementaryType b) => a == b || Exists(a, b),
        _ => false,
    };

    /// <summary>The code, from the CLR type of one to that of the other.</summary>
    public static Expression Emit(Expression value, StType from, StType to) => (from, to) switch
    {
        (TextType a, TextType b) => a.IsWide && !b.IsWide ? Define.Call((Func<string, string>)TextConversion.Narrowed, value) : value,
        (ElementaryType a, TextType b) => TextConversion.ToText(value, a, b.IsWide),
        (TextType, ElementaryType b) => TextConversion.FromText(value, b),
        (ElementaryType a, ElementaryType b) => a == b ? value : Emit(value, a, b),
        _ => throw new ArgumentException($"No conversion of {from} to {to}"),
    };

    private static bool IsTime(ElementaryType type) => type.IsDuration || type.IsDate;

    private static bool IsCharacter(ElementaryType type) => type.Kind is Elementary.Char or Elementary.WChar;

    private static bool Exists(ElementaryType from, ElementaryType to)
    {
        if (IsCharacter(from) || IsCharacter(to))
        {
            return TakesCode(from) && TakesCode(to);
        }

        return !IsTime(from) || !IsTime(to) || TimeConversion.Exists(from, to);
    }

    private static bool TakesCode(ElementaryType type) => IsCharacter(type) || type.IsInteger || (type.IsBitString && type.Kind != Elementary.Bool);

    private static Expression Emit(Expression value, ElementaryType from, ElementaryType to)
    {
        if (from.Kind == Elementary.WChar && to.Kind == Elementary.Char)
        {
            return Expression.Convert(Define.Call((Func<ushort, ushort>)TextConversion.Narrowed, value), typeof(byte));
        }

        if (IsTime(from))
        {
            return IsTime(to) ? TimeConversion.Emit(value, from, to) : TimeConversion.ToNumber(value, from, to);
        }

        if (IsTime(to))
        {
            return TimeConversion.FromNumber(value, from, to);
        }

        return to.Kind == Elementary.Bool ? Expression.NotEqual(value, Expression.Default(value.Type))
            : NumberConversion.Emit(FromBool(value), Unsigned(from), Unsigned(to), to.Name);
    }

    /// <summary>Characters are the unsigned integer of their width, and BOOL is a byte.</summary>
    private static ElementaryType Unsigned(ElementaryType type) => type.Kind switch
    {
        Elementary.Bool => ElementaryType.Of(Elementary.Byte),
        Elementary.Char => ElementaryType.Of(Elementary.USInt),
        Elementary.WChar => ElementaryType.Of(Elementary.UInt),
        _ => type,
    };

    private static Expression FromBool(Expression value) =>
        value.Type == typeof(bool) ? Expression.Condition(value, Expression.Constant((byte)1), Expression.Constant((byte)0)) : value;
}
