namespace Testbed.StructuredText;

/// <summary>What stands at the top of a source, and program organisation units (6.6).</summary>
internal sealed partial class UnitParser(TokenReader reader, TypeParser types, StatementParser statements, ConfigurationParser configurations)
{
    /// <summary>Words of object orientation and of actions, and what ends what they start.</summary>
    private static readonly (string Word, string End, string Code, string Message)[] Foreign =
    [
        ("INTERFACE", "END_INTERFACE", StCodes.ObjectsNotSupported, "interfaces are not supported"),
        ("METHOD", "END_METHOD", StCodes.ObjectsNotSupported, "this method belongs to no unit: it stands behind none and in none"),
        ("ACTION", "END_ACTION", StCodes.ObjectsNotSupported, "this action belongs to no unit: it stands behind none and in none"),
        ("PROPERTY", "END_PROPERTY", StCodes.ObjectsNotSupported, "properties are not supported"),
        ("PROPERTY_GET", "END_PROPERTY", StCodes.ObjectsNotSupported, "properties are not supported"),
        ("PROPERTY_SET", "END_PROPERTY", StCodes.ObjectsNotSupported, "properties are not supported"),
    ];

    public IReadOnlyList<DeclarationSyntax> Declarations()
    {
        var declarations = new List<DeclarationSyntax>();
        while (reader.Kind != TokenKind.EndOfFile)
        {
            var position = reader.Position;
            Declaration(declarations);
            reader.Recovered();
            if (reader.Position == position)
            {
                reader.Advance();
            }
        }

        return declarations;
    }

    private void Declaration(List<DeclarationSyntax> into)
    {
        var token = reader.Current;
        switch (token.Kind)
        {
            case TokenKind.Semicolon:
                reader.Advance();
                break;
            case TokenKind.Type:
                types.TypeBlock(into);
                break;
            case TokenKind.Program or TokenKind.Function or TokenKind.FunctionBlock:
                into.Add(Unit());
                break;
            case TokenKind.Identifier when IsNamespace():
                Namespace(into);
                break;
            case TokenKind.Identifier when SkipUsing():
                break;
            case TokenKind.Identifier when IsClass():
                into.Add(Unit());
                break;
            case TokenKind.Identifier when IsMember() && into.LastOrDefault(d => d is PouDeclaration) is PouDeclaration owner:
                into.Add(Following(owner.Name));
                break;
            case TokenKind.Identifier when reader.IsWord("ACTIONS") && reader.Peek(1).Kind == TokenKind.Identifier:
                into.Add(Actions());
                break;
            case TokenKind.VarGlobal:
                var block = types.Section();
                into.Add(new GlobalsDeclaration(block.Span, block));
                break;
            case TokenKind.VarAccess:
                types.Section();
                break;
            case TokenKind.Configuration:
                into.Add(configurations.Configuration());
                break;
            default:
                if (!SkipForeign())
                {
                    var fix = "a source holds TYPE, FUNCTION, FUNCTION_BLOCK, PROGRAM, VAR_GLOBAL and CONFIGURATION";
                    reader.Report(StCodes.ExpectedDeclaration, token.Span, $"expected a declaration, found {reader.Show(token)}", fix);
                    reader.Advance();
                    reader.SkipTo(t => t.StartsDeclaration || t.Kind == TokenKind.VarGlobal);
                }

                break;
        }
    }

    private PouDeclaration Unit()
    {
        // A class is a function block without a body (6.6.5.1).
        while (reader.Kind == TokenKind.Identifier && !reader.IsWord("CLASS"))
        {
            reader.Advance();
        }

        var start = reader.Advance();
        statements.Begin();
        var (kind, end) = start.Kind switch
        {
            TokenKind.Program => (PouKind.Program, TokenKind.EndProgram),
            TokenKind.Function => (PouKind.Function, TokenKind.EndFunction),
            TokenKind.Identifier => (PouKind.FunctionBlock, TokenKind.EndClass),
            _ => (PouKind.FunctionBlock, TokenKind.EndFunctionBlock),
        };
        types.SkipModifiers();
        var name = reader.Name($"a name after {Keywords.Show(start.Kind)}");
        SkipTypeParameters();
        var hasBase = types.SkipInheritance();
        var returnType = ReturnType(kind);
        while (SkipUsing())
        {
        }

        if (reader.IsRecovering)
        {
            reader.SkipTo(t => t.StartsVariables || t.StartsStatement || t.EndsBody || t.Kind == TokenKind.Semicolon);
        }

        reader.Accept(TokenKind.Semicolon);
        reader.Recovered();
        var blocks = new List<VarBlock>();
        var members = new List<PouDeclaration>();
        var body = Parts(blocks, members);
        End(start, name, end);
        return new PouDeclaration(reader.Since(start.Span), kind, name, returnType, blocks, body) { Members = members, HasBase = hasBase };
    }

