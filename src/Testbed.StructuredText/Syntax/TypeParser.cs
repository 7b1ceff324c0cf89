namespace Testbed.StructuredText;

/// <summary>Types as written (6.4) and declarations of variables (6.5), which contain each other.</summary>
internal sealed partial class TypeParser(TokenReader reader, ExpressionParser expressions)
{
    /// <summary>A type. Where none is: one with an empty name, which those who come after take for reported.</summary>
    public TypeSyntax Type()
    {
        var type = reader.Enter() ? Nested() : Missing();
        reader.Leave();
        return type;
    }

    /// <summary><c>Name : type := initial;</c> until END_TYPE.</summary>
    public void TypeBlock(List<DeclarationSyntax> into)
    {
        var start = reader.Advance().Span;
        var before = reader.Mistakes;
        SkipModifiers();
        while (!reader.Current.EndsBody && reader.Kind != TokenKind.EndVar && !reader.Current.StartsVariables)
        {
            var position = reader.Position;
            if (reader.Kind == TokenKind.EndStruct && reader.Mistakes > before)
            {
                // What is left of a structure whose start was not understood.
                reader.Advance();
                reader.Accept(TokenKind.Semicolon);
                continue;
            }

            into.Add(TypeEntry());
            EndEntry(TokenKind.EndType, "after the type");
            if (reader.Position == position)
            {
                reader.Advance();
            }
        }

        if (!reader.Accept(TokenKind.EndType))
        {
            reader.Report(StCodes.MissingEnd, start, $"TYPE has no END_TYPE; found {reader.Show(reader.Current)}");
        }

        reader.Accept(TokenKind.Semicolon);
        reader.Recovered();
    }

    private TypeDeclaration TypeEntry()
    {
        var name = reader.Name("the name of a type");
        SkipInheritance();
        reader.Expect(TokenKind.Colon, "after the name of a type");
        var type = reader.IsRecovering ? Missing() : Type();
        var initial = !reader.IsRecovering && reader.Accept(TokenKind.Assign) ? expressions.Initializer() : null;
        return new TypeDeclaration(reader.Since(name.Span), name, type, initial);
    }

    private NamedType Missing() => new(reader.Current.Span with { Length = 0 }, "");

    private TypeSyntax Nested()
    {
        var start = reader.Current.Span;
        switch (reader.Kind)
        {
            case TokenKind.Array:
                return Array();
            case TokenKind.Struct:
                return Structure();
            case TokenKind.OpenParenthesis:
                return Enumeration(start, null);
            case TokenKind.Identifier when reader.IsWord("UNION") && reader.Peek(1).Kind == TokenKind.Identifier:
                reader.Report(StCodes.NotSupported, start, "unions are not supported", "use a structure, or parts of a bit string (w.%B0)");
                reader.SkipTo(t => t.EndsBody || reader.IsWord("END_UNION"));
                reader.AcceptWord("END_UNION");
                return Missing();
            case TokenKind.Identifier when IsPointer():
                return Pointer();
            case TokenKind.Identifier:
                return Named();
            default:
                if (reader.IsMisplacedWord())
                {
                    reader.Note(StCodes.ExpectedType, start, $"expected a type, found {reader.Show(reader.Current)}");
                    reader.Advance();
                    return Missing();
                }

                reader.Report(StCodes.ExpectedType, start, $"expected a type, found {reader.Show(reader.Current)}");
                return Missing();
        }
    }

    private ArrayType Array()
    {
        var start = reader.Advance().Span;
        var ranges = new List<RangeSyntax>();
        var close = reader.Accept(TokenKind.OpenParenthesis) ? TokenKind.CloseParenthesis : TokenKind.CloseBracket;
        _ = close == TokenKind.CloseParenthesis || reader.Expect(TokenKind.OpenBracket, "after ARRAY");
        do
        {
            ranges.Add(ArrayRange());
        }
        while (reader.Accept(TokenKind.Comma));
        reader.Expect(close, "after the bounds of the array");
        reader.Expect(TokenKind.Of, "after the bounds of the array");
        var element = reader.IsRecovering ? Missing() : Type();
        return new ArrayType(reader.Since(start), ranges, element);
    }

    private RangeSyntax ArrayRange()
    {
        if (reader.Kind == TokenKind.Star)
        {
            var star = reader.Advance().Span;
            return new RangeSyntax(star, new NameExpression(star, "*"), null);
        }

        return Range();
    }

