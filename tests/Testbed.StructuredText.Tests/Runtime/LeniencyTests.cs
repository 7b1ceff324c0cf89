namespace Testbed.StructuredText.Tests;

/// <summary>What the standard does not have and many tools let pass: with a warning, and with a meaning that loses nothing silently.</summary>
public sealed class LeniencyTests
{
    [Theory]
    [InlineData("x : INT; y : DINT := 70;", "x := y;", "70")]
    [InlineData("x : UINT; y : INT := 70;", "x := y;", "70")]
    [InlineData("x : REAL; y : LREAL := 0.5;", "x := y;", "0.5")]
    [InlineData("x : BYTE; y : DWORD := 16#1234;", "x := y;", "16#34")]
    [InlineData("x : TIME; y : LTIME := LTIME#2s;", "x := y;", "T#2s")]
    [InlineData("x : INT (0..100); y : DINT := 70;", "x := y;", "70")]
    [InlineData("x : BYTE; y : UINT := 70;", "x := INT_TO_BYTE(y);", "16#46")]
    [InlineData("x : REAL; y : DINT := 70;", "x := INT_TO_REAL(y);", "70.0")]
    public void Narrows_Within_A_Kind_With_A_Warning(string variables, string body, string value)
    {
        Assert.Equal(["TB1096"], Plc.Codes(variables, body));
        Assert.Equal(value, Plc.Run(variables, body).Text("x"), ignoreCase: true);
    }

    [Theory]
    [InlineData("x : INT; y : DINT := 70000;")]
    [InlineData("x : UINT; y : INT := -1;")]
    [InlineData("x : REAL; y : LREAL := 1.0E300;")]
    [InlineData("x : INT (0..100); y : DINT := 101;")]
    public void Faults_Where_A_Narrower_Type_Cannot_Hold_The_Value(string variables) =>
        Assert.Equal(PlcFaultCode.Range, Plc.Of($"PROGRAM Main VAR {variables} END_VAR x := y; END_PROGRAM").Fault().Code);

    [Fact]
    public void Passes_Over_The_Debugger_Code_Of_A_Widespread_Tool()
    {
        const string Source = "PROGRAM Main VAR n : INT; END_VAR n := 1; END_PROGRAM\n(*DBG:return (void *)&((T *) p)->value;*)\r\n(*DBG: { (* *)\n(*DBG:*)";
        Assert.Empty(Plc.Codes(Source));
        Assert.Equal(["TB1014"], Plc.Codes(Source + "\nx"));
    }

    [Fact]
    public void Takes_The_Interval_Of_A_Plcopen_Task_Without_Its_Prefix()
    {
        const string Project = """
            <project xmlns="http://www.plcopen.org/xml/tc6_0201"><types><pous><pou name="P" pouType="program"><body><ST/></body></pou></pous></types>
            <instances><configurations><configuration name="c"><resource name="r"><task name="t" interval="10ms" priority="1"><pouInstance name="p" typeName="P"/></task></resource></configuration></configurations></instances></project>
            """;
        Assert.Equal(TimeSpan.FromMilliseconds(10), Plc.Of(Project).Program.Tasks[0].Interval);
    }

    [Fact]
    public void Takes_Globals_Of_Configurations_That_Run_Nothing()
    {
        const string Source = "PROGRAM P VAR_EXTERNAL g : INT; END_VAR g := g + 1; END_PROGRAM CONFIGURATION Bus VAR_GLOBAL g : INT := 4; END_VAR END_CONFIGURATION CONFIGURATION Plc PROGRAM p1 : P; END_CONFIGURATION";
        Assert.Equal(5, Plc.Of(Source).Scan()["g"]);
    }

    [Fact]
    public void Gives_Bit_Strings_A_Sign_As_The_Integer_That_Holds_It() => Assert.Equal(-200, Plc.Run("x : INT; b : BYTE := 200;", "x := -b;")["x"]);

    [Fact]
    public void Reads_Variables_Of_A_Program_That_Runs_Once()
    {
        const string Source = "PROGRAM A VAR_INPUT i : INT; END_VAR VAR n : INT; END_VAR n := n + i; END_PROGRAM PROGRAM B VAR x : INT; END_VAR A.i := 3; x := A.n; END_PROGRAM";
        Assert.Equal(["TB1070"], Plc.Codes(Source));
        Assert.Equal(["TB1070", "TB1060"], Plc.Codes(Source.Replace("A.i := 3;", "A := A;", StringComparison.Ordinal)).Order().Reverse());
    }

    [Fact]
    public void Walks_Through_Memory_With_Pointers_And_Numbers()
    {
        const string Source = """
            FUNCTION Clear : BOOL
            VAR_INPUT pt : REF_TO BYTE; size : UINT; END_VAR
            VAR at, last : DWORD; END_VAR
            at := pt;
            last := at + size;
            WHILE pt < last DO pt^ := 0; pt := pt + 1; END_WHILE;
            pt := at;
            Clear := pt^ = 0;
            END_FUNCTION
            PROGRAM Main VAR a : ARRAY[1..4] OF INT := [1, 2, 3, 4]; b : BOOL; END_VAR
            b := Clear(REF(a), 6);
            END_PROGRAM
            """;
        var plc = Plc.Of(Source).Scan();
        Assert.Equal((0, 0, 4, "TRUE"), (plc["a[1]"], plc["a[3]"], plc["a[4]"], plc.Text("b")));
    }
}
