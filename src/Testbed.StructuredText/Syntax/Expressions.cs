namespace Testbed.StructuredText;

/// <summary>An expression.</summary>
internal abstract record ExpressionSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>
/// A literal. <paramref name="TypeName"/> is the type that a typed one names (<c>INT#5</c>), in capitals and in full (<c>TIME</c> for <c>t#5s</c>), else null. <paramref name="Value"/> is a <see cref="bool"/>,
/// a <see cref="System.UInt128"/> (integers, without sign: a minus is a unary operator, but for <c>INT#-5</c>, which is an <see cref="System.Int128"/>), a <see cref="double"/>, a
/// <see cref="TimeSpan"/>-like duration as <see cref="long"/> nanoseconds, a date as <see cref="long"/> nanoseconds since 1970-01-01, or a <see cref="string"/>.
/// </summary>
internal sealed record LiteralExpression(SourceSpan Span, LiteralKind Kind, string? TypeName, object Value) : ExpressionSyntax(Span);

/// <summary>The kinds of literal.</summary>
internal enum LiteralKind
{
    Bool,
    Integer,
    Real,
    Time,
    Date,
    TimeOfDay,
    DateAndTime,
    String,
    WideString,
}

/// <summary>A name: variable, constant, enumeration value, function. Empty, as may be any name and named type, where something is missing that the parser has reported.</summary>
internal sealed record NameExpression(SourceSpan Span, string Name) : ExpressionSyntax(Span);

/// <summary><c>Colour#Red</c>.</summary>
internal sealed record EnumValueExpression(SourceSpan Span, string TypeName, string Name) : ExpressionSyntax(Span);

/// <summary><c>a.b</c>.</summary>
internal sealed record MemberExpression(SourceSpan Span, ExpressionSyntax Target, Identifier Member) : ExpressionSyntax(Span);

/// <summary><c>a.%X3</c>, <c>a.%B1</c>, and the older <c>a.3</c> for a bit: part of a bit string (6.5.3.2, table 17).</summary>
internal sealed record PartExpression(SourceSpan Span, ExpressionSyntax Target, char Size, int Index) : ExpressionSyntax(Span);

/// <summary><c>a[i, j]</c>.</summary>
internal sealed record IndexExpression(SourceSpan Span, ExpressionSyntax Target, IReadOnlyList<ExpressionSyntax> Indices) : ExpressionSyntax(Span);

/// <summary><c>a^</c>: what a reference refers to (6.4.4.10).</summary>
internal sealed record DereferenceExpression(SourceSpan Span, ExpressionSyntax Target) : ExpressionSyntax(Span);

/// <summary><c>%IX0.1</c> in an expression.</summary>
internal sealed record AddressExpression(SourceSpan Span, DirectAddress Address) : ExpressionSyntax(Span);

/// <summary>Operators of one operand.</summary>
internal enum UnaryOperator
{
    Negate,
    Plus,
    Not,
}

/// <summary>An operator before its operand.</summary>
internal sealed record UnaryExpression(SourceSpan Span, UnaryOperator Operator, ExpressionSyntax Operand) : ExpressionSyntax(Span);

/// <summary>Operators of two operands (table 71), from the one that binds strongest. Those of one precedence go from left to right.</summary>
internal enum BinaryOperator
{
    Power,
    Multiply,
    Divide,
    Modulo,
    Add,
    Subtract,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Xor,
    Or,
}

/// <summary>An operator between its operands.</summary>
internal sealed record BinaryExpression(SourceSpan Span, BinaryOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right) : ExpressionSyntax(Span);

/// <summary>A call of a function in an expression, or of a function or block instance in a statement.</summary>
internal sealed record CallExpression(SourceSpan Span, ExpressionSyntax Callee, IReadOnlyList<ArgumentSyntax> Arguments) : ExpressionSyntax(Span);

/// <summary><c>x</c>, <c>IN := x</c>, <c>Q => y</c>, <c>NOT Q => y</c>. <paramref name="Value"/> is null where nothing is connected (<c>Q => ,</c>).</summary>
internal sealed record ArgumentSyntax(SourceSpan Span, Identifier? Name, bool IsOutput, bool IsNegated, ExpressionSyntax? Value) : SyntaxNode(Span);

/// <summary><c>[1, 2, 3(0)]</c>.</summary>
internal sealed record ArrayInitializer(SourceSpan Span, IReadOnlyList<ArrayElement> Elements) : ExpressionSyntax(Span);

/// <summary>One element, or several equal ones: <paramref name="Count"/> null for one, <paramref name="Value"/> null for <c>3()</c>.</summary>
internal sealed record ArrayElement(SourceSpan Span, ExpressionSyntax? Count, ExpressionSyntax? Value) : SyntaxNode(Span);

/// <summary><c>(a := 1, b := [..])</c>: initial values of a structure's or block's elements.</summary>
internal sealed record StructInitializer(SourceSpan Span, IReadOnlyList<ElementInit> Elements) : ExpressionSyntax(Span);

/// <summary><c>name := value</c> in a <see cref="StructInitializer"/>.</summary>
internal sealed record ElementInit(SourceSpan Span, Identifier Name, ExpressionSyntax Value) : SyntaxNode(Span);
