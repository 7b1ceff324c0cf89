namespace Testbed.StructuredText.Tests;

/// <summary>All mistakes at once, each once, and what is right is still read.</summary>
public sealed class RecoveryTests : ParserTestBase
{
    [Fact]
    public void Reports_All_Mistakes_Of_A_Source_Each_Once()
    {
        var text = """
            TYPE
                A : ;
                B : INT
                C : (Red, , Green);
            END_TYPE
            PROGRAM p
            VAR
                a : INT := ;
                b BOOL;
                c : ARRAY[1..] OF INT;
                d : INT;
            END_VAR
                a := 1 +;
                IF a = THEN b := 1; END_IF;
                d := 5
                FOR i := 1 10 DO
                    a = 3;
                END_FOR;
                CASE a OF
                    1: b := (2;
                    2 c := 3;
                    4: d := 1;
                END_CASE;
                f(1, , 2);
                WHILE DO g(); END_WHILE;
                a := b c;
                d := 7;
            END_PROGRAM
            FUNCTION_BLOCK q
                x := ];
            END_FUNCTION_BLOCK
            """;
        Assert.Equal(
            [
                "2:9 TB1015", "3:12 TB1010", "4:15 TB1010", "8:16 TB1011", "9:7 TB1010", "10:18 TB1011", "13:13 TB1011", "14:12 TB1011", "15:11 TB1010", "16:16 TB1010", "17:11 TB1021",
                "20:19 TB1010", "21:9 TB1012", "24:10 TB1011", "25:11 TB1011", "26:12 TB1010", "30:10 TB1011",
            ],
            Mistakes(text));
    }

    [Theory]
    [InlineData("a := 1 +; b := 2;", "b")]
    [InlineData("a := (1; b := 2;", "b")]
    [InlineData("IF a THEN x := ; b := 2; END_IF;", "b")]
    [InlineData("IF a b := 1; END_IF; b := 2;", "b")]
    [InlineData("foo bar; b := 2;", "b")]
    [InlineData("a := 1 IF x THEN b := 2; END_IF;", "a b")]
    [InlineData("a := 1\nb := 2;", "b")]
    [InlineData("REPEAT a := 1; END_REPEAT; b := 2;", "a b")]
    [InlineData("CASE x OF 1: IF y THEN a := 1; 2: b := 2; END_CASE;", "a b")]
    public void Goes_On_After_A_Mistake(string statements, string targets)
    {
        var (unit, diagnostics) = Read($"PROGRAM p\n{statements}\nEND_PROGRAM");
        Assert.Single(diagnostics);
        var read = TreeDump.Nodes(unit).OfType<AssignStatement>().OrderBy(a => a.Span.Start).Select(a => ((NameExpression)a.Target).Name).ToList();
        Assert.All(targets.Split(' '), t => Assert.Contains(t, read));
    }

    [Fact]
    public void Names_The_Statement_That_Has_No_End()
    {
        var (_, diagnostics) = Read("PROGRAM p\nIF a THEN\nFOR i := 1 TO 2 DO\nb := 1;\nEND_IF;\nEND_PROGRAM");
        var only = Assert.Single(diagnostics);
        Assert.Equal((3, 1, "FOR has no END_FOR; found END_IF"), (only.Line, only.Column, only.Message));
    }

    [Theory]
    [InlineData("PROGRAM p LD a ST b END_PROGRAM PROGRAM q c := 1; END_PROGRAM", 2)]
    [InlineData("PROGRAM p INITIAL_STEP s : END_STEP TRANSITION FROM s TO t := a; END_TRANSITION END_PROGRAM PROGRAM q c := 1; END_PROGRAM", 2)]
    [InlineData("INTERFACE i METHOD m : INT END_METHOD END_INTERFACE PROGRAM q c := 1; END_PROGRAM", 1)]
    public void Passes_Over_What_Is_Not_Supported_With_One_Message(string text, int units)
    {
        var (unit, diagnostics) = Read(text);
        Assert.Single(diagnostics);
        Assert.Equal(units, unit.Declarations.Count);
        Assert.Single(((PouDeclaration)unit.Declarations[^1]).Body);
    }

    [Fact]
    public void Shows_No_Line_Of_Unbounded_Length()
    {
        var (_, diagnostics) = Read($"PROGRAM p a := ; {new string(' ', 1000)} b := ; END_PROGRAM");
        Assert.Equal(2, diagnostics.Count);
        Assert.True(diagnostics[0].SourceLine!.Length <= 400);
        Assert.Null(diagnostics[1].SourceLine);
    }
}
