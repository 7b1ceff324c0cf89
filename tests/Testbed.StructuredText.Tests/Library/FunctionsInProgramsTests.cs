namespace Testbed.StructuredText.Tests.Library;

/// <summary>Standard functions as a program calls them: literals, formal calls, declared types.</summary>
public sealed class FunctionsInProgramsTests
{
    [Theory]
    [InlineData("SINT", "MAX(x, 5)", 5)]
    [InlineData("USINT", "MAX(x, 200)", 200)]
    [InlineData("UINT", "LIMIT(10, x, 40000)", 10)]
    [InlineData("UDINT", "SEL(TRUE, x, 4000000000)", 4000000000)]
    [InlineData("USINT", "SEL(TRUE, 0, 5)", 5)]
    [InlineData("REAL", "SEL(TRUE, 0, 5)", 5)]
    [InlineData("BYTE", "SHL(BYTE#1, 3)", 8)]
    [InlineData("BYTE", "OR(x, 16#80)", 128)]
    [InlineData("INT", "MOD(17, 5) + MOD(IN1 := 9, IN2 := 4)", 3)]
    [InlineData("WORD", "SHL(1, 9)", 512)]
    [InlineData("LREAL", "SQRT(2.0)", 1.4142135623730951)]
    [InlineData("LREAL", "MUX(1, 0.1, 0.3)", 0.3)]
    [InlineData("REAL", "MAX(x, 1.5)", 1.5)]
    [InlineData("LREAL", "MAX(x, 1.5)", 1.5)]
    [InlineData("REAL", "SQRT(4.0)", 2)]
    [InlineData("REAL", "SQRT(9)", 3)]
    [InlineData("LREAL", "SQRT(4.0)", 2)]
    [InlineData("INT", "TO_INT(2.5)", 2)]
    [InlineData("INT", "LEN('abc')", 3)]
    [InlineData("INT", "FIND(IN1 := 'abc', IN2 := 'c')", 3)]
    [InlineData("INT", "MUX(K := 1, IN0 := 10, IN1 := 20, IN2 := 30)", 20)]
    [InlineData("INT", "MAX(IN1 := 1, IN2 := 7, IN3 := 3)", 7)]
    [InlineData("INT", "LIMIT(MX := 5, IN := 9, MN := 1)", 5)]
    [InlineData("TIME", "ADD(T#1s, T#500ms)", 1.5)]
    [InlineData("TIME", "MUL(T#1s, 1.5)", 1.5)]
    [InlineData("TIME", "LIMIT(T#1s, T#5s, T#3s)", 3)]
    [InlineData("DINT", "TRUNC(-2.7)", -2)]
    [InlineData("INT", "TRUNC(-2.7) + x", -2)]
    [InlineData("UDINT", "TRUNC(LREAL#4000000000.7)", 4000000000)]
    [InlineData("INT", "BYTE_TO_INT(INT_TO_BYTE(TRUNC(REAL#255.9)))", 255)]
    [InlineData("INT", "LIMIT(IN := 7, MX := 5)", 5)]
    [InlineData("INT", "LIMIT(IN := -7, MX := 5)", 0)]
    [InlineData("LREAL", "ANY_TO_LREAL(5)", 5)]
    [InlineData("INT", "STRING_TO_INT('16#1F')", 31)]
    [InlineData("REAL", "EXPT(2.0, 3)", 8)]
    public void Fit_Their_Target(string type, string call, double expected)
    {
        var run = new BlockRun($"x, y : {type};", $"y := {call};");
        run.Scan();
        Assert.Equal(expected, run["y"], type == "LREAL" ? 1e-15 : 1e-6);
    }

    [Theory]
    [InlineData("y := TIME(IN := 5);", "TB1069")]
    [InlineData("y := LEFT(L := 2);", "TB1069")]
    [InlineData("y := INT_TO_REAL('a');", "TB1069")]
    [InlineData("y := MAX(1);", "TB1069")]
    [InlineData("y := ROUNDED(1.5);", "TB1050")]
    public void A_Call_That_Does_Not_Fit_Is_A_Mistake(string statement, string code)
    {
        var compilation = StCompiler.Compile([new StSource("test.st", $"PROGRAM Main\nVAR y : LREAL; END_VAR\n{statement}\nEND_PROGRAM\n")]);
        Assert.Equal([(code, 3)], compilation.Diagnostics.Select(d => (d.Code, d.Line)));
    }

    [Fact]
    public void Time_Is_That_Of_The_Task()
    {
        var run = new BlockRun("first, passed : TIME;", "IF first = T#0s THEN first := TIME(); END_IF; passed := TIME() - first;");
        run.Scan(0.25);
        run.Scan(0.5);
        Assert.Equal(0.25, run["passed"], 1e-9);
        run.Scan();
        Assert.Equal(0.75, run["passed"], 1e-9);
    }
}
