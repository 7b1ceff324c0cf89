namespace Testbed.StructuredText;

/// <content>IF, CASE and the loops.</content>
internal sealed partial class StatementParser
{
    private IfStatement If()
    {
        var start = reader.Current;
        var branches = new List<IfBranch>();
        do
        {
            var branch = reader.Advance();
            var condition = expressions.Expression();
            Middle(TokenKind.Then, "after the condition");
            branches.Add(new IfBranch(SourceSpan.Cover(branch.Span, condition.Span), condition, Inner(TokenKind.EndIf)));
        }
        while (reader.Kind == TokenKind.Elsif);
        var otherwise = reader.Accept(TokenKind.Else) ? Inner(TokenKind.EndIf) : [];
        End(TokenKind.EndIf, start);
        return new IfStatement(reader.Since(start.Span), branches, otherwise);
    }

    private ForStatement For()
    {
        var start = reader.Advance();
        var variable = expressions.Postfix();
        reader.Expect(TokenKind.Assign, "after the variable of FOR");
        var from = expressions.Expression();
        reader.Expect(TokenKind.To, "after the first value of FOR");
        var to = expressions.Expression();
        var by = !reader.IsRecovering && reader.Accept(TokenKind.By) ? expressions.Expression() : null;
        Middle(TokenKind.Do, "after the values of FOR");
        var body = Inner(TokenKind.EndFor);
        End(TokenKind.EndFor, start);
        return new ForStatement(reader.Since(start.Span), variable, from, to, by, body);
    }

    private WhileStatement While()
    {
        var start = reader.Advance();
        var condition = expressions.Expression();
        Middle(TokenKind.Do, "after the condition");
        var body = Inner(TokenKind.EndWhile);
        End(TokenKind.EndWhile, start);
        return new WhileStatement(reader.Since(start.Span), condition, body);
    }

    private RepeatStatement Repeat()
    {
        var start = reader.Advance();
        var body = Inner(TokenKind.EndRepeat);
        ExpressionSyntax until = new NameExpression(reader.Current.Span with { Length = 0 }, "");
        if (reader.Accept(TokenKind.Until))
        {
            until = expressions.Expression();
            reader.Accept(TokenKind.Semicolon);
            Middle(TokenKind.EndRepeat, "after the condition");
            reader.Accept(TokenKind.Semicolon);
        }
        else
        {
            reader.Report(StCodes.MissingEnd, start.Span, $"REPEAT has no UNTIL; found {reader.Show(reader.Current)}");
            reader.Accept(TokenKind.EndRepeat);
            reader.Accept(TokenKind.Semicolon);
            reader.Recovered();
        }

        return new RepeatStatement(reader.Since(start.Span), body, until);
    }

    private CaseStatement Case()
    {
        var start = reader.Advance();
        var selector = expressions.Expression();
        Middle(TokenKind.Of, "after the selector of CASE");
        var branches = new List<CaseBranch>();
        _openCases++;
        _open.Push(TokenKind.EndCase);
        while (!reader.Current.EndsBody && !reader.Current.StartsVariables && (!reader.Current.EndsStatements || !_open.Contains(EndFor(reader.Current.Kind))))
        {
            var position = reader.Position;
            branches.Add(Branch());
            if (reader.Position == position)
            {
                reader.Advance();
            }
        }

        _open.Pop();
        _openCases--;
        var otherwise = reader.Accept(TokenKind.Else) ? Inner(TokenKind.EndCase) : [];
        End(TokenKind.EndCase, start);
        return new CaseStatement(reader.Since(start.Span), selector, branches, otherwise);
    }

    private CaseBranch Branch()
    {
        var start = reader.Current;
        var labels = new List<RangeSyntax>();
        if (IsLabel() || !start.StartsStatement)
        {
            do
            {
                var low = expressions.Expression();
                var high = !reader.IsRecovering && reader.Accept(TokenKind.DotDot) ? expressions.Expression() : null;
                labels.Add(new RangeSyntax(SourceSpan.Cover(low.Span, (high ?? low).Span), low, high));
            }
            while (reader.Accept(TokenKind.Comma));
            Middle(TokenKind.Colon, "after the label");
        }
        else
        {
            reader.Report(StCodes.Expected, start.Span, $"expected a label in CASE, found {reader.Show(start)}", "a label is a value, a list or a range: 1, 3..5:");
            reader.Recovered();
        }

        var body = Body();
        return new CaseBranch(reader.Since(start.Span), labels, body);
    }

    private IReadOnlyList<StatementSyntax> Inner(TokenKind end)
    {
        _open.Push(end);
        var body = Body();
        _open.Pop();
        return body;
    }

    /// <summary>Whether a label of CASE stands here: values up to a colon, which no statement has.</summary>
    private bool IsLabel()
    {
        for (var ahead = 0; ; ahead++)
        {
            var kind = reader.Peek(ahead).Kind;
            if (kind == TokenKind.Colon)
            {
                return ahead > 0;
            }

            var isPart = kind is TokenKind.Identifier or TokenKind.Comma or TokenKind.Dot or TokenKind.DotDot or TokenKind.Hash or TokenKind.OpenParenthesis or TokenKind.CloseParenthesis
                or >= TokenKind.Plus and <= TokenKind.Slash || reader.Peek(ahead).IsLiteral;
            if (!isPart)
            {
                return false;
            }
        }
    }
}
