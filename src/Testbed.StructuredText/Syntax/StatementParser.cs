namespace Testbed.StructuredText;

/// <summary>Statements (6.6.3, table 72).</summary>
internal sealed partial class StatementParser(TokenReader reader, ExpressionParser expressions)
{
    /// <summary>What the statements around the present place end with.</summary>
    private readonly Stack<TokenKind> _open = new();

    private int _openCases;
    private int _mistakesBefore;
    private int _noEndVarBefore;

    /// <summary>A unit begins.</summary>
    public void Begin() => _mistakesBefore = reader.Mistakes;

    /// <summary>Statements up to an end of anything around them, which stays.</summary>
    public IReadOnlyList<StatementSyntax> Body()
    {
        var statements = new List<StatementSyntax>();
        while (!IsAtEnd())
        {
            var position = reader.Position;
            if (Statement() is { } statement)
            {
                statements.Add(statement);
            }

            if (reader.Position == position && !IsAtEnd())
            {
                reader.Advance();
            }
        }

        return statements;
    }

    private bool IsAtEnd()
    {
        var token = reader.Current;
        if (token.EndsBody || token.StartsVariables || IsMember())
        {
            return true;
        }

        return token.EndsStatements ? _open.Contains(EndFor(token.Kind)) : _openCases > 0 && IsLabel();
    }

    /// <summary>Whether an action or method starts here, whose words are names elsewhere.</summary>
    public bool IsMember() => reader.Kind == TokenKind.Identifier && reader.Peek(1).Kind == TokenKind.Identifier && (reader.IsWord("ACTION") || reader.IsWord("METHOD"));

    /// <summary>ELSE and ELSIF stand before the END_IF or END_CASE that they belong to.</summary>
    private TokenKind EndFor(TokenKind kind) => kind switch
    {
        TokenKind.Elsif => TokenKind.EndIf,
        TokenKind.Until => TokenKind.EndRepeat,
        TokenKind.Else => _open.FirstOrDefault(k => k is TokenKind.EndIf or TokenKind.EndCase, TokenKind.EndIf),
        _ => kind,
    };

    private StatementSyntax? Statement()
    {
        var start = reader.Current;
        if (!reader.Enter())
        {
            // Going on in the middle of it would only make more messages.
            reader.SkipTo(t => t.EndsBody);
            reader.Leave();
            return null;
        }

        var statement = start.Kind switch
        {
            TokenKind.Semicolon => Empty(),
            TokenKind.If => If(),
            TokenKind.Case => Case(),
            TokenKind.For => For(),
            TokenKind.While => While(),
            TokenKind.Repeat => Repeat(),
            TokenKind.Exit => Simple(new ExitStatement(start.Span), "EXIT"),
            TokenKind.Continue => Simple(new ContinueStatement(start.Span), "CONTINUE"),
            TokenKind.Return => Simple(new ReturnStatement(start.Span), "RETURN"),
            TokenKind.Identifier when SkipForeign() => null,
            TokenKind.Identifier or TokenKind.Address => AssignOrCall(),
            _ => Unexpected(),
        };
        reader.Leave();
        return statement;
    }

    private StatementSyntax? Empty()
    {
        reader.Advance();
        return null;
    }

    private StatementSyntax Simple(StatementSyntax statement, string what)
    {
        reader.Advance();
        EndStatement($"after {what}");
        return statement;
    }

    private StatementSyntax? Unexpected()
    {
        var token = reader.Current;
        if (SkipForeign())
        {
            return null;
        }

        if (token.EndsStatements || token.Kind is TokenKind.EndVar or TokenKind.EndStruct or TokenKind.Then or TokenKind.Do or TokenKind.Of)
        {
            // After other mistakes in the unit this is mostly what is left of a statement whose start was not understood.
            if (reader.Mistakes == _mistakesBefore)
            {
                reader.Report(StCodes.NothingToEnd, token.Span, $"{reader.Show(token)} belongs to nothing here");
            }

            reader.Advance();
            if (token.Kind is TokenKind.Until or TokenKind.Elsif)
            {
                Recover();
            }

            reader.Accept(TokenKind.Semicolon);
            reader.Recovered();
            return null;
        }

        reader.Report(StCodes.ExpectedStatement, token.Span, $"expected a statement, found {reader.Show(token)}");
        Recover();
        return null;
    }

    private StatementSyntax? AssignOrCall()
    {
        var target = expressions.Postfix();
        var token = reader.Current;
        if (reader.IsRecovering)
        {
            Recover();
            return null;
        }

        switch (token.Kind)
        {
            case TokenKind.Assign:
                return Assign(target);
            case TokenKind.Equal:
                reader.Note(StCodes.EqualsAssigns, token.Span, "'=' compares and gives nothing a value", "assign with ':='");
                return Assign(target);
            case TokenKind.ReferenceAssign:
                reader.NoteOnce(StCodes.PointersNotSupported, token.Span, "'?=' assigns references to interfaces and classes, which are not supported", "assign other references with ':='");
                return Assign(target);
            case TokenKind.Identifier when reader.Peek(1).Kind == TokenKind.Equal && (reader.IsWord("S") || reader.IsWord("R") || reader.IsWord("REF")):
                reader.Note(StCodes.NotSupported, reader.Advance().Span, "S=, R= and REF= are no operators of the standard", "write IF condition THEN variable := TRUE; END_IF;");
                return Assign(target);
            default:
                return Call(target);
        }
    }

