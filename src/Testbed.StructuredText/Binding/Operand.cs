using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// An expression after binding: its type, its code (of the CLR type of the base of its type), and where it is known its constant value or its place. <see cref="Bad"/> stands where a mistake
/// has been reported: nothing more is said of what contains it.
/// </summary>
internal sealed record Operand(SourceSpan Span, StType Type, Expression Code)
{
    /// <summary>A value known when compiling.</summary>
    public object? Constant { get; init; }

    /// <summary>A literal (or an operation on literals) without type: takes the type that its surroundings ask for.</summary>
    public bool IsUntyped { get; init; }

    /// <summary>Where it is, when it is a variable.</summary>
    public Place? Place { get; init; }

    public bool IsBad { get; private init; }

    /// <summary>The type that is computed with.</summary>
    public StType Base => Type.Base;

    /// <summary>The type as elementary, or null.</summary>
    public ElementaryType? Elementary => Type.Base as ElementaryType;

    public static Operand Bad(SourceSpan span) => new(span, ElementaryType.Of(StructuredText.Elementary.Bool), Expression.Constant(false)) { IsBad = true };

    /// <summary>A typed constant.</summary>
    public static Operand Of(SourceSpan span, StType type, object value) => new(span, type, Expression.Constant(value)) { Constant = value };

    /// <summary>A variable.</summary>
    public static Operand Of(SourceSpan span, Place place) => new(span, place.Type is RangeType ? place.Type.Base : place.Type, place.Read()) { Place = place };

    /// <summary>An untyped number; its type for now is the narrowest of INT, DINT, LINT, ULINT that holds it, or REAL.</summary>
    public static Operand Untyped(SourceSpan span, object value)
    {
        Elementary[] integers = [StructuredText.Elementary.Int, StructuredText.Elementary.DInt, StructuredText.Elementary.LInt, StructuredText.Elementary.ULInt];
        if (value is not Int128 integer)
        {
            return new(span, ElementaryType.Of(StructuredText.Elementary.Real), Expression.Constant((float)(double)value)) { Constant = value, IsUntyped = true };
        }

        foreach (var type in integers.Select(ElementaryType.Of))
        {
            if (Folding.FromInteger(integer, type) is { } typed)
            {
                return new(span, type, Expression.Constant(typed)) { Constant = value, IsUntyped = true };
            }
        }

        return new(span, ElementaryType.Of(StructuredText.Elementary.LReal), Expression.Constant((double)integer)) { Constant = value, IsUntyped = true };
    }
}
