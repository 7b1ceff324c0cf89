namespace Testbed.StructuredText;

/// <content>Namespaces (6.6.6). What is declared in one is known by its own name everywhere, so USING has nothing to do, and a name may be written with its namespace or without.</content>
internal sealed partial class UnitParser
{
    private bool IsNamespace() => reader.IsWord("NAMESPACE") && reader.Peek(1).Kind == TokenKind.Identifier;

    private void Namespace(List<DeclarationSyntax> into)
    {
        var start = reader.Advance();
        if (reader.Peek(1).Kind == TokenKind.Identifier)
        {
            reader.AcceptWord("INTERNAL");
        }

        var path = new List<Identifier>();
        do
        {
            path.Add(reader.Name("the name of a namespace"));
        }
        while (!reader.IsRecovering && reader.Accept(TokenKind.Dot));
        into.Add(new NamespaceDeclaration(reader.Since(start.Span), path));
        reader.Recovered();
        if (!reader.Enter())
        {
            reader.SkipTo(t => t.Kind == TokenKind.EndOfFile);
        }

        while (reader.Kind != TokenKind.EndOfFile && !reader.IsWord("END_NAMESPACE"))
        {
            var position = reader.Position;
            Declaration(into);
            reader.Recovered();
            if (reader.Position == position)
            {
                reader.Advance();
            }
        }

        reader.Leave();
        if (!reader.AcceptWord("END_NAMESPACE"))
        {
            reader.Report(StCodes.MissingEnd, start.Span, $"NAMESPACE has no END_NAMESPACE; found {reader.Show(reader.Current)}");
        }

        reader.Accept(TokenKind.Semicolon);
        reader.Recovered();
    }

    private bool SkipUsing()
    {
        if (!reader.IsWord("USING") || reader.Peek(1).Kind != TokenKind.Identifier)
        {
            return false;
        }

        reader.Advance();
        do
        {
            reader.Name("the name of a namespace");
        }
        while (!reader.IsRecovering && (reader.Accept(TokenKind.Dot) || reader.Accept(TokenKind.Comma)));
        reader.Expect(TokenKind.Semicolon, "after USING");
        reader.Recovered();
        return true;
    }
}
