namespace Testbed.StructuredText;

/// <summary>A statement (table 72).</summary>
internal abstract record StatementSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>target := value;</c></summary>
internal sealed record AssignStatement(SourceSpan Span, ExpressionSyntax Target, ExpressionSyntax Value) : StatementSyntax(Span);

/// <summary>A call that stands alone.</summary>
internal sealed record CallStatement(SourceSpan Span, CallExpression Call) : StatementSyntax(Span);

/// <summary>IF and ELSIF branches in order, then ELSE (empty where there is none).</summary>
internal sealed record IfStatement(SourceSpan Span, IReadOnlyList<IfBranch> Branches, IReadOnlyList<StatementSyntax> Else) : StatementSyntax(Span);

/// <summary>One condition and what follows from it.</summary>
internal sealed record IfBranch(SourceSpan Span, ExpressionSyntax Condition, IReadOnlyList<StatementSyntax> Body) : SyntaxNode(Span);

/// <summary>CASE.</summary>
internal sealed record CaseStatement(SourceSpan Span, ExpressionSyntax Selector, IReadOnlyList<CaseBranch> Branches, IReadOnlyList<StatementSyntax> Else) : StatementSyntax(Span);

/// <summary>Labels, single values and ranges, and what follows.</summary>
internal sealed record CaseBranch(SourceSpan Span, IReadOnlyList<RangeSyntax> Labels, IReadOnlyList<StatementSyntax> Body) : SyntaxNode(Span);

/// <summary>FOR; <paramref name="By"/> null for 1.</summary>
internal sealed record ForStatement(
    SourceSpan Span, ExpressionSyntax Variable, ExpressionSyntax From, ExpressionSyntax To, ExpressionSyntax? By, IReadOnlyList<StatementSyntax> Body) : StatementSyntax(Span);

/// <summary>WHILE.</summary>
internal sealed record WhileStatement(SourceSpan Span, ExpressionSyntax Condition, IReadOnlyList<StatementSyntax> Body) : StatementSyntax(Span);

/// <summary>REPEAT.</summary>
internal sealed record RepeatStatement(SourceSpan Span, IReadOnlyList<StatementSyntax> Body, ExpressionSyntax Until) : StatementSyntax(Span);

/// <summary>EXIT.</summary>
internal sealed record ExitStatement(SourceSpan Span) : StatementSyntax(Span);

/// <summary>CONTINUE.</summary>
internal sealed record ContinueStatement(SourceSpan Span) : StatementSyntax(Span);

/// <summary>RETURN.</summary>
internal sealed record ReturnStatement(SourceSpan Span) : StatementSyntax(Span);
