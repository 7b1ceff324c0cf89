namespace Testbed.StructuredText;

/// <summary>
/// One token. <paramref name="Value"/> is what <see cref="LiteralExpression"/> holds, or the address or part of a direct one; <paramref name="TypeName"/> the IEC type that a literal
/// names, in capitals (<c>TIME</c> for <c>t#5s</c>), or null.
/// </summary>
internal readonly record struct Token(TokenKind Kind, SourceSpan Span, object? Value = null, string? TypeName = null)
{
    public int End => Span.Start + Span.Length;

    /// <summary>Sections, END_VAR left out.</summary>
    public bool StartsVariables => Kind is >= TokenKind.Var and <= TokenKind.VarConfig;

    /// <summary>Where a new declaration begins wherever it stands, so that a search for a place to go on ends here.</summary>
    public bool StartsDeclaration => Kind is TokenKind.Type or TokenKind.Program or TokenKind.Function or TokenKind.FunctionBlock or TokenKind.Configuration;

    /// <summary>Ends of program organisation units.</summary>
    public bool EndsUnit => Kind is TokenKind.EndProgram or TokenKind.EndFunction or TokenKind.EndFunctionBlock or TokenKind.EndClass;

    /// <summary>Ends of actions and methods, which are inside of units.</summary>
    public bool EndsMember => Kind is TokenKind.EndAction or TokenKind.EndMethod;

    /// <summary>Neither a statement nor a declaration of variables goes on past this.</summary>
    public bool EndsBody => Kind is TokenKind.EndOfFile or TokenKind.EndType or TokenKind.EndConfiguration or TokenKind.EndResource || EndsUnit || EndsMember || StartsDeclaration;

    /// <summary>Statements that start with a word of their own.</summary>
    public bool StartsStatement =>
        Kind is TokenKind.If or TokenKind.Case or TokenKind.For or TokenKind.While or TokenKind.Repeat or TokenKind.Exit or TokenKind.Continue or TokenKind.Return;

    /// <summary>Ends and middles of statements.</summary>
    public bool EndsStatements => Kind is TokenKind.Elsif or TokenKind.Else or TokenKind.EndIf or TokenKind.EndCase or TokenKind.EndFor or TokenKind.EndWhile
        or TokenKind.Until or TokenKind.EndRepeat;

    /// <summary>Stands for something the lexer has reported: characters of no token, or the end of a source in the middle of a comment. That it does not fit is no news.</summary>
    public bool IsReported => Kind == TokenKind.Unknown || (Kind == TokenKind.EndOfFile && Value is not null);

    public bool IsLiteral => Kind is >= TokenKind.Integer and <= TokenKind.WideString;
}
