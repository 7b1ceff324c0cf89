namespace Testbed.Core.Tests.Diagnostics;

public sealed class DiagnosticTest
{
    [Fact]
    public void Prints_Location_Line_Caret_And_Fix()
    {
        var diagnostic = new Diagnostic(
            "TB0123", DiagnosticSeverity.Error, "lab/scenario.yaml", 12, 9, "SL-T 5 is outside 0 to 4.", "Write 4 or less.", "  sl-t: {5 2 3 1 3 2 2}");

        Assert.Equal(
            "lab/scenario.yaml:12:9: error TB0123: SL-T 5 is outside 0 to 4.\n"
            + "      sl-t: {5 2 3 1 3 2 2}\n"
            + "            ^\n"
            + "    fix: Write 4 or less.",
            diagnostic.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void Puts_The_Caret_Under_The_Column(int column)
    {
        var lines = new Diagnostic("TB0001", DiagnosticSeverity.Warning, "a.yaml", 1, column, "Look.", SourceLine: "abcd").ToString().Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.Equal("    abcd", lines[1]);
        Assert.Equal(4 + column - 1, lines[2].IndexOf('^', StringComparison.Ordinal));
        Assert.EndsWith("^", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_Out_What_It_Does_Not_Know() =>
        Assert.Equal(
            "a.yaml:1:1: warning TB0002: Look.",
            new Diagnostic("TB0002", DiagnosticSeverity.Warning, "a.yaml", 1, 1, "Look.").ToString());

    [Fact]
    public void Prints_The_Fix_Without_A_Source_Line() =>
        Assert.Equal(
            "a.yaml:3:2: error TB0003: Unknown key.\n    fix: Write 'zones'.",
            new Diagnostic("TB0003", DiagnosticSeverity.Error, "a.yaml", 3, 2, "Unknown key.", "Write 'zones'.").ToString());
}
