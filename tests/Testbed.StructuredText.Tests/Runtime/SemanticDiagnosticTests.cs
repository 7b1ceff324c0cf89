namespace Testbed.StructuredText.Tests;

public sealed class SemanticDiagnosticTests
{
    [Theory]
    [InlineData("TB1050", "x : INT;", "y := 1;")]
    [InlineData("TB1050", "x : INT;", "x := Nope(1);")]
    [InlineData("TB1051", "x : IMT;", ";")]
    [InlineData("TB1052", "x : INT; X : REAL;", ";")]
    [InlineData("TB1054", "x : ARRAY[0..100000000] OF LREAL;", ";")]
    [InlineData("TB1054", "x, y, z : ARRAY[0..1000000] OF LREAL;", ";")]
    [InlineData("TB1055", "n : INT; x : ARRAY[0..n] OF INT;", ";")]
    [InlineData("TB1056", "x : SINT := 128;", ";")]
    [InlineData("TB1056", "x : INT;", "x := 16#8000;")]
    [InlineData("TB1056", "x : INT (0..5);", "x := 6;")]
    [InlineData("TB1057", "x : INT; r : REAL;", "x := r;")]
    [InlineData("TB1057", "x : DINT; w : WORD;", "w := x;")]
    [InlineData("TB1057", "b : BOOL; x : INT;", "x := b;")]
    [InlineData("TB1057", "x : INT;", "x := 1.5;")]
    [InlineData("TB1057", "x : INT;", "IF x THEN ; END_IF;")]
    [InlineData("TB1057", "m : (A, B); x : INT;", "m := x;")]
    [InlineData("TB1057", "a : ARRAY[0..1] OF INT; b : ARRAY[0..2] OF INT;", "a := b;")]
    [InlineData("TB1057", "s : STRING; w : WSTRING;", "s := w;")]
    [InlineData("TB1057", "x : REAL;", "FOR x := 1 TO 2 DO ; END_FOR;")]
    [InlineData("TB1058", "x : INT; b : BOOL;", "x := x + b;")]
    [InlineData("TB1058", "x : REAL; w : WORD;", "w := x AND w;")]
    [InlineData("TB1058", "x : TIME; w : WORD; b : BOOL;", "b := x = w;")]
    [InlineData("TB1058", "x : LINT; y : ULINT;", "x := x + y;")]
    [InlineData("TB1058", "x : UINT;", "x := -x;")]
    [InlineData("TB1058", "t : TIME;", "t := t * t;")]
    [InlineData("TB1059", "x : INT; t : TON;", "t(ET => 5);")]
    [InlineData("TB1059", "s : STRING; b : BOOL;", "b := LEN(s).0;")]
    [InlineData("TB1060", "t : TON;", "t.Q := TRUE;")]
    [InlineData("TB1060", "t, u : TON;", "t := u;")]
    [InlineData("TB1061", "x : INT;", "x[1] := 2;")]
    [InlineData("TB1061", "x : ARRAY[0..1, 0..1] OF INT;", "x[1] := 2;")]
    [InlineData("TB1061", "x : ARRAY[0..1] OF INT;", "x[1, 1] := 2;")]
    [InlineData("TB1062", "x : ARRAY[0..1] OF INT;", "x[2] := 2;")]
    [InlineData("TB1063", "t : TON;", "t.X := TRUE;")]
    [InlineData("TB1063", "x : INT;", "x.y := 1;")]
    [InlineData("TB1064", "x : INT;", "x();")]
    [InlineData("TB1064", "x : INT;", "TON();")]
    [InlineData("TB1065", "t : TON;", "t(INN := TRUE);")]
    [InlineData("TB1065", "x : INT;", "x := MAX(FOO := 1, IN2 := 2);")]
    [InlineData("TB1067", "t : TON;", "t(IN := TRUE, IN := FALSE);")]
    [InlineData("TB1068", "t : TON;", "t(TRUE, PT := T#1s);")]
    [InlineData("TB1068", "t : TON;", "t(TRUE, T#1s, t.Q, t.ET, 4);")]
    [InlineData("TB1068", "t : TON; q : BOOL;", "t(Q := q);")]
    [InlineData("TB1069", "x : REAL;", "x := SQRT('a');")]
    [InlineData("TB1070", "t : TON;", "t.start := T#0s;")]
    [InlineData("TB1071", "t : TON; b : BOOL;", "b := t();")]
    [InlineData("TB1071", "x : REAL;", "x := TON;")]
    [InlineData("TB1073", "x : INT;", "CASE x OF 1: ; 0..2: ; END_CASE;")]
    [InlineData("TB1055", "x, y : INT;", "CASE x OF y: ; END_CASE;")]
    [InlineData("TB1057", "x : REAL;", "CASE x OF 1: ; END_CASE;")]
    [InlineData("TB1074", "x : INT;", "CASE x OF 2..1: ; END_CASE;")]
    [InlineData("TB1074", "x : ARRAY[2..1] OF INT;", ";")]
    [InlineData("TB1075", "x : INT;", "FOR x := 1 TO 2 BY 0 DO ; END_FOR;")]
    [InlineData("TB1076", "x : INT;", "EXIT;")]
    [InlineData("TB1077", "x AT %QX0.8 : BOOL;", ";")]
    [InlineData("TB1077", "x AT %QW0 : BOOL;", ";")]
    [InlineData("TB1077", "x : BYTE;", "x := %IB65536;")]
    [InlineData("TB1079", "x : BOOL R_EDGE;", ";")]
    [InlineData("TB1082", "x : ARRAY[0..1] OF INT := [1, 2, 3];", ";")]
    [InlineData("TB1082", "x : ARRAY[0..1] OF INT := 1;", ";")]
    [InlineData("TB1082", "x : INT := [1];", ";")]
    [InlineData("TB1063", "t : TON := (XX := 1);", ";")]
    [InlineData("TB1083", "a : (On, Off); b : (On, Auto); x : BOOL;", "x := On = a;")]
    [InlineData("TB1088", "x : INT;", "x := x / 0;")]
    [InlineData("TB1088", "x : INT;", "x := 1 / 0;")]
    [InlineData("TB1089", "x : BYTE; b : BOOL;", "b := x.8;")]
    [InlineData("TB1089", "x : REAL; b : BOOL;", "b := x.0;")]
    public void Reports(string code, string variables, string body) => Assert.Equal([code], Plc.Codes(variables, body));

