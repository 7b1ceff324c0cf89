using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>Gives expressions of one unit (or of none: globals and types) their types and code.</summary>
internal sealed partial class ExpressionBinder(Model model, Pou? pou)
{
    /// <summary>Deeper than anyone writes, and shallow enough for every stack.</summary>
    private const int MostDepth = 400;

    private int _depth;
    private ExpressionSyntax? _written;

    /// <summary>Whether something bound since this was last cleared can stop the program, so that its place in the sources must be noted.</summary>
    public bool CanFault { get; set; }

    private DiagnosticSink Sink => model.Sink;

    /// <summary>An expression as a value of a type.</summary>
    public Operand BindTo(ExpressionSyntax syntax, StType type) => Conversions.To(Bind(syntax, type), type, Sink);

    /// <summary>An expression; <paramref name="expected"/> only decides between enumerations that share a name.</summary>
    public Operand Bind(ExpressionSyntax syntax, StType? expected = null)
    {
        if (++_depth > MostDepth)
        {
            _depth--;
            Sink.Error(StCodes.NestedTooDeep, syntax.Span, "the expression is nested too deep", "compute parts of it in statements of their own");
            return Operand.Bad(syntax.Span);
        }

        var operand = BindAny(syntax, expected);
        _depth--;
        return operand.Type is ErrorType ? Operand.Bad(syntax.Span) : operand;
    }

    /// <summary>A variable, to write it or to refer to it; null after a message.</summary>
    public Place? BindPlace(ExpressionSyntax syntax, bool isWritten)
    {
        _written = isWritten ? syntax : null;
        var operand = syntax is NameExpression name && pou?.Result is { } result && name.Name.Equals(pou.Name, StringComparison.OrdinalIgnoreCase)
            ? Operand.Of(name.Span, new Place(result.Type, model.AddressOf(result, pou)))
            : Bind(syntax);
        if (operand.IsBad)
        {
            return null;
        }

        if (operand.Place is not { } place)
        {
            Sink.Error(StCodes.NotAVariable, syntax.Span, "this is no variable");
            return null;
        }

        if (isWritten && place.ReadOnly is { } reason)
        {
            Sink.Error(StCodes.ReadOnly, syntax.Span, reason);
            return null;
        }

        return place;
    }

    private Operand BindAny(ExpressionSyntax syntax, StType? expected) => syntax switch
    {
        LiteralExpression literal => Literal(literal),
        NameExpression name => Name(name, expected),
        EnumValueExpression value => EnumerationValue(value),
        MemberExpression member => Member(member),
        PartExpression part => Part(part),
        IndexExpression index => Index(index),
        AddressExpression address => Direct(address),
        DereferenceExpression dereference => Follow(dereference),
        UnaryExpression unary => Unary(unary, expected),
        BinaryExpression binary => Binary(binary, expected),
        CallExpression call => Call(call, isStatement: false, expected),
        _ => Fail(syntax, StCodes.InitialShape, "a list of initial values can only stand in a declaration", "assign the elements one by one"),
    };

    private Operand Literal(LiteralExpression literal)
    {
        var span = literal.Span;
        if (literal.TypeName is not null && literal.Kind is LiteralKind.Bool or LiteralKind.Integer or LiteralKind.Real or LiteralKind.String or LiteralKind.WideString
            && literal.TypeName is { } name)
        {
            return Typed(literal, name);
        }

        var isLong = literal.TypeName is { Length: > 0 } prefix && char.ToUpperInvariant(prefix[0]) == 'L';
        return literal.Value switch
        {
            bool value => Operand.Of(span, ElementaryType.Of(Elementary.Bool), value),
            UInt128 value => Operand.Untyped(span, (Int128)UInt128.Min(value, (UInt128)Int128.MaxValue)),
            Int128 value => Operand.Untyped(span, value),
            double value => Operand.Untyped(span, value),
            string value => Operand.Of(span, new TextType(literal.Kind == LiteralKind.WideString, Math.Max(1, value.Length)), value),
            long value => Operand.Of(span, ElementaryType.Of(literal.Kind switch
            {
                LiteralKind.Time => isLong ? Elementary.LTime : Elementary.Time,
                LiteralKind.Date => isLong ? Elementary.LDate : Elementary.Date,
                LiteralKind.TimeOfDay => isLong ? Elementary.LTimeOfDay : Elementary.TimeOfDay,
                _ => isLong ? Elementary.LDateAndTime : Elementary.DateAndTime,
            }), value),
            _ => Operand.Bad(span),
        };
    }

    private Operand Typed(LiteralExpression literal, string name)
    {
        if (model.FindType(name) is not { } use)
        {
            return Fail(literal, StCodes.UnknownType, $"there is no type '{name}'");
        }

        var untyped = literal.Value switch
        {
            UInt128 value => Operand.Untyped(literal.Span, (Int128)UInt128.Min(value, (UInt128)Int128.MaxValue)),
            Int128 value => Operand.Untyped(literal.Span, value),
            double value => Operand.Untyped(literal.Span, value),
            string value => Operand.Of(literal.Span, new TextType(literal.Kind == LiteralKind.WideString || use.Type is TextType { IsWide: true }, Math.Max(1, value.Length)), value),
            _ => Operand.Of(literal.Span, ElementaryType.Of(Elementary.Bool), literal.Value),
        };

        // A character may be given by its number (CHAR#16#41).
        if (use.Type is ElementaryType { Kind: Elementary.Char or Elementary.WChar } character)
        {
            var value = literal.Value is string text ? (text.Length == 1 ? Folding.FromInteger(text[0], character) : null) : Folding.FromInteger(Folding.AsInteger(untyped.Constant) ?? -1, character);
            return value is null ? Fail(literal, StCodes.ValueOutOfRange, $"this is no {name}") : Operand.Of(literal.Span, use.Type, value);
        }

        return Conversions.To(untyped, use.Type, Sink);
    }

    private Operand Fail(SyntaxNode at, string code, string message, string? fix = null)
    {
        if (code == StCodes.UnknownName && pou is { HasBase: true })
        {
            return Operand.Bad(at.Span);
        }

        Sink.Error(code, at.Span, message, fix);
        return Operand.Bad(at.Span);
    }
}