    private AssignStatement? Assign(ExpressionSyntax target)
    {
        var sign = reader.Advance();
        if (target is not (NameExpression or MemberExpression or IndexExpression or PartExpression or AddressExpression or DereferenceExpression))
        {
            reader.Note(StCodes.NotAssignable, target.Span, "what stands left of ':=' is no variable");
        }

        var value = expressions.Expression();
        var span = SourceSpan.Cover(target.Span, reader.Since(sign.Span));
        var isFine = !reader.IsRecovering;
        EndStatement("after the assignment");
        return isFine ? new AssignStatement(span, target, value) : null;
    }

    private CallStatement? Call(ExpressionSyntax target)
    {
        if (target is CallExpression call)
        {
            EndStatement("after the call");
            return new CallStatement(call.Span, call);
        }

        if (reader.Kind == TokenKind.Colon && SkipDeclarations())
        {
            return null;
        }

        var isAlone = reader.Kind == TokenKind.Semicolon || reader.Current.EndsStatements || reader.Current.EndsBody;
        if (isAlone)
        {
            var fix = target is NameExpression name ? $"a call is written {name.Name}(), an assignment with ':='" : "an assignment is written with ':='";
            reader.Report(StCodes.NotACall, target.Span, "this stands alone and does nothing", fix);
        }
        else
        {
            reader.Expect(TokenKind.Assign, $"or '(' after {Shown(target)}");
        }

        Recover();
        return null;
    }

    /// <summary>Declarations without the VAR in front of them, up to END_VAR; false when there is none.</summary>
    private bool SkipDeclarations()
    {
        var ahead = 0;
        while (reader.Peek(ahead) is { Kind: not TokenKind.EndVar } token)
        {
            // What one search went over without success the next need not.
            _noEndVarBefore = Math.Max(_noEndVarBefore, reader.Position + ahead);
            if (reader.Position + ahead < _noEndVarBefore || token.EndsBody || token.StartsVariables || token.StartsStatement || token.EndsStatements)
            {
                return false;
            }

            ahead++;
        }

        reader.Report(StCodes.LateVariables, reader.Previous.Span, "variables are declared in a section: VAR, VAR_INPUT or another is missing in front of this");
        reader.SkipTo(t => t.Kind == TokenKind.EndVar);
        reader.Advance();
        reader.Accept(TokenKind.Semicolon);
        reader.Recovered();
        return true;
    }

    private static string Shown(ExpressionSyntax target) => target is NameExpression name && name.Name.Length <= 40 ? $"'{name.Name}'" : "the variable";

    /// <summary>The semicolon. Where it is missing and what follows looks like a statement, only it is missing.</summary>
    private void EndStatement(string after)
    {
        if (!reader.IsRecovering && reader.Accept(TokenKind.Semicolon))
        {
            return;
        }

        var isNew = !reader.IsRecovering;
        reader.Expect(TokenKind.Semicolon, after);
        if (!isNew || !IsLikelyStatement())
        {
            Recover();
        }

        reader.Recovered();
    }

    private bool IsLikelyStatement() => reader.Kind == TokenKind.Identifier
        && (reader.IsOnNewLine() || reader.Peek(1).Kind is TokenKind.Assign or TokenKind.Dot or TokenKind.OpenBracket or TokenKind.OpenParenthesis);

    /// <summary>Goes to the next statement, or to what ends the present ones.</summary>
    private void Recover()
    {
        reader.SkipTo(t => t.Kind == TokenKind.Semicolon || t.StartsStatement || t.EndsStatements || t.EndsBody || t.StartsVariables);
        reader.Accept(TokenKind.Semicolon);
        reader.Recovered();
    }

    /// <summary>A word in the middle of a statement (THEN, DO, OF); after a mistake in what stands before it, goes there.</summary>
    private void Middle(TokenKind word, string after)
    {
        reader.Expect(word, after);
        if (reader.IsRecovering)
        {
            reader.SkipTo(t => t.Kind == word || t.Kind == TokenKind.Semicolon || t.StartsStatement || t.EndsStatements || t.EndsBody || t.StartsVariables);
            _ = reader.Accept(word) || reader.Accept(TokenKind.Semicolon);
            reader.Recovered();
        }
    }

    /// <summary>The END of a statement, with its semicolon, which may be left out.</summary>
    private void End(TokenKind end, Token start)
    {
        if (reader.Accept(end))
        {
            reader.Accept(TokenKind.Semicolon);
        }
        else
        {
            reader.Report(StCodes.MissingEnd, start.Span, $"{Keywords.Show(start.Kind)} has no {Keywords.Show(end)}; found {reader.Show(reader.Current)}");
        }

        reader.Recovered();
    }
}
