namespace Testbed.StructuredText.Tests;

public sealed class UnitTests
{
    private const string Units = """
        TYPE
            Point : STRUCT x : REAL := 1.0; y : REAL; tags : ARRAY[0..1] OF INT := [7, 8]; END_STRUCT;
            Mode : (Idle, Run := 5, Halt);
            Speed : REAL := 2.5;
        END_TYPE
        FUNCTION Scale : REAL
        VAR_INPUT v : REAL; factor : REAL := 10.0; END_VAR
        VAR_OUTPUT twice : REAL; END_VAR
        VAR n : INT := 3; END_VAR
            n := n + 1;
            twice := v * 2.0;
            Scale := v * factor + n;
        END_FUNCTION
        FUNCTION Sum : DINT
        VAR_IN_OUT values : ARRAY[1..3] OF INT; END_VAR
        VAR i : INT; END_VAR
            FOR i := 1 TO 3 DO Sum := Sum + values[i]; values[i] := 0; END_FOR;
        END_FUNCTION
        FUNCTION Move : Point
        VAR_INPUT p : Point; END_VAR
            p.x := p.x + 1.0;
            Move := p;
        END_FUNCTION
        FUNCTION Nothing
        VAR_IN_OUT b : BOOL; END_VAR
            b := NOT b;
        END_FUNCTION
        FUNCTION_BLOCK Counter
        VAR_INPUT go : BOOL R_EDGE; step : INT := 1; END_VAR
        VAR_OUTPUT total : INT; END_VAR
        VAR_IN_OUT log : Point; END_VAR
        VAR_TEMP t : INT := 4; END_VAR
        VAR inner : CTU; END_VAR
            t := t + 1;
            IF go THEN total := total + step; log.tags[1] := total + t; END_IF;
            inner(CU := go, PV := 2);
        END_FUNCTION_BLOCK

        """;

    private static Plc Run(string variables, string body) => Plc.Of($"{Units}PROGRAM Main VAR {variables} END_VAR\n{body}\nEND_PROGRAM").Scan();

    [Fact]
    public void Calls_Functions_By_Name_And_By_Position_With_Defaults_And_Outputs()
    {
        var plc = Run("a, b, c, t : REAL;", "a := Scale(2.0, 3.0); b := Scale(v := 2.0, twice => t); c := Scale(Scale(1.0, 1.0), Scale(0.0, 0.0));");
        Assert.Equal((10.0, 24.0, 4.0, 24.0), (plc["a"], plc["b"], plc["t"], plc["c"]));
    }

    [Fact]
    public void Passes_Arrays_Structures_And_Bits_By_Reference()
    {
        var plc = Run(
            "v : ARRAY[1..3] OF INT := [1, 2, 3]; s : DINT; p, q : Point; flag AT %QX1.3 : BOOL; w : WORD; plain : BOOL;",
            "s := Sum(v); q := Move(p); Nothing(flag); Nothing(b := w.5); Nothing(plain);");
        Assert.Equal((6, 0, 0), (plc["s"], plc["v[1]"], plc["v[3]"]));
        Assert.Equal((1.0, 2.0, 8), (plc["p.x"], plc["q.x"], plc["q.tags[1]"]));
        Assert.Equal((1, 32, 1, 1), (plc["flag"], plc["w"], plc["plain"], plc["%QX1.3"]));
    }

    [Fact]
    public void Keeps_The_State_Of_Instances_And_Detects_Edges()
    {
        var plc = Run(
            "c : ARRAY[0..1] OF Counter; p : Point; on : BOOL := TRUE; i : INT; out : INT;",
            "FOR i := 0 TO 1 DO c[i](go := on, step := i + 2, log := p, total => out); END_FOR;");
        Assert.Equal((2, 3, 8, 3), (plc["c[0].total"], plc["c[1].total"], plc["p.tags[1]"], plc["out"]));
        plc.Scan();
        Assert.Equal(2, plc["c[0].total"]);
        plc["on"] = 0;
        plc.Scan();
        plc["on"] = 1;
        plc.Scan();
        Assert.Equal((4, 2, 1), (plc["c[0].total"], plc["c[0].inner.CV"], plc["c[0].inner.Q"]));
    }

