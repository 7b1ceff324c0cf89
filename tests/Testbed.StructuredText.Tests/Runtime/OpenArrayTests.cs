namespace Testbed.StructuredText.Tests;

/// <summary>Arrays of variable length as parameters.</summary>
public sealed class OpenArrayTests
{
    private const string Sum = """
        FUNCTION Sum : DINT
        VAR_IN_OUT a : ARRAY[*] OF INT; END_VAR
        VAR i : DINT; END_VAR
        FOR i := LOWER_BOUND(a, 1) TO UPPER_BOUND(a, 1) DO Sum := Sum + a[i]; a[i] := a[i] + 1; END_FOR;
        END_FUNCTION

        """;

    [Fact]
    public void Takes_The_Bounds_Of_The_Caller()
    {
        var plc = Plc.Of(Sum + """
            FUNCTION Twice : DINT VAR_IN_OUT b : ARRAY[*] OF INT; END_VAR Twice := Sum(b) + Sum(a := b); END_FUNCTION
            FUNCTION_BLOCK Diagonal
            VAR_IN_OUT m : ARRAY[*, *] OF LREAL; END_VAR
            VAR_OUTPUT trace : LREAL; rows, columns : DINT; END_VAR
            VAR i : DINT; END_VAR
            rows := UPPER_BOUND(m, 1) - LOWER_BOUND(m, 1) + 1;
            columns := UPPER_BOUND(ARR := m, DIM := 2) - LOWER_BOUND(m, 2) + 1;
            trace := 0.0;
            FOR i := 0 TO MIN(rows, columns) - 1 DO trace := trace + m[LOWER_BOUND(m, 1) + i, LOWER_BOUND(m, 2) + i]; END_FOR;
            m[LOWER_BOUND(m, 1), UPPER_BOUND(m, 2)] := -1.0;
            END_FUNCTION_BLOCK
            PROGRAM Main
            VAR short : ARRAY[1..3] OF INT := [1, 2, 3]; long : ARRAY[-2..2] OF INT := [5(10)]; x, y, z, u : DINT; d : Diagonal; m : ARRAY[1..2, 5..7] OF LREAL := [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]; END_VAR
            x := Sum(short); y := Sum(long); z := Twice(short); d(m := m); u := UPPER_BOUND(m, 2);
            END_PROGRAM
            """).Scan();
        Assert.Equal((6, 50, 9 + 12, 7), (plc["x"], plc["y"], plc["z"], plc["u"]));
        Assert.Equal((4, 11), (plc["short[1]"], plc["long[-2]"]));
        Assert.Equal((6, 2, 3, -1), (plc["d.trace"], plc["d.rows"], plc["d.columns"], plc["m[1,7]"]));
    }

    [Fact]
    public void Reads_An_Input_Of_A_Function_Where_It_Is()
    {
        const string Source = "FUNCTION Last : INT VAR_INPUT a : ARRAY[*] OF INT; END_VAR Last := a[UPPER_BOUND(a, 1)]; END_FUNCTION PROGRAM Main VAR CONSTANT k : ARRAY[0..1] OF INT := [7, 8]; END_VAR VAR x : INT; END_VAR x := Last(k); END_PROGRAM";
        Assert.Equal(8, Plc.Of(Source).Scan()["x"]);
        Assert.Equal(["TB1060"], Plc.Codes(Source.Replace("Last := a", "a[0] := 1; Last := a", StringComparison.Ordinal)));
        Assert.Equal(["TB1066"], Plc.Codes(Source.Replace("Last(k)", "Last()", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a[4]")]
    [InlineData("a[0]")]
    [InlineData("a[-3000000000]")]
    public void Checks_Every_Index(string element)
    {
        var fault = Plc.Of($"FUNCTION F : INT VAR_IN_OUT a : ARRAY[*] OF INT; END_VAR\nF := {element};\nEND_FUNCTION PROGRAM Main VAR a : ARRAY[1..3] OF INT; x : INT; END_VAR x := F(a); END_PROGRAM").Fault();
        Assert.Equal((PlcFaultCode.ArrayIndex, 2), (fault.Code, fault.Line));
    }

    [Theory]
    [InlineData("PROGRAM P VAR a : ARRAY[*] OF INT; END_VAR END_PROGRAM", "TB1079")]
    [InlineData("FUNCTION F : INT VAR_IN_OUT a : ARRAY[*, 1..2] OF INT; END_VAR END_FUNCTION PROGRAM P END_PROGRAM", "TB1079")]
    [InlineData("FUNCTION F : INT VAR_IN_OUT a : ARRAY[1..2] OF ARRAY[*] OF INT; END_VAR END_FUNCTION PROGRAM P END_PROGRAM", "TB1079")]
    [InlineData("TYPE T : ARRAY[*] OF INT; END_TYPE PROGRAM P END_PROGRAM", "TB1079")]
    [InlineData("FUNCTION F : INT VAR_IN_OUT a, b : ARRAY[*] OF INT; END_VAR a := b; END_FUNCTION PROGRAM P END_PROGRAM", "TB1060")]
    [InlineData("FUNCTION F : INT VAR_IN_OUT a : ARRAY[*] OF INT; END_VAR F := a[1, 2]; END_FUNCTION PROGRAM P END_PROGRAM", "TB1061")]
    [InlineData("FUNCTION F : INT VAR_IN_OUT a : ARRAY[*] OF INT; END_VAR END_FUNCTION PROGRAM P VAR a : ARRAY[1..2] OF UINT; x : INT; END_VAR x := F(a); END_PROGRAM", "TB1057")]
    [InlineData("PROGRAM P VAR x : DINT; END_VAR x := LOWER_BOUND(x, 1); END_PROGRAM", "TB1061")]
    [InlineData("PROGRAM P VAR a : ARRAY[1..2] OF INT; x : DINT; END_VAR x := LOWER_BOUND(a, 2); END_PROGRAM", "TB1056")]
    public void Refuses_Them_Elsewhere(string source, string code) => Assert.Equal([code], Plc.Codes(source));

    [Fact]
    public void Passes_Over_Access_Paths_With_One_Warning() => Assert.Equal(
        ["TB1037"], Plc.Codes("PROGRAM P VAR x : INT; END_VAR x := 1; END_PROGRAM CONFIGURATION c VAR_ACCESS a : one.x : INT READ_WRITE; b : one.x : INT READ_ONLY; END_VAR PROGRAM one : P; END_CONFIGURATION"));
}