    [Theory]
    [InlineData("TB1085", "x : DINT; r : REAL;", "r := x;")]
    [InlineData("TB1086", "m : (A, B); x : INT;", "x := m;")]
    [InlineData("TB1092", "x : INT;", "x := x AND x;")]
    [InlineData("TB1092", "x : INT;", "x := NOT x;")]
    [InlineData("TB1092", "x : INT; w : WORD;", "w := x;")]
    [InlineData("TB1092", "x : UINT; w : WORD;", "x := w;")]
    [InlineData("TB1092", "x : DWORD;", "x := x - 1;")]
    [InlineData("TB1092", "x : INT; w : WORD; b : BOOL;", "b := x = w;")]
    [InlineData("TB1092", "x : WORD;", "x := ADD(x, x);")]
    [InlineData("TB1091", "s : STRING[2];", "s := 'abc';")]
    public void Warns(string code, string variables, string body)
    {
        var compilation = StCompiler.Compile([new("a.st", $"PROGRAM Main VAR {variables} END_VAR {body} END_PROGRAM")]);
        Assert.Equal([code], compilation.Diagnostics.Select(d => d.Code));
        Assert.NotNull(compilation.Program);
    }

    [Theory]
    [InlineData("TB1052", "PROGRAM P END_PROGRAM FUNCTION P : INT P := 1; END_FUNCTION")]
    [InlineData("TB1052", "TYPE T : INT; t : REAL; END_TYPE PROGRAM P END_PROGRAM")]
    [InlineData("TB1053", "TYPE T : STRUCT a : T; END_STRUCT; END_TYPE PROGRAM P END_PROGRAM")]
    [InlineData("TB1053", "FUNCTION_BLOCK F VAR g : ARRAY[0..1] OF F; END_VAR END_FUNCTION_BLOCK PROGRAM P END_PROGRAM")]
    [InlineData("TB1055", "VAR_GLOBAL CONSTANT a : INT := b; b : INT := a; END_VAR PROGRAM P END_PROGRAM")]
    [InlineData("TB1060", "PROGRAM P VAR CONSTANT k : INT := 1; END_VAR k := 2; END_PROGRAM")]
    [InlineData("TB1060", "FUNCTION F : INT VAR_IN_OUT x : INT; END_VAR END_FUNCTION PROGRAM P VAR CONSTANT k : INT := 1; END_VAR VAR x : INT; END_VAR x := F(k); END_PROGRAM")]
    [InlineData("TB1057", "FUNCTION F : INT VAR_IN_OUT x : INT; END_VAR END_FUNCTION PROGRAM P VAR s : SINT; x : INT; END_VAR x := F(s); END_PROGRAM")]
    [InlineData("TB1066", "FUNCTION F : INT VAR_IN_OUT x : INT; END_VAR END_FUNCTION PROGRAM P VAR x : INT; END_VAR x := F(EN := TRUE); END_PROGRAM")]
    [InlineData("TB1068", "FUNCTION F : INT VAR_INPUT x : INT; END_VAR END_FUNCTION PROGRAM P VAR x : INT; END_VAR x := F(1, 2); END_PROGRAM")]
    [InlineData("TB1071", "FUNCTION F END_FUNCTION PROGRAM P VAR x : INT; END_VAR x := F(); END_PROGRAM")]
    [InlineData("TB1072", "FUNCTION F : INT F := F(); END_FUNCTION PROGRAM P VAR x : INT; END_VAR x := F(); END_PROGRAM")]
    [InlineData("TB1072", "FUNCTION F : INT F := G(); END_FUNCTION FUNCTION G : INT G := F(); END_FUNCTION PROGRAM P END_PROGRAM")]
    [InlineData("TB1078", "PROGRAM P VAR_EXTERNAL g : INT; END_VAR g := 1; END_PROGRAM")]
    [InlineData("TB1078", "VAR_GLOBAL g : INT; END_VAR PROGRAM P VAR_EXTERNAL g : REAL; END_VAR END_PROGRAM")]
    [InlineData("TB1079", "FUNCTION F : INT VAR t : TON; END_VAR END_FUNCTION PROGRAM P END_PROGRAM")]
    [InlineData("TB1079", "FUNCTION_BLOCK F VAR t AT %QX0.0 : BOOL; END_VAR END_FUNCTION_BLOCK PROGRAM P END_PROGRAM")]
    [InlineData("TB1079", "FUNCTION F : INT VAR RETAIN t : INT; END_VAR END_FUNCTION PROGRAM P END_PROGRAM")]
    [InlineData("TB1079", "TYPE E : REAL (A, B); END_TYPE PROGRAM P END_PROGRAM")]
    [InlineData("TB1080", "PROGRAM P END_PROGRAM CONFIGURATION C PROGRAM p1 WITH T : P; END_CONFIGURATION")]
    [InlineData("TB1081", "FUNCTION_BLOCK P END_FUNCTION_BLOCK CONFIGURATION C PROGRAM p1 : P; END_CONFIGURATION")]
    [InlineData("TB1084", "FUNCTION_BLOCK F END_FUNCTION_BLOCK")]
    [InlineData("TB1090", "PROGRAM P END_PROGRAM CONFIGURATION C PROGRAM p1 : P; END_CONFIGURATION CONFIGURATION D PROGRAM p2 : P; END_CONFIGURATION")]
    public void Reports_In_A_Whole_Source(string code, string source) => Assert.Contains(code, Plc.Codes(source));