    [Fact]
    public void Obeys_EN_And_Tells_ENO()
    {
        var plc = Run(
            "a, b : REAL := -1.0; t : TON; e1, e2, e3 : BOOL; on : BOOL; m : INT := 9;",
            "a := Scale(EN := on, v := 5.0, ENO => e1); b := Scale(EN := NOT on, v := 5.0, ENO => e2); t(EN := on, IN := TRUE, ENO => e3); m := MAX(EN := TRUE, IN1 := 3, IN2 := 4);");
        Assert.Equal((0, 54, 0, 1, 0, 0, 4), (plc["a"], plc["b"], plc["e1"], plc["e2"], plc["e3"], plc["t.IN"], plc["m"]));
    }

    [Fact]
    public void Gives_Types_Their_Initial_Values()
    {
        var plc = Run(
            "p : Point := (y := 3.0, tags := [1, 2]); grid : ARRAY[0..1, 0..2] OF INT := [1, 2, 4(9)]; ps : ARRAY[1..2] OF Point; m : Mode; h : Mode := Halt; s : Speed; "
                + "r : INT (3..9); t : TON := (PT := T#5s); x : STRING[5] := 'abcdefg';",
            "IF m = Mode#Idle THEN m := Run; END_IF;");
        Assert.Equal((1.0, 3.0, 2), (plc["p.x"], plc["p.y"], plc["p.tags[1]"]));
        Assert.Equal((1, 9, 9), (plc["grid[0,0]"], plc["grid[0,2]"], plc["grid[1,2]"]));
        Assert.Equal((1.0, 8.0, 5.0, 6.0, 2.5, 3.0, 5.0), (plc["ps[2].x"], plc["ps[2].tags[1]"], plc["m"], plc["h"], plc["s"], plc["r"], plc["t.PT"]));
        Assert.Equal(("Run", "Halt", "'abcde'"), (plc.Text("m"), plc.Text("h"), plc.Text("x")));
    }

    [Fact]
    public void Sets_Defaults_After_Arguments_That_Call_The_Same_Function()
    {
        var plc = Plc.Of(
            "FUNCTION F : INT VAR_INPUT a : INT := 100; b : INT; END_VAR F := a + b; END_FUNCTION PROGRAM P VAR x : INT; END_VAR x := F(b := F(a := 1, b := 2)); END_PROGRAM").Scan();
        Assert.Equal(103, plc["x"]);
    }

    [Fact]
    public void Leaves_Variables_Behind_A_Reference_Alone()
    {
        var plc = Plc.Of(
            "TYPE Big : STRUCT a, b, c : LREAL := 5.0; END_STRUCT; END_TYPE FUNCTION_BLOCK F VAR_IN_OUT big : Big; END_VAR VAR_OUTPUT q : INT := 3; END_VAR q := q + 1; END_FUNCTION_BLOCK "
            + "PROGRAM P VAR f : F; b : Big; q : INT; END_VAR f(big := b); q := f.q; END_PROGRAM").Scan();
        Assert.Equal(4, plc["q"]);
    }

    [Fact]
    public void Lets_A_Users_Unit_Replace_One_Of_The_Library()
    {
        var plc = Plc.Of(
            "FUNCTION MAX : INT VAR_INPUT a, b : INT; END_VAR MAX := 42; END_FUNCTION FUNCTION_BLOCK TON VAR_OUTPUT mine : INT := 3; END_VAR END_FUNCTION_BLOCK "
            + "PROGRAM P VAR t : TON; x : INT; END_VAR t(); x := MAX(1, 2) + t.mine; END_PROGRAM").Scan();
        Assert.Equal(45, plc["x"]);
    }

    [Fact]
    public void A_Unit_May_End_With_Its_File()
    {
        var compilation = StCompiler.Compile([new("double.st", "FUNCTION Twice : INT VAR_INPUT a : INT; END_VAR Twice := 2 * a;"), new("main.st", "PROGRAM Main VAR b : INT; END_VAR b := Twice(21);")]);
        Assert.Equal(["double.st:1:10 TB1013", "main.st:1:9 TB1013"], compilation.Diagnostics.Select(d => $"{d.File}:{d.Line}:{d.Column} {d.Code}"));
        var instance = compilation.Program!.Create();
        instance.Start(warm: false);
        Assert.True(instance.Scan(TimeSpan.Zero));
        Assert.Equal(42, instance.ReadNumber(compilation.Program.Find("Main.b")!));
    }
}
