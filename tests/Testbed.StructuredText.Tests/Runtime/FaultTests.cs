namespace Testbed.StructuredText.Tests;

public sealed class FaultTests
{
    // The statement that fails stands on line 5 of each.
    [Theory]
    [InlineData("i : INT := 4; a : ARRAY[1..3] OF INT;", "a[i] := 1;", PlcFaultCode.ArrayIndex, "index 4 is outside of 1..3")]
    [InlineData("i : LINT := -4; a : ARRAY[-1..3] OF INT;", "a[i] := 1;", PlcFaultCode.ArrayIndex, "index -4 is outside of -1..3")]
    [InlineData("i : ULINT := 18446744073709551615; a : ARRAY[-1..3] OF INT;", "a[i] := 1;", PlcFaultCode.ArrayIndex, "index 9223372036854775807 is outside")]
    [InlineData("i : INT;", "i := 1 / i;", PlcFaultCode.DivisionByZero, "division by zero")]
    [InlineData("r : REAL;", "r := 1.0 / r;", PlcFaultCode.DivisionByZero, "division by zero")]
    [InlineData("r : LREAL;", "r := 1.0 / r;", PlcFaultCode.DivisionByZero, "division by zero")]
    [InlineData("t : TIME; i : INT;", "t := T#1s / i;", PlcFaultCode.DivisionByZero, "division by zero")]
    [InlineData("r : INT (0..10); i : INT := 11;", "r := i;", PlcFaultCode.Range, "11 is outside of 0..10")]
    [InlineData("r : UINT (1..10); i : UINT := 0;", "r := i;", PlcFaultCode.Range, "0 is outside of 1..10")]
    [InlineData("i : INT; r : REAL := 40000.0;", "i := REAL_TO_INT(r);", PlcFaultCode.Range, "INT")]
    [InlineData("i, s : INT;", "FOR i := 1 TO 2 BY s DO ; END_FOR;", PlcFaultCode.LoopStep, "0")]
    [InlineData("i : INT;", "WHILE TRUE DO i := i + 1; END_WHILE;", PlcFaultCode.Watchdog, "more loop turns")]
    [InlineData("i : INT;", "REPEAT i := i + 1; UNTIL FALSE END_REPEAT;", PlcFaultCode.Watchdog, "more loop turns")]
    [InlineData("i : INT;", "IF 1 / i > 0 THEN i := 2; END_IF;", PlcFaultCode.DivisionByZero, "division by zero")]
    [InlineData("i : INT;", "CASE 1 / i OF 1: i := 2; END_CASE;", PlcFaultCode.DivisionByZero, "division by zero")]
    public void Stops_With_Code_And_Line(string variables, string statement, PlcFaultCode code, string detail)
    {
        var fault = Plc.Of($"PROGRAM Main VAR {variables} END_VAR\n\n\n;\n{statement}\nEND_PROGRAM").Fault();

        Assert.Equal((code, "test.st", 5), (fault.Code, fault.Source, fault.Line));
        Assert.Contains(detail, fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_The_Line_In_The_Called_Unit_And_Back_In_The_Caller()
    {
        const string Source = """
            FUNCTION Half : INT
            VAR_INPUT x : INT; END_VAR
            Half := 100 / x;
            END_FUNCTION
            PROGRAM Main
            VAR a, b : INT := 1; END_VAR
            a := Half(b)
              + Half(b) / (b - 1);
            END_PROGRAM
            """;
        Assert.Equal(7, Plc.Of(Source).Fault().Line);
        Assert.Equal(3, Plc.Of(Source.Replace(":= 1", ":= 0", StringComparison.Ordinal)).Fault().Line);
    }

    [Fact]
    public void Does_Nothing_More_Until_It_Is_Started()
    {
        var plc = Plc.Of("PROGRAM Main VAR n, d : INT; q : INT; END_VAR n := n + 1; q := 1 / d; END_PROGRAM");
        plc.Fault();
        plc.Fault();
        Assert.Equal(1, plc["n"]);

        plc.Instance.Start(warm: false);
        Assert.Null(plc.Instance.Fault);
        Assert.Equal(0, plc["n"]);
        plc["d"] = 2;
        plc.Scan();
        Assert.Equal(1, plc["n"]);
    }

    // The body is exchanged for one that fails as only a mistake of the compiler or of a function of the library could.
    [Theory]
    [InlineData(typeof(IndexOutOfRangeException))]
    [InlineData(typeof(OverflowException))]
    [InlineData(typeof(InvalidCastException))]
    [InlineData(typeof(NullReferenceException))]
    [InlineData(typeof(ArgumentException))]
    [InlineData(typeof(DivideByZeroException))]
    public void Turns_Every_Exception_Into_A_Fault_Of_This_Controller_Only(Type mistake)
    {
        var plc = Plc.Of("PROGRAM Main\nVAR n, d : INT := 1; END_VAR\nn := n / d;\nEND_PROGRAM");
        var other = plc.Program.Create();
        var number = Array.FindIndex(plc.Program.Bodies, b => b is not null);
        var body = plc.Program.Bodies[number]!;
        plc.Program.Bodies[number] = (state, self) =>
        {
            body(state, self);
            throw (Exception)Activator.CreateInstance(mistake)!;
        };

        var fault = plc.Fault();
        Assert.Equal((PlcFaultCode.Internal, "test.st", 3), (fault.Code, fault.Source, fault.Line));
        Assert.Contains(mistake.Name, fault.Detail, StringComparison.Ordinal);

        plc.Program.Bodies[number] = body;
        Assert.True(other.Scan(TimeSpan.Zero));
        plc.Instance.Start(warm: false);
        plc.Scan();
    }

    [Theory]
    [InlineData(Recursion.DeepestChain, true)]
    [InlineData(Recursion.DeepestChain + 1, false)]
    [InlineData(5000, false)]
    public void Refuses_Chains_Of_Calls_That_A_Stack_Might_Not_Hold(int length, bool isFine)
    {
        var functions = string.Concat(Enumerable.Range(1, length - 1).Select(i => $"FUNCTION F{i} : INT F{i} := {(i == 1 ? "1" : $"F{i - 1}() + 1")}; END_FUNCTION\n"));
        var source = $"{functions}PROGRAM Main VAR n : INT; END_VAR n := F{length - 1}(); END_PROGRAM";
        if (isFine)
        {
            Assert.Equal(length - 1, Plc.Of(source).Scan()["n"]);
        }
        else
        {
            Assert.Equal(["TB1093"], Plc.Codes(source));
        }
    }

    [Theory]
    [InlineData("TYPE", "T{0} : STRUCT x : T{1}; END_STRUCT;", "END_TYPE PROGRAM P END_PROGRAM")]
    [InlineData("", "FUNCTION_BLOCK T{0} VAR x : T{1}; END_VAR END_FUNCTION_BLOCK", "PROGRAM P END_PROGRAM")]
    [InlineData("VAR_GLOBAL CONSTANT", "T{0} : INT := T{1};", "END_VAR PROGRAM P END_PROGRAM")]
    public void Refuses_Declarations_That_Need_One_Another_Too_Deep(string before, string each, string after)
    {
        var text = string.Join('\n', Enumerable.Range(1, 4000).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, each, i, i + 1)));
        Assert.Contains("TB1087", Plc.Codes($"{before} {text} {after}"));
    }

    [Fact]
    public void Counts_Calls_And_Turns_Against_The_Budget()
    {
        const string Source = "FUNCTION F : INT F := 1; END_FUNCTION PROGRAM Main VAR i, n : INT; END_VAR FOR i := 1 TO 100 DO n := F(); END_FOR; END_PROGRAM";
        Plc.Of(Source, new StOptions { MaxSteps = 200 }).Scan();
        Assert.Equal(PlcFaultCode.Watchdog, Plc.Of(Source, new StOptions { MaxSteps = 199 }).Fault().Code);
    }
}
