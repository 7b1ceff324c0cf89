namespace Testbed.StructuredText.Tests;

/// <summary>References: offsets in the memory of the instance.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Reads_And_Writes_What_It_Refers_To()
    {
        var plc = Plc.Run(
            "x, y : INT := 5; p, q : REF_TO INT; b AT %QX1.3 : BOOL; c : BOOL; pb : REF_TO BOOL; s : STRING[10] := 'abc'; ps : REF_TO STRING[10]; same, other : BOOL;",
            "p := REF(x); p^ := p^ + 2; q := p; same := q = p AND p <> NULL; q := REF(y); q^ := p^ * 2; other := p = q; pb := REF(b); pb^ := TRUE; pb := REF(c); pb^ := b; ps := REF(s); ps^ := CONCAT(ps^, 'd');");
        Assert.Equal((7, 14), (plc["x"], plc["y"]));
        Assert.Equal(("TRUE", "TRUE", "TRUE", "FALSE", "'abcd'"), (plc.Text("%QX1.3"), plc.Text("c"), plc.Text("same"), plc.Text("other"), plc.Text("s")));
    }

    [Fact]
    public void Follows_Lists_Of_Structures_Arrays_And_Blocks()
    {
        var plc = Plc.Of("""
            TYPE Node : STRUCT value : INT; next : REF_TO Node; END_STRUCT; END_TYPE
            FUNCTION_BLOCK Twice VAR_INPUT x : INT; END_VAR VAR_OUTPUT y : INT; END_VAR y := 2 * x; END_FUNCTION_BLOCK
            FUNCTION Sum : INT
            VAR_INPUT first : REF_TO Node; END_VAR
            WHILE first <> NULL DO Sum := Sum + first^.value; first := first^.next; END_WHILE;
            END_FUNCTION
            PROGRAM Main
            VAR nodes : ARRAY[1..3] OF Node; i, total, y, z : INT; t : ARRAY[1..2] OF Twice; pt : REF_TO Twice; list : ARRAY[2..4] OF INT := [10, 20, 30]; pl : REF_TO ARRAY[2..4] OF INT; END_VAR
            FOR i := 1 TO 3 DO nodes[i].value := i; IF i < 3 THEN nodes[i].next := REF(nodes[i + 1]); END_IF; END_FOR;
            total := Sum(REF(nodes[1]));
            pt := REF(t[2]); pt^(x := 21); y := t[2].y;
            pl := REF(list); i := 3; pl^[i] := pl^[i] + pl^[4]; z := list[3];
            END_PROGRAM
            """).Scan();
        Assert.Equal((6, 42, 50), (plc["total"], plc["y"], plc["z"]));
    }

    [Theory]
    [InlineData("p : REF_TO INT;", "p^ := 1;", PlcFaultCode.NullReference)]
    [InlineData("p : REF_TO INT; x : INT;", "x := p^;", PlcFaultCode.NullReference)]
    [InlineData("p : REF_TO BOOL; x : BOOL;", "x := p^;", PlcFaultCode.NullReference)]
    [InlineData("p : REF_TO INT; x : INT;", "p := REF(x) + 1000000; p^ := 1;", PlcFaultCode.NullReference)]
    [InlineData("p : REF_TO INT; x : INT;", "p := REF(x) - 1000000; p^ := 1;", PlcFaultCode.NullReference)]
    [InlineData("p : REF_TO ARRAY[0..9999] OF LREAL; x : LREAL; i : INT := 3000;", "p := REF(x); p^[i] := 1.0;", PlcFaultCode.NullReference)]
    [InlineData("p : REF_TO ARRAY[0..9999] OF LREAL; x : LREAL; i : INT;", "p := REF(x); FOR i := 0 TO 9999 DO x := p^[i]; END_FOR;", PlcFaultCode.NullReference)]
    [InlineData("p : REF_TO ARRAY[0..9999] OF BYTE; x : BYTE; i : INT := 10000;", "p := REF(x); p^[i] := 1;", PlcFaultCode.ArrayIndex)]
    public void Stops_Where_Nothing_Is(string variables, string body, PlcFaultCode code)
    {
        var fault = Plc.Of($"PROGRAM Main\nVAR {variables} END_VAR\n{body}\nEND_PROGRAM").Fault();
        Assert.Equal((code, 3), (fault.Code, fault.Line));
    }

    [Fact]
    public void Reads_Bytes_As_Pointers_Do_With_A_Warning()
    {
        const string Variables = "d : DWORD := 16#04030201; pb : POINTER TO BYTE; n, size : INT; s : STRING := 'AbC'; pc : POINTER TO ARRAY[0..32000] OF BYTE; i : INT;";
        const string Body = "pb := ADR(d); pb := pb + 2; n := pb^; n := n * 10 + pb[1]; size := SIZEOF(d) + SIZEOF(INT); pc := ADR(s); FOR i := 0 TO LEN(s) - 1 DO pc^[i] := pc^[i] OR 16#20; END_FOR;";
        Assert.Equal(["TB1095", "TB1095"], Plc.Codes(Variables, Body).Where(c => c != "TB1092"));
        var plc = Plc.Run(Variables, Body);
        Assert.Equal((34, 6, "'abc'"), (plc["n"], plc["size"], plc.Text("s")));
    }

    [Fact]
    public void Uses_THIS_For_The_Instance()
    {
        const string Source = """
            FUNCTION_BLOCK F
            VAR x : INT; END_VAR VAR_OUTPUT y : INT; END_VAR
            METHOD Put VAR_INPUT x : INT; END_VAR THIS.x := x; THIS^.Add(); END_METHOD
            METHOD Add y := y + THIS^.x; END_METHOD
            END_FUNCTION_BLOCK
            PROGRAM Main VAR f : F; y : INT; END_VAR f.Put(x := 4); f.Put(x := 5); y := f.y; END_PROGRAM
            """;
        Assert.Equal(9, Plc.Of(Source).Scan()["y"]);
    }

    [Theory]
    [InlineData("x : INT;", "x^ := 1;", "TB1057")]
    [InlineData("p : REF_TO INT; r : REF_TO BOOL;", "p := r;", "TB1057")]
    [InlineData("p : REF_TO INT; r : REF_TO TON;", "p := r;", "TB1057")]
    [InlineData("p : REF_TO INT;", "p := 1;", "TB1057")]
    [InlineData("p : REF_TO INT; x : INT;", "x := p;", "TB1057")]
    [InlineData("p : REF_TO Nope;", "p := NULL;", "TB1051")]
    [InlineData("p : REF_TO INT;", "p := REF(5);", "TB1059")]
    [InlineData("p : REF_TO BOOL; t : TON;", "p := REF(t.Q);", "TB1060")]
    [InlineData("p : REF_TO INT; x : INT;", "x := p * 2;", "TB1058")]
    [InlineData("x : INT; p : REF_TO INT := REF(x);", ";", "TB1055")]
    [InlineData("p : REFERENCE TO INT;", ";", "TB1017")]
    public void Refuses_What_Refers_To_Nothing(string variables, string body, string code) => Assert.Equal([code], Plc.Codes(variables, body));

    [Fact]
    public void Reads_Inner_Variables_Of_Blocks_With_A_Warning()
    {
        const string Block = "FUNCTION_BLOCK F VAR n : INT; END_VAR VAR_IN_OUT io : INT; END_VAR n := n + 1; io := io + n; END_FUNCTION_BLOCK ";
        const string Main = "PROGRAM Main VAR f : F; x, y, z : INT; END_VAR f(io := z); x := f.n; y := f.io; END_PROGRAM";
        Assert.Equal(["TB1070", "TB1070"], Plc.Codes(Block + Main));
        var plc = Plc.Of(Block + Main).Scan(times: 2);
        Assert.Equal((2, 3), (plc["x"], plc["y"]));
        Assert.Equal(PlcFaultCode.NullReference, Plc.Of(Block + Main.Replace("f(io := z);", "", StringComparison.Ordinal)).Fault().Code);
    }
}
