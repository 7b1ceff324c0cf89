using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// The implicit conversions (6.4.2.2, figures 11 and 12): those that lose neither range nor precision. BOOL to LWORD each to the wider; integers to wider
/// ones that hold every value, signed ones
/// for unsigned too; integers of up to 16 bits to REAL, of up to 32 to LREAL; the short forms of durations and dates to the long ones; CHAR to STRING, WCHAR
/// to WSTRING. Texts of one width
/// convert whatever their length, since an assignment truncates.
/// </summary>
internal static class ImplicitConversion
{
    private static readonly ElementaryType[] All = [.. Enum.GetValues<Elementary>().Select(ElementaryType.Of)];

    /// <summary>Whether a value of one type may stand where the other is wanted; a type converts to itself.</summary>
    public static bool Exists(StType from, StType to) => (from, to) switch
    {
        (ElementaryType a, ElementaryType b) => a == b || Widens(a, b),
        (ElementaryType a, TextType b) => a.Kind == (b.IsWide ? Elementary.WChar : Elementary.Char),
        (TextType a, TextType b) => a.IsWide == b.IsWide,
        _ => StType.Same(from, to),
    };

    /// <summary>The narrowest type that both convert to, an integer before a real; null where there is none (LINT and ULINT, WORD and UINT).</summary>
    public static StType? Common(StType a, StType b)
    {
        if (Exists(a, b) && Exists(b, a))
        {
            return a is TextType x && b is TextType y && y.MaxLength > x.MaxLength ? b : a;
        }

        if (Exists(a, b))
        {
            return b;
        }

        if (Exists(b, a))
        {
            return a;
        }

        return All.Where(t => Exists(a, t) && Exists(b, t)).MinBy(t => (t.IsReal, t.Size, t.Kind));
    }

    /// <summary>The code of a conversion that <see cref="Exists"/>, from the CLR type of one to that of the other.</summary>
    public static Expression Emit(Expression value, StType from, StType to)
    {
        if (from is ElementaryType character && to is TextType)
        {
            return CharacterText.ToText(value, character);
        }

        if (from is ElementaryType { Kind: Elementary.Bool } && to is ElementaryType { Kind: not Elementary.Bool })
        {
            return Expression.Condition(value, Expression.Constant(Convert.ChangeType(1, to.ClrType, null)),
                Expression.Constant(Convert.ChangeType(0, to.ClrType, null)));
        }

        return from.ClrType == to.ClrType ? value : Expression.Convert(value, to.ClrType);
    }

    private static bool Widens(ElementaryType from, ElementaryType to)
    {
        if (from.IsBitString)
        {
            return to.IsBitString && to.Kind > from.Kind;
        }

        if (from.IsInteger && to.IsInteger)
        {
            return from.Size < to.Size && (to.IsSigned || !from.IsSigned);
        }

        if (from.IsInteger && to.IsReal)
        {
            return from.Size < to.Size;
        }

        return (from.Kind, to.Kind) is (Elementary.Real, Elementary.LReal) or (Elementary.Time, Elementary.LTime) or (Elementary.Date, Elementary.LDate)
            or (Elementary.TimeOfDay, Elementary.LTimeOfDay) or (Elementary.DateAndTime, Elementary.LDateAndTime);
    }
}
