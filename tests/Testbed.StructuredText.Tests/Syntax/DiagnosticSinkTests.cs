namespace Testbed.StructuredText.Tests;

public sealed class DiagnosticSinkTests
{
    [Fact]
    public void Locates_Mistakes_And_Sorts_Them_By_Place()
    {
        var sink = new DiagnosticSink([new("a.st", "x := 1;\n\ty := 2;\r\n")]);
        sink.Error("TB1001", new SourceSpan(0, 9, 1), "second");
        sink.Warning("TB1002", new SourceSpan(0, 0, 1), "first");

        Assert.True(sink.HasErrors);
        Assert.Equal(["a.st:1:1: warning TB1002: first", "a.st:2:2: error TB1001: second"], sink.All.Select(d => d.ToString().Split('\n')[0]));
        Assert.Equal(" y := 2;", sink.All[1].SourceLine);
    }
}
