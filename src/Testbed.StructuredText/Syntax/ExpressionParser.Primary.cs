namespace Testbed.StructuredText;

/// <content>Names, literals, parentheses and initialisers.</content>
internal sealed partial class ExpressionParser
{
    private ExpressionSyntax Primary()
    {
        _height = 1;
        var token = reader.Current;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                return Name();
            case TokenKind.And or TokenKind.Or or TokenKind.Xor or TokenKind.Mod when token.Span.Length > 1 && reader.Peek(1).Kind == TokenKind.OpenParenthesis:
                return new NameExpression(reader.Advance().Span, token.Kind.ToString().ToUpperInvariant());
            case TokenKind.Address:
                reader.Advance();
                return new AddressExpression(token.Span, (DirectAddress)token.Value!);
            case TokenKind.OpenParenthesis:
                return reader.Peek(1).Kind == TokenKind.Identifier && reader.Peek(2).Kind == TokenKind.Assign ? Structure() : Parenthesis();
            case TokenKind.OpenBracket:
                return Array();
            case TokenKind.And or TokenKind.Or or TokenKind.Xor or TokenKind.Mod when reader.Peek(1).Kind == TokenKind.OpenParenthesis && token.Span.Length > 1:
                // The operators that are words are functions too (tables 29 and 30): `AND(a, b)`.
                reader.Advance();
                return new NameExpression(token.Span, Keywords.Show(token.Kind));
            case TokenKind.And when token.Span.Length == 1 && reader.Peek(1).Kind == TokenKind.Identifier:
                reader.NoteOnce(StCodes.PointersNotSupported, token.Span, "'&' takes an address in other languages", "write REF(...)");
                reader.Advance();
                return Name();
            default:
                if (LiteralKindOf(token.Kind) is { } kind)
                {
                    reader.Advance();
                    return new LiteralExpression(token.Span, kind, token.TypeName, token.Value!);
                }

                reader.Report(StCodes.ExpectedExpression, token.Span, $"expected an expression, found {reader.Show(token)}");
                return Missing();
        }
    }

    /// <summary>In place of what is missing: a name that is empty, which those who come after take for reported.</summary>
    private NameExpression Missing() => new(reader.Current.Span with { Length = 0 }, "");

    private ExpressionSyntax Name()
    {
        var name = reader.Name("a name");
        if (reader.Kind != TokenKind.Hash)
        {
            return new NameExpression(name.Span, name.Text);
        }

        reader.Advance();
        var value = reader.Name($"a value of the enumeration {name.Text} after '#'");
        return new EnumValueExpression(reader.Since(name.Span), name.Text, value.Text);
    }

    private ExpressionSyntax Parenthesis()
    {
        reader.Advance();
        var inner = Expression();
        var height = _height;
        reader.Expect(TokenKind.CloseParenthesis, "to close the parenthesis");
        _height = height;
        return inner;
    }

    /// <summary><c>(a := 1, b := 2)</c>.</summary>
    private StructInitializer Structure()
    {
        var start = reader.Advance().Span;
        var elements = new List<ElementInit>();
        var height = 0;
        if (reader.Enter())
        {
            do
            {
                var name = reader.Name("the name of an element");
                reader.Expect(TokenKind.Assign, "after the name of an element");
                var value = Expression();
                height = Math.Max(height, _height);
                elements.Add(new ElementInit(SourceSpan.Cover(name.Span, value.Span), name, value));
            }
            while (reader.Accept(TokenKind.Comma));
            reader.Expect(TokenKind.CloseParenthesis, "after the initial values");
        }

        reader.Leave();
        _height = height + 1;
        return new StructInitializer(reader.Since(start), elements);
    }

    /// <summary><c>[1, 2, 3(0)]</c>.</summary>
    private ArrayInitializer Array()
    {
        var start = reader.Advance().Span;
        var elements = new List<ArrayElement>();
        var height = 0;
        if (reader.Enter() && reader.Kind != TokenKind.CloseBracket)
        {
            do
            {
                elements.Add(Element());
                height = Math.Max(height, _height);
            }
            while (reader.Accept(TokenKind.Comma));
        }

        reader.Expect(TokenKind.CloseBracket, "after the initial values");
        reader.Leave();
        _height = height + 1;
        return new ArrayInitializer(reader.Since(start), elements);
    }

    /// <summary>An initial value, or a list of them without brackets (<c>:= 1, 2, 3(0)</c>), as the second edition allows for arrays.</summary>
    public ExpressionSyntax Initializer()
    {
        var first = Element();
        if (first is { Count: null, Value: { } single } && reader.Kind != TokenKind.Comma)
        {
            return single;
        }

        var elements = new List<ArrayElement> { first };
        while (reader.Accept(TokenKind.Comma))
        {
            elements.Add(Element());
        }

        return new ArrayInitializer(reader.Since(first.Span), elements);
    }

    private ArrayElement Element()
    {
        var start = reader.Current.Span;
        if (reader.Kind != TokenKind.Integer || reader.Peek(1).Kind != TokenKind.OpenParenthesis)
        {
            var value = Expression();
            return new ArrayElement(value.Span, null, value);
        }

        var count = Primary();
        reader.Advance();
        var repeated = reader.Kind == TokenKind.CloseParenthesis ? null : Expression();
        reader.Expect(TokenKind.CloseParenthesis, "after the repeated value");
        return new ArrayElement(reader.Since(start), count, repeated);
    }

    private static LiteralKind? LiteralKindOf(TokenKind kind) => kind switch
    {
        TokenKind.Bool => LiteralKind.Bool,
        TokenKind.Integer => LiteralKind.Integer,
        TokenKind.Real => LiteralKind.Real,
        TokenKind.Time => LiteralKind.Time,
        TokenKind.Date => LiteralKind.Date,
        TokenKind.TimeOfDay => LiteralKind.TimeOfDay,
        TokenKind.DateAndTime => LiteralKind.DateAndTime,
        TokenKind.String => LiteralKind.String,
        TokenKind.WideString => LiteralKind.WideString,
        _ => null,
    };
}
