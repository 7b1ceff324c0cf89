namespace Testbed.StructuredText.Tests;

/// <summary>Actions and methods.</summary>
public sealed class MemberTests
{
    [Fact]
    public void Runs_Actions_On_The_Variables_Of_Their_Unit()
    {
        var plc = Plc.Of("""
            FUNCTION_BLOCK Counter
            VAR_INPUT up : BOOL; END_VAR
            VAR_OUTPUT n : INT; END_VAR
            VAR_IN_OUT total : INT; END_VAR
            VAR_TEMP step : INT; END_VAR
            step := 2;
            IF up THEN Add(); END_IF;
            ACTION Add: n := n + step; total := total + 1; END_ACTION
            ACTION Reset: n := 0; END_ACTION
            END_FUNCTION_BLOCK
            PROGRAM Main
            VAR c : ARRAY[1..2] OF Counter; clear : BOOL; i, total : INT; END_VAR
            c[1](up := TRUE, total := total);
            c[2](up := i > 1, total := total);
            i := i + 1;
            IF clear THEN c[1].Reset(); Log(); END_IF;
            ACTION Log:
              i := 100;
              RETURN;
              i := 200;
            END_ACTION
            END_PROGRAM
            """);
        plc.Scan(times: 3);
        Assert.Equal((6, 2, 4), (plc["c[1].n"], plc["c[2].n"], plc["total"]));

        plc["clear"] = 1;
        plc.Scan();
        Assert.Equal((0, 4, 100), (plc["c[1].n"], plc["c[2].n"], plc["i"]));
    }

    [Theory]
    [InlineData("FUNCTION_BLOCK F VAR_OUTPUT n : INT; END_VAR n := 1; END_FUNCTION_BLOCK ACTION Go: n := 5; END_ACTION")]
    [InlineData("FUNCTION_BLOCK F VAR_OUTPUT n : INT; END_VAR n := 1; END_FUNCTION_BLOCK ACTIONS F ACTION Go n := 5; END_ACTION END_ACTIONS")]
    [InlineData("FUNCTION_BLOCK F VAR_OUTPUT n : INT; END_VAR METHOD PUBLIC Go n := 5; END_METHOD n := 1; END_FUNCTION_BLOCK")]
    [InlineData("CLASS F VAR_OUTPUT n : INT; END_VAR METHOD PUBLIC Go n := 5; END_METHOD END_CLASS")]
    public void Takes_Actions_And_Methods_Wherever_They_Stand(string unit) =>
        Assert.Equal(5, Plc.Of($"{unit} PROGRAM Main VAR f : F; x : INT; END_VAR f.Go(); x := f.n; END_PROGRAM").Scan()["x"]);

    [Fact]
    public void Calls_Methods_With_Parameters_And_Results()
    {
        var plc = Plc.Of("""
            FUNCTION_BLOCK Tank
            VAR_INPUT gain : INT := 2; END_VAR
            VAR level : INT; END_VAR
            METHOD PUBLIC Fill : INT
              VAR_INPUT amount : INT; twice : BOOL; END_VAR
              VAR_OUTPUT full : BOOL; END_VAR
              VAR local : INT := 1; END_VAR
              local := local + amount * gain;
              level := level + local;
              IF twice THEN level := level + Double(amount); END_IF;
              full := level > 20;
              Fill := level;
            END_METHOD
            METHOD PRIVATE Double : INT VAR_INPUT x : INT; END_VAR Double := 2 * x; END_METHOD
            END_FUNCTION_BLOCK
            PROGRAM Main
            VAR a, b : Tank; x, y, z : INT; full : BOOL; END_VAR
            x := a.Fill(amount := 3);
            y := a.Fill(amount := 4, twice := TRUE, full => full) + b.Fill(1, FALSE);
            b(gain := 3);
            z := b.Fill(b.Fill(1, FALSE), FALSE);
            END_PROGRAM
            """);
        Assert.Equal(["TB1068"], Plc.Codes("FUNCTION_BLOCK F METHOD m VAR_INPUT x : INT; END_VAR END_METHOD END_FUNCTION_BLOCK PROGRAM P VAR f : F; END_VAR f.m(); f.m(1, 2); END_PROGRAM"));
        plc.Scan();
        Assert.Equal((7.0, 24 + 3, "TRUE"), (plc["x"], plc["y"], plc.Text("full")));
        Assert.Equal(7 + 22, plc["z"]);
    }

