namespace Testbed.StructuredText;

/// <summary>Expressions (6.6.1, table 71), by precedence climbing.</summary>
internal sealed partial class ExpressionParser(TokenReader reader)
{
    /// <summary>A chain such as <c>a + b + c ...</c> is a tree as deep as it is long; so long may it be.</summary>
    public const int HighestTree = 500;

    /// <summary>Height of the expression read last.</summary>
    private int _height;

    /// <summary>An expression, or an initialiser where one stands.</summary>
    public ExpressionSyntax Expression()
    {
        var expression = reader.Enter() ? Binary(0) : Missing();
        reader.Leave();
        return expression;
    }

    /// <summary>What may stand left of <c>:=</c> or alone: a variable, an element, a call.</summary>
    public ExpressionSyntax Postfix() => Postfix(Primary());

    /// <summary>Arguments with their parentheses.</summary>
    public IReadOnlyList<ArgumentSyntax> Arguments()
    {
        var arguments = new List<ArgumentSyntax>();
        reader.Advance();
        var height = 0;
        if (reader.Accept(TokenKind.CloseParenthesis))
        {
            return arguments;
        }

        do
        {
            arguments.Add(Argument());
            height = Math.Max(height, _height);
        }
        while (reader.Accept(TokenKind.Comma));
        reader.Expect(TokenKind.CloseParenthesis, "after the arguments");
        _height = height;
        return arguments;
    }

    private ExpressionSyntax Binary(int weakest)
    {
        var left = Unary();
        var height = _height;
        while (OperatorAt(reader.Kind) is { } found && found.Strength >= weakest && !reader.IsRecovering)
        {
            var at = reader.Advance();
            var right = Binary(found.Strength + 1);
            height = Math.Max(height, _height) + 1;
            if (height > HighestTree)
            {
                reader.Report(StCodes.TooDeep, at.Span, $"an expression of more than {HighestTree} operators in a row", "split it into several statements");
            }

            left = new BinaryExpression(SourceSpan.Cover(left.Span, right.Span), found.Operator, left, right);
        }

        _height = height;
        return left;
    }

    private ExpressionSyntax Unary()
    {
        UnaryOperator? found = reader.Kind switch
        {
            TokenKind.Minus => UnaryOperator.Negate,
            TokenKind.Plus => UnaryOperator.Plus,
            TokenKind.Not => UnaryOperator.Not,
            _ => null,
        };
        if (found is not { } sign)
        {
            return Postfix();
        }

        if (!reader.Enter())
        {
            reader.Leave();
            return Missing();
        }

        var at = reader.Advance();
        var operand = Unary();
        _height++;
        reader.Leave();
        return new UnaryExpression(SourceSpan.Cover(at.Span, operand.Span), sign, operand);
    }

    private ExpressionSyntax Postfix(ExpressionSyntax target)
    {
        var height = _height;
        while (!reader.IsRecovering)
        {
            var next = Suffix(target);
            if (next is null)
            {
                break;
            }

            target = next;
            height = Math.Max(height, _height) + 1;
            if (height > HighestTree)
            {
                reader.Report(StCodes.TooDeep, target.Span with { Length = 0 }, $"more than {HighestTree} elements of elements", null);
            }
        }

        _height = height;
        return target;
    }

    private ExpressionSyntax? Suffix(ExpressionSyntax target)
    {
        _height = 0;
        switch (reader.Kind)
        {
            case TokenKind.Dot:
                reader.Advance();
                return Member(target);
            case TokenKind.OpenBracket:
                return Index(target);
            case TokenKind.OpenParenthesis when target is NameExpression or MemberExpression or IndexExpression or DereferenceExpression:
                var arguments = Arguments();
                return new CallExpression(reader.Since(target.Span), target, arguments);
            case TokenKind.Caret:
                reader.Advance();
                return new DereferenceExpression(reader.Since(target.Span), target);
            default:
                return null;
        }
    }

    private ExpressionSyntax Member(ExpressionSyntax target)
    {
        var token = reader.Current;
        if (token.Kind == TokenKind.Part)
        {
            reader.Advance();
            var (size, index) = ((char, int))token.Value!;
            return new PartExpression(reader.Since(target.Span), target, size, index);
        }

        if (token.Kind == TokenKind.Integer && token.TypeName is null && (UInt128)token.Value! <= int.MaxValue)
        {
            reader.Advance();
            return new PartExpression(reader.Since(target.Span), target, 'X', (int)(UInt128)token.Value!);
        }

        var name = reader.Name("the name of an element after '.'");
        return new MemberExpression(reader.Since(target.Span), target, name);
    }

    private IndexExpression Index(ExpressionSyntax target)
    {
        var indices = new List<ExpressionSyntax>();
        reader.Advance();
        var height = 0;
        do
        {
            indices.Add(Expression());
            height = Math.Max(height, _height);
        }
        while (reader.Accept(TokenKind.Comma));
        reader.Expect(TokenKind.CloseBracket, "after the index");
        _height = height;
        return new IndexExpression(reader.Since(target.Span), target, indices);
    }

    private ArgumentSyntax Argument()
    {
        var start = reader.Current.Span;
        _height = 0;
        var isNegated = reader.Kind == TokenKind.Not && reader.Peek(1).Kind == TokenKind.Identifier && reader.Peek(2).Kind == TokenKind.Output;
        var at = isNegated ? 1 : 0;
        var sign = reader.Peek(at + 1).Kind;
        if (reader.Peek(at).Kind != TokenKind.Identifier || sign is not (TokenKind.Assign or TokenKind.Output))
        {
            var positional = Expression();
            return new ArgumentSyntax(positional.Span, null, false, false, positional);
        }

        if (isNegated)
        {
            reader.Advance();
        }

        var name = reader.Name("the name of a parameter");
        reader.Advance();
        var value = reader.Kind is TokenKind.Comma or TokenKind.CloseParenthesis ? null : Expression();
        return new ArgumentSyntax(reader.Since(start), name, sign == TokenKind.Output, isNegated, value);
    }

    private static (BinaryOperator Operator, int Strength)? OperatorAt(TokenKind kind) => kind switch
    {
        TokenKind.Or => (BinaryOperator.Or, 1),
        TokenKind.Xor => (BinaryOperator.Xor, 2),
        TokenKind.And => (BinaryOperator.And, 3),
        TokenKind.Equal => (BinaryOperator.Equal, 4),
        TokenKind.NotEqual => (BinaryOperator.NotEqual, 4),
        TokenKind.Less => (BinaryOperator.Less, 5),
        TokenKind.Greater => (BinaryOperator.Greater, 5),
        TokenKind.LessOrEqual => (BinaryOperator.LessOrEqual, 5),
        TokenKind.GreaterOrEqual => (BinaryOperator.GreaterOrEqual, 5),
        TokenKind.Plus => (BinaryOperator.Add, 6),
        TokenKind.Minus => (BinaryOperator.Subtract, 6),
        TokenKind.Star => (BinaryOperator.Multiply, 7),
        TokenKind.Slash => (BinaryOperator.Divide, 7),
        TokenKind.Mod => (BinaryOperator.Modulo, 7),
        TokenKind.Power => (BinaryOperator.Power, 8),
        _ => null,
    };
}
