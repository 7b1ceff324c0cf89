namespace Testbed.StructuredText.Tests;

public sealed class StParserTests : ParserTestBase
{
    [Fact]
    public void Reads_Every_Kind_Of_Declaration()
    {
        var unit = Parse("""
            TYPE
                Colour : (Red, Green := 5) := Green;
                Level : INT (0..100) := 10;
                Point : STRUCT x, y : REAL; name : STRING[20] := 'p'; END_STRUCT;
                Row : ARRAY [0..3, 1..2] OF Point := [2((x := 1.0, y := 2.0)), 6()];
                Alias : Row;
            END_TYPE
            VAR_GLOBAL CONSTANT max : DINT := 1_000; END_VAR
            FUNCTION Twice : REAL
            VAR_INPUT a : REAL; END_VAR
                Twice := a * 2.0;
            END_FUNCTION
            FUNCTION_BLOCK Counter
            VAR_INPUT up : BOOL R_EDGE; END_VAR
            VAR_OUTPUT RETAIN n : UINT; END_VAR
            VAR_IN_OUT total : LREAL; END_VAR
            VAR_TEMP i, j : INT; END_VAR
            VAR NON_RETAIN out AT %QX1.0 : BOOL; in AT %I* : WORD; END_VAR
                IF up THEN n := n + 1; END_IF
            END_FUNCTION_BLOCK
            PROGRAM Main
            VAR_EXTERNAL max : DINT; END_VAR
            VAR c : Counter := (n := 3); END_VAR
                c(up := TRUE, n => n, NOT q => p, x => );
            END_PROGRAM
            CONFIGURATION cfg
                VAR_GLOBAL g : INT; END_VAR
                RESOURCE res ON PLC
                    VAR_GLOBAL h : INT; END_VAR
                    TASK fast(INTERVAL := T#10ms, PRIORITY := 1);
                    TASK event(SINGLE := g, PRIORITY := 2);
                    PROGRAM RETAIN m WITH fast : Main(a := g, b => h);
                END_RESOURCE
                VAR_CONFIG res.m.c.out AT %QX1.1 : BOOL := TRUE; END_VAR
            END_CONFIGURATION
            """);
        Assert.Equal(10, unit.Declarations.Count);
        var configuration = Assert.IsType<ConfigurationDeclaration>(unit.Declarations[^1]);
        var resource = Assert.Single(configuration.Resources);
        Assert.Equal(["fast", "event"], resource.Tasks.Select(t => t.Name.Text));
        Assert.Equal("Main", Assert.Single(resource.Programs).Type.Text);
        Assert.Equal(["res", "m", "c", "out"], Assert.Single(configuration.InstanceInits).Path.Select(p => p.Text));
    }

    [Fact]
    public void Reads_Every_Statement()
    {
        var body = Body("""
            ;
            a := b;
            a.b[i, 2].c := -3;
            a.3 := a.%X4;
            %QW3 := 16#FF;
            f(1, 2);
            IF a THEN b := 1; ELSIF c THEN ; ELSE d := 2; END_IF;
            CASE x OF
                1: a := 1;
                2, 4..6, Colour#Red, Idle: a := 2; b := 3;
                -1: ;
            ELSE a := 3;
            END_CASE;
            FOR i := 1 TO 10 BY 2 DO EXIT; END_FOR;
            WHILE a < 3 DO CONTINUE; END_WHILE;
            REPEAT a := a + 1; UNTIL a > 3 END_REPEAT;
            RETURN;
            """);
        Assert.Equal(11, body.Count);
        var branches = Assert.IsType<CaseStatement>(body[6]).Branches;
        Assert.Equal([1, 4, 1], branches.Select(b => b.Labels.Count));
        Assert.Equal([1, 2, 0], branches.Select(b => b.Body.Count));
    }
}