    [Theory]
    [InlineData("FUNCTION_BLOCK F VAR n : INT; END_VAR ACTION n: ; END_ACTION END_FUNCTION_BLOCK", "TB1052")]
    [InlineData("FUNCTION_BLOCK F ACTION a: ; END_ACTION ACTION A: ; END_ACTION END_FUNCTION_BLOCK", "TB1052")]
    [InlineData("FUNCTION_BLOCK F ACTION a: a(); END_ACTION END_FUNCTION_BLOCK", "TB1072")]
    [InlineData("FUNCTION_BLOCK F a(); ACTION a: x := 1; END_ACTION END_FUNCTION_BLOCK", "TB1050")]
    [InlineData("FUNCTION_BLOCK F VAR_TEMP t : INT; END_VAR METHOD m t := 1; END_METHOD END_FUNCTION_BLOCK", "TB1050")]
    [InlineData("FUNCTION F : INT ACTION a: ; END_ACTION F := 1; END_FUNCTION", "TB1079")]
    [InlineData("ACTIONS Nobody ACTION a: ; END_ACTION END_ACTIONS", "TB1050")]
    [InlineData("FUNCTION_BLOCK F ACTION a: ; END_FUNCTION_BLOCK", "TB1013")]
    [InlineData("FUNCTION_BLOCK F METHOD m : INT m := 1; END_METHOD END_FUNCTION_BLOCK FUNCTION G : INT VAR_INPUT f : INT; END_VAR G := f.m(); END_FUNCTION", "TB1063")]
    public void Refuses_What_Is_Wrong_With_Them_Once(string unit, string code) => Assert.Equal([code], Plc.Codes($"{unit} PROGRAM P END_PROGRAM"));

    [Fact]
    public void Takes_Actions_Of_A_Plcopen_Unit()
    {
        const string Project = """
            <project xmlns="http://www.plcopen.org/xml/tc6_0201"><types><dataTypes/><pous><pou name="Main" pouType="program">
            <interface><localVars><variable name="n"><type><INT/></type></variable></localVars></interface>
            <actions><action name="Go"><body><ST><xhtml xmlns="http://www.w3.org/1999/xhtml">n := n + 7;</xhtml></ST></body></action></actions>
            <body><ST><xhtml xmlns="http://www.w3.org/1999/xhtml">Go();</xhtml></ST></body></pou></pous></types></project>
            """;
        Assert.Equal(14, Plc.Of(Project).Scan(times: 2)["n"]);
    }

    [Fact]
    public void Reports_Inheritance_Once_And_Nothing_That_Follows_From_It()
    {
        const string Source = """
            FUNCTION_BLOCK Base VAR_OUTPUT n : INT; END_VAR n := n + 1; END_FUNCTION_BLOCK
            FUNCTION_BLOCK Derived EXTENDS Base
            VAR x : INT; END_VAR
            METHOD Go : INT n := n + 1; Go := THIS^.n + Twice(n); END_METHOD
            SUPER^(); n := 2; x := n + 1; Reset();
            END_FUNCTION_BLOCK
            PROGRAM Main VAR d : Derived; y : INT; END_VAR d(start := TRUE); y := d.n; d.Stop(); y := z; END_PROGRAM
            """;
        Assert.Equal(["TB1016", "TB1050"], Plc.Codes(Source));
    }

    [Fact]
    public void Leaves_The_Words_Free_For_Names() =>
        Assert.Equal(3, Plc.Run("action, method : INT; class : INT := 2;", "action := 1; method := action + class;")["method"]);
}