    [Fact]
    public void Refuses_What_Is_Nested_Too_Deep_And_Takes_What_Is_Only_Long()
    {
        var chain = string.Join(" + ", Enumerable.Repeat("x", 100));
        Assert.Empty(Plc.Codes("x : INT;", $"x := {chain};"));
        Assert.NotEmpty(Plc.Codes("x : INT;", $"x := {string.Join(" + ", Enumerable.Repeat(chain, 30))};"));
        Assert.NotEmpty(Plc.Codes("x : INT;", $"x := {new string('(', 2000)}x{new string(')', 2000)};"));
        Assert.NotEmpty(Plc.Codes("x : BOOL;", $"x := {string.Concat(Enumerable.Repeat("NOT ", 2000))}x;"));
        var elsifs = string.Concat(Enumerable.Range(0, 500).Select(i => $"ELSIF x = {i} THEN x := {i}; "));
        Assert.Empty(Plc.Codes("x : INT;", $"IF x = -1 THEN ; {elsifs} END_IF;"));
    }

    [Fact]
    public void Refuses_Initial_Values_That_Are_Nested_Too_Deep()
    {
        var types = string.Concat(Enumerable.Range(1, 40).Select(i => $"T{i} : STRUCT a : T{i - 1}; END_STRUCT; "));
        var value = string.Concat(Enumerable.Repeat("(a := ", 41)) + "1" + new string(')', 41);
        Assert.Equal(["TB1087"], Plc.Codes($"TYPE T0 : STRUCT a : INT; END_STRUCT; {types} END_TYPE PROGRAM P VAR x : T40 := {value}; END_VAR END_PROGRAM"));
    }

    [Theory]
    [InlineData("pressure : REAL;", "presure := 1.0;", "did you mean 'pressure'?")]
    [InlineData("t : TON;", "t(IN := TRUE, P := T#1s);", "did you mean 'PT'?")]
    [InlineData("x : REEL;", ";", "did you mean 'REAL'?")]
    [InlineData("r : REAL; i : INT;", "i := r;", "use REAL_TO_INT(...), which rounds, or TRUNC(...)")]
    [InlineData("w : DWORD; i : UINT;", "i := w;", "use DWORD_TO_UINT(...)")]
    public void Tells_The_Fix(string variables, string body, string fix) =>
        Assert.Equal(fix, StCompiler.Compile([new("a.st", $"PROGRAM Main VAR {variables} END_VAR {body} END_PROGRAM")]).Diagnostics[0].Fix);

    [Fact]
    public void Finds_Every_Mistake_At_Once_In_Order()
    {
        var codes = Plc.Codes("x : INT; y : BOOL;", "x := z;\nx := y;\nIF x THEN\nx.a := 1;\nEND_IF;\nEXIT;");
        Assert.Equal(["TB1050", "TB1057", "TB1057", "TB1063", "TB1076"], codes);
    }
}
