using System.Reflection;

namespace Testbed.StructuredText.Tests;

/// <summary>Each code of the lexer and the parser, at its place, alone: one mistake, one message.</summary>
public sealed class DiagnosticCodeTests : ParserTestBase
{
    public static TheoryData<string, string> Mistaken => new()
    {
        { "a := 1 ? 2;", "2:8 TB1001" },
        { "a := 1; ~~~ b := 2;", "2:9 TB1001" },
        { "(* open", "2:1 TB1002" },
        { "{open", "2:1 TB1002" },
        { "a := 'open;\nb := 1;", "2:6 TB1003" },
        { "a := 'x$y';", "2:8 TB1004" },
        { "a := \"$12\";", "2:7 TB1004" },
        { "a := 2#12;", "2:6 TB1005" },
        { "a := 16#;", "2:6 TB1005" },
        { "a := 7#1;", "2:6 TB1005" },
        { "a := 1__0;", "2:6 TB1005" },
        { "a := 1_;", "2:6 TB1005" },
        { "a := 12ab;", "2:6 TB1005" },
        { "a := 18446744073709551616;", "2:6 TB1005" },
        { "a := 1.0E999;", "2:6 TB1005" },
        { "a := BOOL#2;", "2:6 TB1005" },
        { "a := INT#1.5;", "2:6 TB1005" },
        { "a := STRING#5;", "2:6 TB1005" },
        { "a := T#;", "2:6 TB1006" },
        { "a := T#1m2h;", "2:6 TB1006" },
        { "a := T#1.5h3m;", "2:6 TB1006" },
        { "a := T#1x;", "2:6 TB1006" },
        { "a := T#200000d;", "2:6 TB1006" },
        { "a := D#2023-02-29;", "2:6 TB1007" },
        { "a := DT#2023-02-28-24:00:00;", "2:6 TB1007" },
        { "a := TOD#12:60:00;", "2:6 TB1007" },
        { "a := LD#2300-01-01;", "2:6 TB1007" },
        { "a := %IX1.;", "2:11 TB1010" },
        { "a := %IXa;", "2:6 TB1008" },
        { "a := %Z5;", "2:6 TB1008" },
        { "a := %MW99999999999;", "2:6 TB1008" },
        { "a := 1\nb := 2;", "2:7 TB1010" },
        { "a := (1 + 2;", "2:12 TB1010" },
        { "f(1, 2;", "2:7 TB1010" },
        { "a[1 := 2;", "2:5 TB1010" },
        { "IF a b := 1; END_IF;", "2:6 TB1010" },
        { "WHILE a b := 1; END_WHILE;", "2:9 TB1010" },
        { "FOR i = 1 TO 3 DO END_FOR;", "2:7 TB1010" },
        { "FOR i := 1, 3 DO END_FOR;", "2:11 TB1010" },
        { "CASE a OF 1 b := 2; END_CASE;", "2:13 TB1010" },
        { "a.IF := 1;", "2:3 TB1010" },
        { "a := ;", "2:6 TB1011" },
        { "IF THEN b := 1; END_IF;", "2:4 TB1011" },
        { "a := b + * c;", "2:10 TB1011" },
        { ":= 3;", "2:1 TB1012" },
        { "5 := a;", "2:1 TB1012" },
        { "IF a THEN b := 1;", "2:1 TB1013" },
        { "REPEAT a := 1; END_REPEAT;", "2:1 TB1013" },
        { "a := &b;", "2:6 TB1017" },
        { "a ?= b;", "2:3 TB1017" },
        { "INITIAL_STEP Start: END_STEP\nSTEP b : END_STEP", "2:1 TB1018" },
        { "LD a\nAND b\nST c", "2:1 TB1019" },
        { "f(1) := 2;", "2:1 TB1020" },
        { "a = 1;", "2:3 TB1021" },
        { "a;", "2:1 TB1022" },
        { "END_IF; a := 1;", "2:1 TB1023" },
        { "ELSE a := 1;", "2:1 TB1023" },
        { "UNTIL a; b := 1;", "2:1 TB1023" },
        { "a := 1; VAR b : INT; END_VAR", "2:9 TB1025" },
        { "a S= b;", "2:3 TB1027" },
    };

    [Theory]
    [MemberData(nameof(Mistaken))]
    public void Reports_One_Mistake_In_Statements_Once(string statements, string mistake) => Assert.Equal(mistake, string.Join(' ', Mistakes($"PROGRAM p\n{statements}\nEND_PROGRAM").Take(2)));

