namespace Testbed.StructuredText;

/// <summary>Configurations, resources, tasks and program instances (6.8).</summary>
internal sealed class ConfigurationParser(TokenReader reader, TypeParser types, ExpressionParser expressions)
{
    public ConfigurationDeclaration Configuration()
    {
        var start = reader.Advance();
        var name = reader.Name("a name after CONFIGURATION");
        reader.Recovered();
        var globals = new List<VarBlock>();
        var resources = new List<ResourceDeclaration>();
        var inits = new List<InstanceInit>();
        var tasks = new List<TaskDeclaration>();
        var programs = new List<ProgramInstance>();
        while (!EndsConfiguration())
        {
            if (reader.Kind == TokenKind.VarConfig)
            {
                InstanceInits(inits);
            }
            else if (reader.IsWord("RESOURCE"))
            {
                resources.Add(Resource());
            }
            else
            {
                Entry(globals, tasks, programs);
            }
        }

        if (tasks.Count + programs.Count > 0)
        {
            resources.Add(new ResourceDeclaration(start.Span, new Identifier(start.Span, ""), null, [], tasks, programs));
        }

        End(start, TokenKind.EndConfiguration);
        return new ConfigurationDeclaration(reader.Since(start.Span), name, globals, resources, inits);
    }

    private bool EndsConfiguration() => reader.Kind is not (TokenKind.Program or TokenKind.EndResource or TokenKind.EndProgram) && reader.Current.EndsBody;

    private ResourceDeclaration Resource()
    {
        var start = reader.Advance();
        var name = reader.Name("a name after RESOURCE");
        var processor = reader.AcceptWord("ON") ? reader.Name("a name after ON") : null;
        reader.Recovered();
        var globals = new List<VarBlock>();
        var tasks = new List<TaskDeclaration>();
        var programs = new List<ProgramInstance>();
        while (reader.Kind != TokenKind.EndResource && !EndsConfiguration() && reader.Kind != TokenKind.VarConfig)
        {
            Entry(globals, tasks, programs);
        }

        End(start, TokenKind.EndResource);
        return new ResourceDeclaration(reader.Since(start.Span), name, processor, globals, tasks, programs);
    }

    private void End(Token start, TokenKind end)
    {
        if (!reader.Accept(end))
        {
            var word = reader.TextOf(start).ToString().ToUpperInvariant();
            reader.Report(StCodes.MissingEnd, start.Span, $"{word} has no {Keywords.Show(end)}; found {reader.Show(reader.Current)}");
        }

        reader.Accept(TokenKind.Semicolon);
        reader.Recovered();
    }

    /// <summary>A section of variables, a task or a program instance. Takes at least one token.</summary>
    private void Entry(List<VarBlock> globals, List<TaskDeclaration> tasks, List<ProgramInstance> programs)
    {
        var position = reader.Position;
        if (reader.Current.StartsVariables)
        {
            var block = types.Section();
            if (block.Section != VarSection.Access)
            {
                globals.Add(block);
            }
        }
        else if (reader.IsWord("TASK"))
        {
            tasks.Add(Task());
            EndEntry();
        }
        else if (reader.Kind == TokenKind.Program)
        {
            programs.Add(Instance());
            EndEntry();
        }
        else if (!reader.Accept(TokenKind.Semicolon))
        {
            var found = reader.Show(reader.Current);
            reader.Report(StCodes.ExpectedDeclaration, reader.Current.Span, $"expected RESOURCE, TASK, PROGRAM or VAR_GLOBAL in a configuration, found {found}");
            EndEntry();
        }

        if (reader.Position == position)
        {
            reader.Advance();
        }
    }

    private void EndEntry()
    {
        reader.Expect(TokenKind.Semicolon, "after the declaration");
        if (reader.IsRecovering)
        {
            reader.SkipTo(t => t.Kind == TokenKind.Semicolon || t.EndsBody || t.StartsVariables);
            reader.Accept(TokenKind.Semicolon);
            reader.Recovered();
        }
    }

    private TaskDeclaration Task()
    {
        var start = reader.Advance();
        var name = reader.Name("a name after TASK");
        ExpressionSyntax? single = null;
        ExpressionSyntax? interval = null;
        ExpressionSyntax? priority = null;
        if (!reader.IsRecovering && reader.Accept(TokenKind.OpenParenthesis))
        {
            do
            {
                var word = reader.Name("SINGLE, INTERVAL or PRIORITY");
                reader.Expect(TokenKind.Assign, $"after {word.Text}");
                var value = expressions.Expression();
                switch (word.Text.ToUpperInvariant())
                {
                    case "SINGLE":
                        single = value;
                        break;
                    case "INTERVAL":
                        interval = value;
                        break;
                    case "PRIORITY":
                        priority = value;
                        break;
                    default:
                        reader.Note(StCodes.Expected, word.Span, $"a task has SINGLE, INTERVAL and PRIORITY, not '{word.Text}'");
                        break;
                }
            }
            while (reader.Accept(TokenKind.Comma));
            reader.Expect(TokenKind.CloseParenthesis, "after the properties of the task");
        }

        return new TaskDeclaration(reader.Since(start.Span), name, single, interval, priority);
    }

    private ProgramInstance Instance()
    {
        var start = reader.Advance();
        bool? isRetain = null;
        if (reader.Peek(1).Kind == TokenKind.Identifier && (reader.IsWord("RETAIN") || reader.IsWord("NON_RETAIN")))
        {
            isRetain = reader.IsWord("RETAIN");
            reader.Advance();
        }

        var name = reader.Name("a name after PROGRAM");
        var task = !reader.IsRecovering && reader.AcceptWord("WITH") ? reader.Name("the name of a task after WITH") : null;
        reader.Expect(TokenKind.Colon, "after the name of the program instance");
        var type = reader.Name("the name of a program after ':'");
        var connections = !reader.IsRecovering && reader.Kind == TokenKind.OpenParenthesis ? expressions.Arguments() : [];
        return new ProgramInstance(reader.Since(start.Span), name, task, type, isRetain, connections);
    }

    /// <summary>VAR_CONFIG.</summary>
    private void InstanceInits(List<InstanceInit> into)
    {
        var start = reader.Advance();
        while (reader.Kind != TokenKind.EndVar && !reader.Current.EndsBody && !reader.Current.StartsVariables)
        {
            var position = reader.Position;
            into.Add(Init());
            EndInit();
            if (reader.Position == position)
            {
                reader.Advance();
            }
        }

        types.EndSection(start);
    }

    private InstanceInit Init()
    {
        var path = new List<Identifier>();
        do
        {
            path.Add(reader.Name("the path of a variable"));
        }
        while (!reader.IsRecovering && reader.Accept(TokenKind.Dot));
        var address = !reader.IsRecovering && reader.AcceptWord("AT") ? types.AddressOf() : null;
        reader.Expect(TokenKind.Colon, "after the path of a variable");
        var type = types.Type();
        var initial = !reader.IsRecovering && reader.Accept(TokenKind.Assign) ? expressions.Initializer() : null;
        return new InstanceInit(reader.Since(path[0].Span), path, address, type, initial);
    }

    private void EndInit()
    {
        reader.Expect(TokenKind.Semicolon, "after the declaration");
        if (reader.IsRecovering)
        {
            reader.SkipTo(t => t.Kind is TokenKind.Semicolon or TokenKind.EndVar || t.EndsBody || t.StartsVariables);
            reader.Accept(TokenKind.Semicolon);
            reader.Recovered();
        }
    }
}
