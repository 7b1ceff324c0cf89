using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Puts a value where a type is wanted: literals take the type if it holds them, all else converts by figure 12. Beyond the standard, with a warning: integers that a real holds only rounded
/// (DINT to REAL, LINT to LREAL), an enumeration as an integer of its base type or wider, and bit strings as unsigned integers (and back) where no bit is lost.
/// </summary>
internal static partial class Conversions
{
    /// <summary>The operand as <paramref name="to"/>, or a bad one after a message.</summary>
    public static Operand To(Operand value, StType to, DiagnosticSink sink)
    {
        if (value.IsBad)
        {
            return value;
        }

        if ((to is ReferenceType || value.Type is ReferenceType) && Reference(value, to, sink) is { } referring)
        {
            return referring;
        }

        if (value.IsUntyped)
        {
            return Literal(value, to, sink);
        }

        if (to is RangeType range && value.Constant is not null && Folding.AsInteger(value.Constant) is { } integer && (integer < range.Low || integer > range.High))
        {
            sink.Error(StCodes.ValueOutOfRange, value.Span, $"{integer} is outside of {to.Name}");
            return Operand.Bad(value.Span);
        }

        if (StType.Same(value.Type, to) || (to is RangeType && value.Type == to.Base))
        {
            return value with { Type = to };
        }

        if (value.Constant is string text && Text(value, text, to, sink) is { } literal)
        {
            return literal;
        }

        if (to is not EnumerationType && value.Type is not EnumerationType && ImplicitConversion.Exists(value.Base, to.Base))
        {
            return Convert(value, to);
        }

        return Lenient(value, to, sink) ?? Mismatch(value, to, sink);
    }

    /// <summary>Whether <see cref="To"/> would succeed without a warning.</summary>
    public static bool Fits(Operand value, StType to) => value.IsUntyped
        ? to.Base is ElementaryType type && (value.Constant is Int128 integer ? Folding.FromInteger(integer, type) is not null : type.IsReal)
        : StType.Same(value.Type, to) || ImplicitConversion.Exists(value.Base, to.Base);

    /// <summary>Two operands in the type that both convert to; null where there is none.</summary>
    public static StType? Common(Operand a, Operand b)
    {
        if (a.IsUntyped != b.IsUntyped)
        {
            var (literal, other) = a.IsUntyped ? (a, b) : (b, a);
            if (other.Type is EnumerationType)
            {
                return null;
            }

            return Fits(literal, other.Base) ? other.Base : ImplicitConversion.Common(literal.Base, other.Base) ?? Numbers(literal, other);
        }

        if (a.Type is EnumerationType || b.Type is EnumerationType)
        {
            return a.Type == b.Type ? a.Type : null;
        }

        return Integer(a) && Real(b) ? Wider(a, b) : Integer(b) && Real(a) ? Wider(b, a) : ImplicitConversion.Common(a.Base, b.Base) ?? Numbers(a, b);
    }

    public static Operand Convert(Operand value, StType to)
    {
        if (value.Constant is { } constant && Folding.Convert(constant, to) is { } folded)
        {
            return Operand.Of(value.Span, to, folded);
        }

        return new(value.Span, to, ImplicitConversion.Emit(value.Code, value.Base, to.Base));
    }

    /// <summary>A bit string of several bits.</summary>
    public static bool IsBits(StType type) => type is ElementaryType { IsBitString: true, Kind: not Elementary.Bool };

    // Bit strings with numbers: a real wins, then the wider, then the bit string.
    private static StType? Numbers(Operand a, Operand b)
    {
        var (bits, number) = IsBits(a.Base) ? (a.Base, b.Base) : (b.Base, a.Base);
        return IsBits(bits) && number is ElementaryType { IsNumber: true } other ? other.IsReal || other.Size > bits.Size ? other : bits : null;
    }

    private static bool Integer(Operand o) => o.Elementary is { IsInteger: true };

    private static bool Real(Operand o) => o.Elementary is { IsReal: true };

    // An integer and a real: LREAL holds what REAL does not, unless not even LREAL does; then the real's own type decides and the caller is warned.
    private static StType Wider(Operand integer, Operand real) => ImplicitConversion.Common(integer.Base, real.Base) ?? real.Base;

    private static Operand Literal(Operand value, StType to, DiagnosticSink sink)
    {
        if (to.Base is ElementaryType type && to is not EnumerationType)
        {
            if (value.Constant is double real && type.IsReal)
            {
                return Operand.Of(value.Span, to, type.Kind == Elementary.Real ? (object)(float)real : real);
            }

            if (value.Constant is Int128 integer && (type.IsNumber || type.IsBitString))
            {
                var inRange = to is not RangeType range || (integer >= range.Low && integer <= range.High);
                if (inRange && Folding.FromInteger(integer, type) is { } typed)
                {
                    return Operand.Of(value.Span, to, typed);
                }

                sink.Error(StCodes.ValueOutOfRange, value.Span, $"{integer} does not fit into {to.Name}");
                return Operand.Bad(value.Span);
            }
        }

        return Mismatch(value, to, sink);
    }