    /// <summary>A vendor's generic functions, <c>MAX&lt;T: ANY&gt;</c>.</summary>
    private void SkipTypeParameters()
    {
        if (!reader.IsRecovering && reader.Kind == TokenKind.Less)
        {
            reader.Note(StCodes.NotSupported, reader.Current.Span, "type parameters are not supported", "write one function for each type");
            reader.SkipTo(t => t.Kind == TokenKind.Greater || t.EndsBody || t.StartsVariables);
            reader.Accept(TokenKind.Greater);
        }
    }

    private TypeSyntax? ReturnType(PouKind kind)
    {
        if (reader.IsRecovering || reader.Kind != TokenKind.Colon)
        {
            return null;
        }

        var colon = reader.Advance();
        var type = types.Type();
        if (kind == PouKind.Function)
        {
            return type;
        }

        reader.Note(StCodes.UnexpectedReturnType, colon.Span, "only a function returns a value", "use VAR_OUTPUT, or write FUNCTION");
        return null;
    }

    /// <summary>Sections, then statements; sections that come late are read all the same.</summary>
    private List<StatementSyntax> Parts(List<VarBlock> blocks, List<PouDeclaration>? members)
    {
        var body = new List<StatementSyntax>();
        while (!reader.Current.EndsBody)
        {
            var position = reader.Position;
            if (types.IsSection())
            {
                if (body.Count > 0)
                {
                    reader.Note(StCodes.LateVariables, reader.Current.Span, "variables are declared before the first statement", "move this section up");
                }

                // Globals after a unit without its END are those of the source.
                blocks.Add(types.Section());
            }
            else if (body.Count == 0 && reader.IsWord("BEGIN") && reader.Peek(1) is { StartsStatement: true } or { Kind: TokenKind.Identifier })
            {
                // Another vendor's word between variables and statements.
                reader.Advance();
            }
            else if (members is not null && IsMember())
            {
                members.Add(Member());
            }
            else if (!SkipForeign())
            {
                body.AddRange(statements.Body());
            }

            if (reader.Position == position)
            {
                reader.Advance();
            }
        }

        return body;
    }

    private void End(Token start, Identifier name, TokenKind end)
    {
        if (reader.Accept(end))
        {
            reader.Accept(TokenKind.Semicolon);
            return;
        }

        var at = name.Text.Length > 0 ? name.Span : start.Span;
        if (reader.Kind == TokenKind.EndOfFile && !reader.Current.IsReported)
        {
            // One unit per file without its last word is how a widespread development system keeps its sources.
            reader.WarnOnce(StCodes.MissingEnd, at, $"{reader.TextOf(start)} {name.Text} has no {Keywords.Show(end)} and ends with the file");
            return;
        }

        reader.Report(StCodes.MissingEnd, at, $"{reader.TextOf(start)} {name.Text} has no {Keywords.Show(end)}; found {reader.Show(reader.Current)}");
        if (reader.Current.EndsUnit)
        {
            reader.Advance();
        }
    }

    private bool SkipForeign()
    {
        if (reader.Kind != TokenKind.Identifier || reader.Peek(1).Kind is not (TokenKind.Identifier or TokenKind.Program or TokenKind.FunctionBlock))
        {
            return false;
        }

        foreach (var (word, end, code, message) in Foreign)
        {
            if (reader.IsWord(word) || (reader.IsWord(word, 1) && IsModifier()))
            {
                reader.Report(code, reader.Current.Span, message, "use functions and function blocks");
                Skip(word, end);
                return true;
            }
        }

        return false;
    }

    private bool IsClass() => (reader.IsWord("CLASS") && reader.Peek(1).Kind == TokenKind.Identifier && reader.Peek(2).Kind is not TokenKind.Assign)
        || (IsModifier() && reader.IsWord("CLASS", 1));

    private bool IsModifier() => reader.IsWord("ABSTRACT") || reader.IsWord("FINAL") || reader.IsWord("PUBLIC") || reader.IsWord("INTERNAL");

    /// <summary>To the end that belongs to a word, over those inside; where there is none, to the end of the unit around it or the next declaration.</summary>
    private void Skip(string word, string end)
    {
        var depth = 0;
        do
        {
            depth += reader.IsWord(word) ? 1 : reader.TextOf(reader.Current).Equals(end, StringComparison.OrdinalIgnoreCase) ? -1 : 0;
            reader.Advance();
        }
        while (depth > 0 && reader.Kind != TokenKind.EndOfFile && (!reader.Current.EndsBody || reader.Current.EndsMember));
        reader.Recovered();
    }
}