    [Theory]
    [InlineData("hello world; PROGRAM p END_PROGRAM", "1:1 TB1014")]
    [InlineData("END_PROGRAM PROGRAM p END_PROGRAM", "1:1 TB1014")]
    [InlineData("PROGRAM p a := 1; ", "1:9 TB1013")]
    [InlineData("FUNCTION f : INT f := 1; END_PROGRAM", "1:10 TB1013")]
    [InlineData("FUNCTION f : INT f := 1; FUNCTION g : INT g := 1; END_FUNCTION", "1:10 TB1013")]
    [InlineData("TYPE T : INT;", "1:1 TB1013")]
    [InlineData("TYPE T : STRUCT a : INT; END_TYPE", "1:10 TB1013")]
    [InlineData("PROGRAM p VAR a : INT; a := 1; b := 2; END_PROGRAM", "1:11 TB1013")]
    [InlineData("TYPE T : ; END_TYPE", "1:10 TB1015")]
    [InlineData("PROGRAM p VAR a : IF; END_VAR END_PROGRAM", "1:19 TB1015")]
    [InlineData("INTERFACE i METHOD m END_METHOD END_INTERFACE", "1:1 TB1016")]
    [InlineData("FUNCTION_BLOCK a EXTENDS b END_FUNCTION_BLOCK", "1:18 TB1016")]
    [InlineData("FUNCTION_BLOCK a IMPLEMENTS b, c.d END_FUNCTION_BLOCK", "1:18 TB1016")]
    [InlineData("FUNCTION_BLOCK a PROPERTY q : INT END_PROPERTY END_FUNCTION_BLOCK", "1:18 TB1016")]
    [InlineData("PROGRAM p VAR a : REFERENCE TO INT; b : REFERENCE TO REAL; END_VAR a := 1; END_PROGRAM", "1:19 TB1017")]
    [InlineData("PROGRAM p a : INT := 1; b : INT; END_VAR c := 1; END_PROGRAM", "1:11 TB1025")]
    [InlineData("PROGRAM p up AND b THEN c := 1; ELSIF d THEN e := 1; END_IF END_PROGRAM", "1:14 TB1010")]
    [InlineData("PROGRAM p IF w. THEN c := 1; END_IF END_PROGRAM", "1:17 TB1010")]
    [InlineData("PROGRAM p VAR mod : INT; to, a : INT; END_VAR END_PROGRAM", "1:15 TB1010 1:26 TB1010")]
    [InlineData("TYPE a STRUCT b : INT; c : INT; END_STRUCT; d : INT; END_TYPE", "1:8 TB1010")]
    [InlineData("PROGRAM p VAR_STAT a : INT; END_VAR END_PROGRAM", "1:11 TB1026")]
    [InlineData("TYPE u : UNION a : INT; b : REAL; END_UNION END_TYPE", "1:10 TB1027")]
    [InlineData("TYPE s : STRUCT OVERLAP a : INT; END_STRUCT END_TYPE", "1:17 TB1027")]
    [InlineData("TYPE s : STRUCT a AT %B0 : INT; b AT %X3.0 : BOOL; END_STRUCT END_TYPE", "1:22 TB1036")]
    [InlineData("FUNCTION f<T: ANY> : T VAR_INPUT a : T; END_VAR f := a; END_FUNCTION", "1:11 TB1027")]
    [InlineData("PROGRAM p : INT END_PROGRAM", "1:11 TB1028")]
    [InlineData("(* a (* b *) PROGRAM p END_PROGRAM", "1:1 TB1029")]
    [InlineData("PROGRAM IF END_PROGRAM", "1:9 TB1010")]
    [InlineData("PROGRAM p VAR a INT; b : INT; END_VAR END_PROGRAM", "1:17 TB1010")]
    [InlineData("PROGRAM p VAR a : INT b : INT; END_VAR END_PROGRAM", "1:23 TB1010")]
    [InlineData("PROGRAM p VAR a : ARRAY[1] OF INT; END_VAR END_PROGRAM", "1:26 TB1010")]
    [InlineData("PROGRAM p VAR a AT 5 : INT; END_VAR END_PROGRAM", "1:20 TB1010")]
    [InlineData("CONFIGURATION c TASK t(INTERVAL := T#1s, SPEED := 3); END_CONFIGURATION", "1:42 TB1010")]
    [InlineData("CONFIGURATION c RESOURCE r ON PLC PROGRAM a WITH t b; END_RESOURCE END_CONFIGURATION", "1:52 TB1010")]
    [InlineData("CONFIGURATION c hello; END_CONFIGURATION", "1:17 TB1014")]
    [InlineData("CONFIGURATION c RESOURCE r ON PLC END_CONFIGURATION", "1:17 TB1013")]
    public void Reports_One_Mistake_In_Declarations_Once(string text, string mistake) => Assert.Equal(mistake, string.Join(' ', Mistakes(text)));

    [Fact]
    public void Reports_What_Is_Nested_Too_Deeply() => Assert.Equal([StCodes.TooDeep], Read($"PROGRAM p a := {new string('(', 1000)}1;\nb := 2; END_PROGRAM").Diagnostics.Select(d => d.Code));

    [Fact]
    public void Reports_A_Source_That_Is_Too_Large()
    {
        var (unit, diagnostics) = Read(new string(' ', StParser.LargestSource + 1));
        Assert.Empty(unit.Declarations);
        Assert.Equal(StCodes.SourceTooLarge, Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void Says_What_Was_Expected_And_What_Was_Found()
    {
        var message = Read("PROGRAM p IF a THEN b := 1 END_IF END_PROGRAM").Diagnostics[0].Message;
        Assert.Equal("expected ';' after the assignment, found END_IF", message);
    }

    [Fact]
    public void Numbers_Every_Code_Once()
    {
        var codes = typeof(StCodes).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => (string)f.GetRawConstantValue()!).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, c => Assert.Matches("^TB1[0-9]{3}$", c));
    }
}
