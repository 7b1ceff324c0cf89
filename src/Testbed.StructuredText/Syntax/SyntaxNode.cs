namespace Testbed.StructuredText;

/// <summary>Base of the syntax tree (IEC 61131-3:2013, annex A). Immutable; knows nothing of types. Names keep the spelling of the source; they compare without case.</summary>
internal abstract record SyntaxNode(SourceSpan Span);

/// <summary>Everything in one source, in order.</summary>
internal sealed record CompilationUnit(SourceSpan Span, IReadOnlyList<DeclarationSyntax> Declarations) : SyntaxNode(Span);

/// <summary>A name with its place.</summary>
internal sealed record Identifier(SourceSpan Span, string Text) : SyntaxNode(Span);
