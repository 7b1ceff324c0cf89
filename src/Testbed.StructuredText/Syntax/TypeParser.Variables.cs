namespace Testbed.StructuredText;

/// <content>Sections of variables (6.5.2).</content>
internal sealed partial class TypeParser
{
    private static readonly string[] Modifiers = ["FINAL", "ABSTRACT", "PUBLIC", "PRIVATE", "PROTECTED", "INTERNAL"];

    /// <summary>FINAL, PUBLIC and the like in front of a name mean nothing without classes.</summary>
    public void SkipModifiers()
    {
        while (reader.Peek(1).Kind == TokenKind.Identifier && System.Array.Exists(Modifiers, m => reader.IsWord(m)))
        {
            reader.Advance();
        }
    }

    /// <summary>EXTENDS and IMPLEMENTS with their lists.</summary>
    public bool SkipInheritance()
    {
        var isAny = false;
        while ((reader.IsWord("EXTENDS") || reader.IsWord("IMPLEMENTS")) && reader.Peek(1).Kind == TokenKind.Identifier)
        {
            isAny = true;
            var word = reader.Show(reader.Current);
            reader.Note(StCodes.ObjectsNotSupported, reader.Advance().Span, $"{word}: inheritance is not supported", "use an instance of the other block as a variable");
            do
            {
                reader.Name("a name");
            }
            while (!reader.IsRecovering && (reader.Accept(TokenKind.Comma) || reader.Accept(TokenKind.Dot)));
        }

        return isAny;
    }

    /// <summary>One section with its END_VAR.</summary>
    public VarBlock Section()
    {
        var start = reader.Advance();
        var section = start.Kind switch
        {
            TokenKind.VarInput => VarSection.Input,
            TokenKind.VarOutput => VarSection.Output,
            TokenKind.VarInOut => VarSection.InOut,
            TokenKind.VarTemp => VarSection.Temp,
            TokenKind.VarExternal => VarSection.External,
            TokenKind.VarGlobal => VarSection.Global,
            TokenKind.VarAccess => VarSection.Access,
            _ => VarSection.Var,
        };
        if (start.Kind == TokenKind.Identifier)
        {
            var fix = "the sections are VAR, VAR_INPUT, VAR_OUTPUT, VAR_IN_OUT, VAR_TEMP, VAR_EXTERNAL, VAR_GLOBAL, VAR_ACCESS and VAR_CONFIG";
            reader.Note(StCodes.UnknownSection, start.Span, $"there is no section {reader.Show(start)}", fix);
        }

        var (isConstant, isRetain) = Qualifiers();
        IReadOnlyList<VarDeclaration> variables = [];
        if (section == VarSection.Access)
        {
            reader.WarnOnce(StCodes.AccessPaths, start.Span, "VAR_ACCESS is passed over: every variable can be reached by its own path");
        }

        if (section == VarSection.Access || start.Kind == TokenKind.VarConfig)
        {
            reader.SkipTo(t => t.Kind == TokenKind.EndVar || t.EndsBody || t.StartsVariables);
        }
        else
        {
            variables = Variables(TokenKind.EndVar);
        }

        EndSection(start);
        return new VarBlock(reader.Since(start.Span), section, isConstant, isRetain, variables);
    }

    /// <summary>END_VAR, or a report that the section has none.</summary>
    public void EndSection(Token start)
    {
        if (!reader.Accept(TokenKind.EndVar))
        {
            reader.Report(StCodes.MissingEnd, start.Span, $"{Word(start)} has no END_VAR; found {reader.Show(reader.Current)}");
        }

        reader.Accept(TokenKind.Semicolon);
        reader.Recovered();
    }

    /// <summary>Whether a section, known or not, starts here.</summary>
    public bool IsSection() => reader.Current.StartsVariables
        || (reader.Kind == TokenKind.Identifier && reader.TextOf(reader.Current).StartsWith("VAR_", StringComparison.OrdinalIgnoreCase)
            && reader.Peek(1).Kind == TokenKind.Identifier && reader.Peek(2).Kind is TokenKind.Colon or TokenKind.Comma);

    private (bool IsConstant, bool? IsRetain) Qualifiers()
    {
        var (isConstant, isRetain) = (false, (bool?)null);
        while (reader.Peek(1).Kind is not (TokenKind.Colon or TokenKind.Comma) && !reader.IsWord("AT", 1))
        {
            if (reader.AcceptWord("CONSTANT"))
            {
                isConstant = true;
            }
            else if (reader.AcceptWord("RETAIN") || reader.AcceptWord("PERSISTENT"))
            {
                isRetain = true;
            }
            else if (reader.AcceptWord("NON_RETAIN"))
            {
                isRetain = false;
            }
            else if (!System.Array.Exists(Modifiers, reader.AcceptWord))
            {
                break;
            }
        }

        return (isConstant, isRetain);
    }

