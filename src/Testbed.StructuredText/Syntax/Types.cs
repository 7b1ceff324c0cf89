namespace Testbed.StructuredText;

/// <summary>A type as written.</summary>
internal abstract record TypeSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>An elementary type, a user's type or a function block by name.</summary>
internal sealed record NamedType(SourceSpan Span, string Name) : TypeSyntax(Span);

/// <summary><c>STRING[n]</c>, <c>STRING(n)</c>, <c>WSTRING[n]</c>; <paramref name="Length"/> null for the default.</summary>
internal sealed record StringType(SourceSpan Span, bool IsWide, ExpressionSyntax? Length) : TypeSyntax(Span);

/// <summary><c>ARRAY [a..b, c..d] OF t</c>.</summary>
internal sealed record ArrayType(SourceSpan Span, IReadOnlyList<RangeSyntax> Ranges, TypeSyntax Element) : TypeSyntax(Span);

/// <summary><c>REF_TO t</c>, and <c>POINTER TO t</c> of other tools.</summary>
internal sealed record ReferenceTypeSyntax(SourceSpan Span, TypeSyntax Target) : TypeSyntax(Span);

/// <summary><c>a..b</c>; where a single value stands (a CASE label) <paramref name="High"/> is null.</summary>
internal sealed record RangeSyntax(SourceSpan Span, ExpressionSyntax Low, ExpressionSyntax? High) : SyntaxNode(Span)
{
    /// <summary>Whether it is <c>*</c>, so that the caller decides.</summary>
    public bool IsStar() => Low is NameExpression { Name: "*" };
}

/// <summary><c>STRUCT ... END_STRUCT</c>.</summary>
internal sealed record StructType(SourceSpan Span, IReadOnlyList<VarDeclaration> Fields) : TypeSyntax(Span);

/// <summary><c>(A, B := 2)</c>, with a base type in front where named values are typed (<c>INT (A := 1)</c>).</summary>
internal sealed record EnumType(SourceSpan Span, TypeSyntax? Base, IReadOnlyList<EnumMember> Members) : TypeSyntax(Span);

/// <summary>One value of an enumeration.</summary>
internal sealed record EnumMember(SourceSpan Span, Identifier Name, ExpressionSyntax? Value) : SyntaxNode(Span);

/// <summary><c>INT (0..100)</c>.</summary>
internal sealed record SubrangeType(SourceSpan Span, TypeSyntax Base, RangeSyntax Range) : TypeSyntax(Span);
