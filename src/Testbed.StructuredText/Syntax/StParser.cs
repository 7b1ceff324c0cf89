namespace Testbed.StructuredText;

/// <summary>From a source to its syntax tree. Never throws; what is wrong is in the sink, and the tree holds what could be read.</summary>
internal static class StParser
{
    /// <summary>Characters of a source; larger ones are not read.</summary>
    public const int LargestSource = 8 * 1024 * 1024;

    /// <summary>Reads source <paramref name="index"/>.</summary>
    public static CompilationUnit Parse(IReadOnlyList<StSource> sources, int index, DiagnosticSink sink)
    {
        var text = sources[index].Text;
        var whole = new SourceSpan(index, 0, text.Length);
        if (text.Length > LargestSource)
        {
            sink.Error(StCodes.SourceTooLarge, whole with { Length = 0 }, $"the source has {text.Length} characters; {LargestSource} are read at most", "split it");
            return new CompilationUnit(whole, []);
        }

        var reader = new TokenReader(Lexer.Tokenize(text, index, sink), text, sink);
        var expressions = new ExpressionParser(reader);
        var types = new TypeParser(reader, expressions);
        var units = new UnitParser(reader, types, new StatementParser(reader, expressions), new ConfigurationParser(reader, types, expressions));
        return new CompilationUnit(whole, units.Declarations());
    }
}
