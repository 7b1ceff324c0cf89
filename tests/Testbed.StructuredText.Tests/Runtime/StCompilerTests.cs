namespace Testbed.StructuredText.Tests;

public sealed class StCompilerTests
{
    private const string Project = """
        <?xml version="1.0" encoding="utf-8"?>
        <project xmlns="http://www.plcopen.org/xml/tc6_0201">
          <types><dataTypes/><pous>
            <pou name="Main" pouType="program">
              <interface><localVars><variable name="n"><type><INT/></type></variable></localVars></interface>
              <body><ST><xhtml xmlns="http://www.w3.org/1999/xhtml">n := n + step;</xhtml></ST></body>
            </pou>
          </pous></types>
          <instances><configurations/></instances>
        </project>
        """;

    [Fact]
    public void Takes_Projects_In_Xml_Beside_Text()
    {
        var compilation = StCompiler.Compile([new("p.xml", Project), new("g.st", "VAR_GLOBAL step : INT := 3; END_VAR")]);
        Assert.Empty(compilation.Diagnostics);
        var instance = compilation.Program!.Create();
        instance.Scan(TimeSpan.Zero);
        Assert.Equal(3, instance.ReadNumber(compilation.Program.Find("Main.n")!));

        var wrong = Assert.Single(StCompiler.Compile([new("p.xml", Project)]).Diagnostics);
        Assert.Equal(("p.xml (POU Main)", 6, StCodes.UnknownName), (wrong.File, wrong.Line, wrong.Code));
    }

    [Fact]
    public void Gives_Nothing_For_Nothing()
    {
        Assert.Null(StCompiler.Compile([]).Program);
        Assert.Equal([StCodes.NoProgram], StCompiler.Compile([new("a.st", "")]).Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Keeps_Errors_Behind_Many_Warnings()
    {
        var warnings = string.Concat(Enumerable.Repeat("x := x + 1;\n", 500));
        var compilation = StCompiler.Compile([new("a.st", $"PROGRAM P VAR x : WORD; END_VAR {warnings} y := 1; END_PROGRAM")]);
        Assert.Null(compilation.Program);
        Assert.Contains(StCodes.UnknownName, compilation.Diagnostics.Select(d => d.Code));
    }
}