    private static Operand? Text(Operand value, string text, StType to, DiagnosticSink sink)
    {
        var isWide = value.Type is TextType { IsWide: true };
        if (to is TextType type && type.IsWide == isWide)
        {
            if (text.Length > type.MaxLength)
            {
                sink.Warning(StCodes.TextTooLong, value.Span, $"the text has {text.Length} characters, {type.Name} holds {type.MaxLength}: the end is cut off");
            }

            return Operand.Of(value.Span, to, text);
        }

        return to is ElementaryType character && character.Kind == (isWide ? Elementary.WChar : Elementary.Char) && text.Length == 1
            && Folding.FromInteger(text[0], character) is { } code ? Operand.Of(value.Span, to, code) : null;
    }

    private static Operand? Lenient(Operand value, StType to, DiagnosticSink sink)
    {
        if (value.Elementary is { IsInteger: true } source && to is ElementaryType target && (target.IsReal || (value.Type is EnumerationType && ImplicitConversion.Exists(source, target))))
        {
            if (value.Type is EnumerationType)
            {
                sink.Warning(StCodes.EnumerationAsInteger, value.Span, $"{value.Type.Name} is used as {to.Name}");
            }
            else
            {
                sink.Warning(StCodes.PrecisionLoss, value.Span, $"{to.Name} does not hold every {value.Type.Name} exactly", Functions(value, to));
            }

            return Convert(value with { Type = source }, to);
        }

        return value.Type is EnumerationType || to is EnumerationType ? null : Bits(value, to, sink) ?? Narrowed(value, to, sink);
    }

    /// <summary>To a type of the same kind that does not hold every value, with a warning and the checks of the explicit conversion; null for another kind.</summary>
    public static Operand? Narrowed(Operand value, StType to, DiagnosticSink sink)
    {
        if (value.Elementary is not { } from || to.Base is not ElementaryType target || value.Constant is not null)
        {
            return null;
        }

        var isKind = (from.IsInteger && target.IsInteger) || (from.IsReal && target.IsReal) || (IsBits(from) && IsBits(target)) || ((from.IsDuration || from.IsDate) && ImplicitConversion.Exists(target, from));
        if (!isKind || from.Kind == Elementary.Bool || target.Kind == Elementary.Bool)
        {
            return null;
        }

        sink.Warning(StCodes.Narrowing, value.Span, $"{to.Name} does not hold every {value.Type.Name}", Functions(value, to));
        return new(value.Span, to, Conversion.Emit(value.Code, from, target));
    }

    private static Operand? Bits(Operand value, StType to, DiagnosticSink sink)
    {
        var isNumber = IsBits(value.Base) && to.Base is ElementaryType { IsNumber: true } number && (number.IsReal || number.Size >= value.Base.Size);
        if (!isNumber && !(IsBits(to.Base) && value.Elementary is { IsInteger: true } integer && integer.Size <= to.Size))
        {
            return null;
        }

        sink.Warning(StCodes.BitStringAsNumber, value.Span, $"{value.Type.Name} is used as {to.Name}", Functions(value, to));
        return new(value.Span, to, Calls.Widen(value.Code, to.ClrType)) { Constant = value.Constant is { } constant ? Folding.Convert(constant, to) : null };
    }

    private static Operand Mismatch(Operand value, StType to, DiagnosticSink sink)
    {
        var what = value.IsUntyped ? (value.Constant is double ? "a real number" : "an integer") : value.Type.Name;
        sink.Error(StCodes.TypeMismatch, value.Span, $"{what} where {to.Name} is wanted", Functions(value, to));
        return Operand.Bad(value.Span);
    }

    private static string? Functions(Operand value, StType to)
    {
        if (value.IsUntyped)
        {
            return to.Base is ElementaryType { IsInteger: true } && value.Constant is double ? "write a whole number, or use TRUNC(...)" : null;
        }

        return (value.Base, to.Base) switch
        {
            (ElementaryType { IsReal: true }, ElementaryType { IsInteger: true } t) => $"use {value.Base.Name}_TO_{t.Name}(...), which rounds, or TRUNC(...)",
            (ElementaryType f, ElementaryType t) when to is not EnumerationType => $"use {f.Name}_TO_{t.Name}(...)",
            (ElementaryType f, TextType) => $"use {f.Name}_TO_STRING(...)",
            _ => null,
        };
    }
}
