namespace Testbed.StructuredText;

/// <content>Actions (6.7.4) and methods (6.6.5) of units.</content>
internal sealed partial class UnitParser
{
    /// <summary>Whether an action or method starts here: their words are names elsewhere.</summary>
    private bool IsMember() => statements.IsMember();

    /// <summary><c>ACTION name: statements END_ACTION</c> or <c>METHOD PUBLIC name : type sections statements END_METHOD</c>.</summary>
    private PouDeclaration Member()
    {
        var isMethod = reader.IsWord("METHOD");
        var start = reader.Advance();
        types.SkipModifiers();
        var name = reader.Name($"a name after {reader.TextOf(start)}");
        TypeSyntax? returnType = null;
        if (!isMethod)
        {
            reader.Accept(TokenKind.Colon);
        }
        else if (!reader.IsRecovering && reader.Accept(TokenKind.Colon))
        {
            returnType = types.Type();
        }

        reader.Accept(TokenKind.Semicolon);
        reader.Recovered();
        var blocks = new List<VarBlock>();
        var body = Parts(blocks, null);
        EndMember(start, name, isMethod ? TokenKind.EndMethod : TokenKind.EndAction);
        return new PouDeclaration(reader.Since(start.Span), isMethod ? PouKind.Method : PouKind.Action, name, returnType, blocks, body);
    }

    private void EndMember(Token start, Identifier name, TokenKind end)
    {
        if (!reader.Accept(end))
        {
            reader.Report(StCodes.MissingEnd, name.Span, $"{reader.TextOf(start)} {name.Text} has no {Keywords.Show(end)}; found {reader.Show(reader.Current)}");
            _ = reader.Accept(TokenKind.EndAction) || reader.Accept(TokenKind.EndMethod);
        }

        reader.Accept(TokenKind.Semicolon);
        reader.Recovered();
    }

    /// <summary>Those of a unit that stand behind it, as some tools export them.</summary>
    private MembersDeclaration Following(Identifier owner)
    {
        var start = reader.Current.Span;
        var members = new List<PouDeclaration>();
        while (IsMember())
        {
            members.Add(Member());
        }

        return new MembersDeclaration(reader.Since(start), owner, members);
    }

    /// <summary><c>ACTIONS unit ... END_ACTIONS</c>, a dialect's way to keep them apart.</summary>
    private MembersDeclaration Actions()
    {
        var start = reader.Advance();
        var following = Following(reader.Name("the name of a unit after ACTIONS"));
        if (!reader.AcceptWord("END_ACTIONS"))
        {
            reader.Report(StCodes.MissingEnd, start.Span, $"ACTIONS has no END_ACTIONS; found {reader.Show(reader.Current)}");
        }

        reader.Accept(TokenKind.Semicolon);
        return following with { Span = reader.Since(start.Span) };
    }
}
