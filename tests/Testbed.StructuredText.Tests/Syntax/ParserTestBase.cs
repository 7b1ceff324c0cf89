using Testbed.Core;

namespace Testbed.StructuredText.Tests;

/// <summary>Short ways to parse and to look at mistakes.</summary>
public abstract class ParserTestBase
{
    internal static (CompilationUnit Unit, IReadOnlyList<Diagnostic> Diagnostics) Read(string text)
    {
        StSource[] sources = [new("t.st", text)];
        var sink = new DiagnosticSink(sources);
        return (StParser.Parse(sources, 0, sink), sink.All);
    }

    /// <summary>Parses without a mistake.</summary>
    internal static CompilationUnit Parse(string text)
    {
        var (unit, diagnostics) = Read(text);
        Assert.True(diagnostics.Count == 0, string.Join('\n', diagnostics));
        return unit;
    }

    /// <summary>The statements of a program with this body.</summary>
    internal static IReadOnlyList<StatementSyntax> Body(string statements) => ((PouDeclaration)Assert.Single(Parse($"PROGRAM p\n{statements}\nEND_PROGRAM").Declarations)).Body;

    internal static ExpressionSyntax Expression(string text) => ((AssignStatement)Assert.Single(Body($"x := {text};"))).Value;

    /// <summary>Mistakes as <c>line:column code</c>.</summary>
    internal static IReadOnlyList<string> Mistakes(string text) => [.. Read(text).Diagnostics.Select(d => $"{d.Line}:{d.Column} {d.Code}")];
}
