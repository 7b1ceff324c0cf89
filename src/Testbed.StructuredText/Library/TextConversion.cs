using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Conversions to and from texts: elementary values are written as <see cref="LiteralText"/> does and read as <see cref="LiteralReader"/>
/// does.</summary>
internal static class TextConversion
{
    /// <summary>From a value.</summary>
    public static Expression ToText(Expression value, ElementaryType from, bool isWide)
    {
        var kind = from.Kind;
        if (kind is Elementary.Char or Elementary.WChar)
        {
            var text = CharacterText.ToText(value, from);
            return kind == Elementary.WChar && !isWide ? Define.Call((Func<string, string>)Narrowed, text) : text;
        }

        if (kind == Elementary.Bool)
        {
            return Expression.Condition(value, Expression.Constant("TRUE"), Expression.Constant("FALSE"));
        }

        if (kind is Elementary.Real or Elementary.LReal)
        {
            return kind == Elementary.Real ? Define.Call((Func<float, string>)LiteralText.OfReal, value)
                : Define.Call((Func<double, string>)LiteralText.OfReal, value);
        }

        if (from.IsDuration || from.IsDate)
        {
            return Define.Call((Func<long, Elementary, string>)LiteralText.OfTime, value, Expression.Constant(kind));
        }

        return from.ClrType == typeof(ulong)
            ? Define.Call((Func<ulong, string>)LiteralText.OfInteger, value)
            : Define.Call((Func<long, string>)LiteralText.OfInteger, Expression.Convert(value, typeof(long)));
    }

    /// <summary>To a value.</summary>
    public static Expression FromText(Expression text, ElementaryType to)
    {
        var name = Expression.Constant(to.Name);
        switch (to.Kind)
        {
            case Elementary.Bool:
                return Define.Call((Func<string, bool>)Bool, text);
            case Elementary.Char:
                return Expression.Convert(Define.Call((Func<ushort, ushort>)Narrowed, Define.Call((Func<string, ushort>)CharacterText.First, text)),
                    typeof(byte));
            case Elementary.WChar:
                return Define.Call((Func<string, ushort>)CharacterText.First, text);
            case Elementary.Real or Elementary.LReal:
                return NumberConversion.Emit(Define.Call((Func<string, string, double>)Real, text, name), ElementaryType.Of(Elementary.LReal), to, to.Name);
            case Elementary.LWord or Elementary.ULInt:
                return Define.Call((Func<string, string, ulong>)Unsigned, text, name);
        }

        if (to.IsDuration || to.IsDate)
        {
            return Define.Call((Func<string, Elementary, long>)Time, text, Expression.Constant(to.Kind));
        }

        return NumberConversion.Checked(Define.Call((Func<string, string, long>)Signed, text, name), to, to.Name);
    }

    /// <summary>A text in ISO 8859-1, with ? for what it lacks.</summary>
    public static string Narrowed(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff') ? string.Create(text.Length, text, (span, from) => Narrow(from, span)) : text;

    /// <summary>A character of ISO 8859-1, or ?.</summary>
    public static ushort Narrowed(ushort character) => character <= 0xFF ? character : '?';

    private static void Narrow(string from, Span<char> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (char)Narrowed(from[i]);
        }
    }

    private static bool Bool(string text) => LiteralReader.TryBool(text, out var value) ? value : Refuse<bool>(text, "BOOL");

    private static double Real(string text, string type) => LiteralReader.TryReal(text, out var value) ? value : Refuse<double>(text, type);

    private static long Signed(string text, string type) =>
        LiteralReader.TryInteger(text, out var value) && value >= long.MinValue && value <= long.MaxValue ? (long)value : Refuse<long>(text, type);

    private static ulong Unsigned(string text, string type) =>
        LiteralReader.TryInteger(text, out var value) && value >= 0 && value <= ulong.MaxValue ? (ulong)value : Refuse<ulong>(text, type);

    private static long Time(string text, Elementary kind) =>
        LiteralReader.TryTime(text, kind, out var value) ? value : Refuse<long>(text, ElementaryType.Of(kind).Name);

    private static T Refuse<T>(string text, string type)
    {
        PlcThrow.Range($"'{text}' is no {type}");
        return default!;
    }
}