    private RangeSyntax Range()
    {
        var low = expressions.Expression();
        reader.Expect(TokenKind.DotDot, "between lower and upper bound");
        var high = expressions.Expression();
        return new RangeSyntax(SourceSpan.Cover(low.Span, high.Span), low, high);
    }

    private StructType Structure()
    {
        var start = reader.Advance().Span;
        if (reader.IsWord("OVERLAP") && reader.Peek(1).Kind == TokenKind.Identifier)
        {
            reader.Note(StCodes.NotSupported, reader.Advance().Span, "structures whose elements overlap (OVERLAP) are not supported");
        }

        var fields = Variables(TokenKind.EndStruct);
        if (!reader.Accept(TokenKind.EndStruct))
        {
            reader.Report(StCodes.MissingEnd, start, $"STRUCT has no END_STRUCT; found {reader.Show(reader.Current)}");
        }

        return new StructType(reader.Since(start), fields);
    }

    private EnumType Enumeration(SourceSpan start, TypeSyntax? named)
    {
        reader.Advance();
        var members = new List<EnumMember>();
        do
        {
            var name = reader.Name("the name of a value of the enumeration");
            var value = !reader.IsRecovering && reader.Accept(TokenKind.Assign) ? expressions.Expression() : null;
            members.Add(new EnumMember(reader.Since(name.Span), name, value));
        }
        while (reader.Accept(TokenKind.Comma));
        reader.Expect(TokenKind.CloseParenthesis, "after the values of the enumeration");

        // `(A, B) INT` is another vendor's way to write `INT (A, B)`.
        if (named is null && reader.Kind == TokenKind.Identifier && ElementaryType.Find(reader.TextOf(reader.Current).ToString()) is not null)
        {
            named = new NamedType(reader.Current.Span, reader.Name("a type").Text);
        }

        return new EnumType(reader.Since(start), named, members);
    }

    private TypeSyntax Named()
    {
        var name = reader.Name("a type");
        if (name.Text.Equals("STRING", StringComparison.OrdinalIgnoreCase) || name.Text.Equals("WSTRING", StringComparison.OrdinalIgnoreCase))
        {
            return Text(name);
        }

        // The namespaces, or another tool's library, that it is in.
        while (!reader.IsRecovering && reader.Accept(TokenKind.Dot))
        {
            name = reader.Name("the name of a type");
        }

        var type = new NamedType(name.Span, name.Text);
        if (reader.Kind != TokenKind.OpenParenthesis)
        {
            return type;
        }

        if (reader.Peek(1).Kind == TokenKind.Identifier && reader.Peek(2).Kind is TokenKind.Comma or TokenKind.Assign or TokenKind.CloseParenthesis)
        {
            return Enumeration(name.Span, type);
        }

        reader.Advance();
        var range = Range();
        reader.Expect(TokenKind.CloseParenthesis, "after the bounds");
        return new SubrangeType(reader.Since(name.Span), type, range);
    }

    private StringType Text(Identifier name)
    {
        var isWide = name.Text.Length == "WSTRING".Length;
        var close = reader.Kind switch { TokenKind.OpenBracket => TokenKind.CloseBracket, TokenKind.OpenParenthesis => TokenKind.CloseParenthesis, _ => TokenKind.EndOfFile };
        if (close == TokenKind.EndOfFile)
        {
            return new StringType(name.Span, isWide, null);
        }

        reader.Advance();
        var length = expressions.Expression();
        reader.Expect(close, "after the length of the string");
        return new StringType(reader.Since(name.Span), isWide, length);
    }

    private bool IsPointer() => reader.IsWord("REF_TO") || ((reader.IsWord("POINTER") || reader.IsWord("REFERENCE")) && reader.Peek(1).Kind == TokenKind.To);

    private ReferenceTypeSyntax Pointer()
    {
        var start = reader.Advance();
        if (reader.Accept(TokenKind.To) && reader.TextOf(start).Equals("REFERENCE", StringComparison.OrdinalIgnoreCase))
        {
            reader.NoteOnce(StCodes.PointersNotSupported, reader.Since(start.Span), "REFERENCE TO, which needs no '^', is not supported", "write REF_TO, or pass the variable as VAR_IN_OUT");
        }

        var target = Type();
        return new ReferenceTypeSyntax(reader.Since(start.Span), target);
    }
}