    private List<VarDeclaration> Variables(TokenKind end)
    {
        var variables = new List<VarDeclaration>();
        while (reader.Kind != end && !EndsVariables())
        {
            if (reader.Accept(TokenKind.Semicolon))
            {
                continue;
            }

            var position = reader.Position;
            variables.Add(Variable());
            EndEntry(end, "after the declaration");
            if (reader.Position == position)
            {
                reader.Advance();
            }
        }

        return variables;
    }

    /// <summary>Where a section without its END ends: at another, at the end of the unit, and at what can only be a statement.</summary>
    private bool EndsVariables() => reader.Current.EndsBody || reader.Current.StartsVariables || reader.Current.StartsStatement
        || reader.Kind is TokenKind.EndVar or TokenKind.EndStruct
        || (reader.Kind == TokenKind.Identifier && reader.Peek(1).Kind is TokenKind.Assign or TokenKind.Dot or TokenKind.OpenBracket or TokenKind.OpenParenthesis);

    private VarDeclaration Variable()
    {
        var names = new List<Identifier>();
        DirectAddress? address = null;
        do
        {
            // An address may stand alone: `AT %IX0.0 : BOOL;`.
            if (!(reader.IsWord("AT") && reader.Peek(1).Kind == TokenKind.Address))
            {
                names.Add(reader.Name("the name of a variable"));
            }

            if (!reader.IsRecovering && reader.AcceptWord("AT"))
            {
                address = AddressOf();
            }
        }
        while (!reader.IsRecovering && reader.Accept(TokenKind.Comma));
        reader.Expect(TokenKind.Colon, "after the name of a variable");
        var start = names.Count > 0 ? names[0].Span : reader.Previous.Span;
        var type = reader.IsRecovering ? Missing() : Type();
        var edge = Edge();
        address ??= !reader.IsRecovering && reader.AcceptWord("AT") ? AddressOf() : null;
        var initial = !reader.IsRecovering && reader.Accept(TokenKind.Assign) ? expressions.Initializer() : null;
        return new VarDeclaration(reader.Since(start), names, address, type, initial, edge);
    }

    /// <summary>What follows AT.</summary>
    public DirectAddress? AddressOf()
    {
        if (reader.Kind == TokenKind.Address)
        {
            return (DirectAddress)reader.Advance().Value!;
        }

        if (reader.Kind == TokenKind.Part)
        {
            reader.WarnOnce(StCodes.RelativeAddress, reader.Advance().Span, "addresses relative to a structure place nothing here: its elements are laid out in their order");
            while (reader.Accept(TokenKind.Dot))
            {
                reader.Accept(TokenKind.Integer);
            }

            return null;
        }

        reader.Report(StCodes.Expected, reader.Current.Span, $"expected a direct address such as %IX0.1 after AT, found {reader.Show(reader.Current)}");
        return null;
    }

    private EdgeKind Edge() => reader.IsRecovering ? EdgeKind.None
        : reader.AcceptWord("R_EDGE") ? EdgeKind.Rising
        : reader.AcceptWord("F_EDGE") ? EdgeKind.Falling : EdgeKind.None;

    /// <summary>The semicolon, which END_STRUCT may go without; after a mistake, the place of the next entry.</summary>
    private void EndEntry(TokenKind end, string after)
    {
        if (!reader.IsRecovering && (reader.Accept(TokenKind.Semicolon) || reader.Previous.Kind == TokenKind.EndStruct))
        {
            return;
        }

        var isNew = !reader.IsRecovering;
        reader.Expect(TokenKind.Semicolon, after);

        // Only the semicolon is missing where the next entry follows.
        if (!isNew || !(reader.Kind == TokenKind.Identifier && reader.Peek(1).Kind is TokenKind.Colon or TokenKind.Comma))
        {
            reader.SkipTo(t => t.Kind == TokenKind.Semicolon || t.Kind == end || t.EndsBody || t.StartsVariables || t.StartsStatement || t.Kind is TokenKind.EndVar or TokenKind.EndStruct);
            reader.Accept(TokenKind.Semicolon);
        }

        reader.Recovered();
    }

    private string Word(Token token) => reader.TextOf(token).ToString().ToUpperInvariant();
}
