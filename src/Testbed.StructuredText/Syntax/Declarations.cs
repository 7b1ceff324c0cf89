namespace Testbed.StructuredText;

/// <summary>What stands at the top of a source.</summary>
internal abstract record DeclarationSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>One entry of <c>TYPE ... END_TYPE</c>: <c>Name : type := initial;</c></summary>
internal sealed record TypeDeclaration(SourceSpan Span, Identifier Name, TypeSyntax Type, ExpressionSyntax? Initial) : DeclarationSyntax(Span);

/// <summary>The kinds of program organisation unit.</summary>
internal enum PouKind
{
    Program,
    Function,
    FunctionBlock,
    Method,
    Action,
}

/// <summary>A program organisation unit. <paramref name="ReturnType"/> is null unless it is a function that returns something.</summary>
internal sealed record PouDeclaration(
    SourceSpan Span, PouKind Kind, Identifier Name, TypeSyntax? ReturnType, IReadOnlyList<VarBlock> Blocks, IReadOnlyList<StatementSyntax> Body) : DeclarationSyntax(Span)
{
    /// <summary>It inherits, which is reported: what it does not declare may be in its base.</summary>
    public bool HasBase { get; init; }

    /// <summary>Its actions and methods.</summary>
    public IReadOnlyList<PouDeclaration> Members { get; init; } = [];
}

/// <summary><c>NAMESPACE a.b</c>; what it holds stands beside it.</summary>
internal sealed record NamespaceDeclaration(SourceSpan Span, IReadOnlyList<Identifier> Path) : DeclarationSyntax(Span);

/// <summary>Actions and methods that stand outside of the unit they belong to.</summary>
internal sealed record MembersDeclaration(SourceSpan Span, Identifier Owner, IReadOnlyList<PouDeclaration> Members) : DeclarationSyntax(Span);

/// <summary><c>VAR_GLOBAL ... END_VAR</c> at the top of a source (many projects keep globals so, outside any configuration).</summary>
internal sealed record GlobalsDeclaration(SourceSpan Span, VarBlock Block) : DeclarationSyntax(Span);

/// <summary><c>CONFIGURATION ... END_CONFIGURATION</c>. Tasks and program instances that stand outside a <c>RESOURCE</c> are in a resource with an empty name.</summary>
internal sealed record ConfigurationDeclaration(
    SourceSpan Span, Identifier Name, IReadOnlyList<VarBlock> Globals, IReadOnlyList<ResourceDeclaration> Resources, IReadOnlyList<InstanceInit> InstanceInits) : DeclarationSyntax(Span);

/// <summary><c>RESOURCE name ON type ... END_RESOURCE</c>.</summary>
internal sealed record ResourceDeclaration(
    SourceSpan Span, Identifier Name, Identifier? Processor, IReadOnlyList<VarBlock> Globals, IReadOnlyList<TaskDeclaration> Tasks, IReadOnlyList<ProgramInstance> Programs) : SyntaxNode(Span);

/// <summary><c>TASK name (SINGLE := ..., INTERVAL := t, PRIORITY := n);</c></summary>
internal sealed record TaskDeclaration(SourceSpan Span, Identifier Name, ExpressionSyntax? Single, ExpressionSyntax? Interval, ExpressionSyntax? Priority) : SyntaxNode(Span);

/// <summary><c>PROGRAM [RETAIN] name WITH task : type (input := source, output => sink);</c></summary>
internal sealed record ProgramInstance(
    SourceSpan Span, Identifier Name, Identifier? Task, Identifier Type, bool? IsRetain, IReadOnlyList<ArgumentSyntax> Connections) : SyntaxNode(Span);

/// <summary>One entry of <c>VAR_CONFIG</c>: <c>resource.program.variable AT %.. : type := initial;</c></summary>
internal sealed record InstanceInit(SourceSpan Span, IReadOnlyList<Identifier> Path, DirectAddress? At, TypeSyntax Type, ExpressionSyntax? Initial) : SyntaxNode(Span);

/// <summary>The sections of variables.</summary>
internal enum VarSection
{
    Var,
    Input,
    Output,
    InOut,
    Temp,
    External,
    Global,
    Access,
}

/// <summary>One <c>VAR_x ... END_VAR</c>. <paramref name="IsRetain"/>: true RETAIN (or PERSISTENT), false NON_RETAIN, null neither.</summary>
internal sealed record VarBlock(SourceSpan Span, VarSection Section, bool IsConstant, bool? IsRetain, IReadOnlyList<VarDeclaration> Variables) : SyntaxNode(Span);

/// <summary>Edge detection of a BOOL input (<c>R_EDGE</c>, <c>F_EDGE</c>).</summary>
internal enum EdgeKind
{
    None,
    Rising,
    Falling,
}

/// <summary><c>a, b AT %IX0.0 : type := initial;</c></summary>
internal sealed record VarDeclaration(
    SourceSpan Span, IReadOnlyList<Identifier> Names, DirectAddress? At, TypeSyntax Type, ExpressionSyntax? Initial, EdgeKind Edge = EdgeKind.None) : SyntaxNode(Span);

/// <summary>
/// <c>%IX1.2</c>: <paramref name="Area"/> is I, Q or M; <paramref name="Size"/> X, B, W, D, L (X where none is written); <paramref name="Path"/> the numbers;
/// <c>%I*</c> has an empty path.
/// </summary>
internal sealed record DirectAddress(SourceSpan Span, char Area, char Size, IReadOnlyList<int> Path) : SyntaxNode(Span);
