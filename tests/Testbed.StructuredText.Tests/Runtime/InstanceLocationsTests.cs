namespace Testbed.StructuredText.Tests;

/// <summary>Incompletely specified addresses and VAR_CONFIG.</summary>
public sealed class InstanceLocationsTests
{
    private const string Station = """
        FUNCTION_BLOCK Valve
        VAR_INPUT open AT %I* : BOOL; level AT %IW* : INT := 3; END_VAR
        VAR coil AT %Q* : BOOL; count : INT; END_VAR
        VAR_OUTPUT sum : INT; END_VAR
        coil := open;
        count := count + 1;
        sum := sum + level;
        END_FUNCTION_BLOCK
        PROGRAM Main
        VAR a, b : Valve; more : ARRAY[1..2] OF Valve; start AT %M* : BOOL := TRUE; n, limit : INT := 5; END_VAR
        a(); b(); more[1](); more[2]();
        n := n + more[2].level;
        END_PROGRAM
        CONFIGURATION c
          RESOURCE r ON PLC
            TASK t(INTERVAL := T#10ms, PRIORITY := 0);
            PROGRAM one WITH t : Main;
            PROGRAM two WITH t : Main;
          END_RESOURCE
          VAR_CONFIG
            r.one.a.open AT %IX1.2 : BOOL;
            r.one.a.coil AT %QX0.7 : BOOL;
            one.a.level AT %IW4 : INT := 10;
            two.a.open AT %IX1.3 : BOOL;
            one.limit : INT := 77;
            two.start AT %MX3.0 : BOOL;
          END_VAR
        END_CONFIGURATION
        """;

    [Fact]
    public void Gives_Each_Instance_Its_Own_Places()
    {
        var plc = Plc.Of(Station);
        plc.Write("%IX1.2", "TRUE");
        plc.Scan();

        Assert.Equal("TRUE", plc.Text("%QX0.7"));
        Assert.Equal("TRUE", plc.Text("one.a.coil"));
        Assert.Equal("FALSE", plc.Text("two.a.coil"));
        Assert.Equal("FALSE", plc.Text("one.b.coil"));
        Assert.Equal("%IX1.2", plc.Find("one.a.open").Address);
        Assert.Null(plc.Find("one.b.open").Address);

        plc.Write("%IX1.3", "TRUE");
        plc.Write("%IX1.2", "FALSE");
        plc.Scan();
        Assert.Equal(("FALSE", "TRUE"), (plc.Text("one.a.coil"), plc.Text("two.a.coil")));
    }

    [Fact]
    public void Sets_Initial_Values_At_The_Place_And_Where_There_Is_None()
    {
        var plc = Plc.Of(Station).Scan(times: 2);

        Assert.Equal(10, plc["%IW4"]);
        Assert.Equal(20, plc["one.a.sum"]);
        Assert.Equal(6, plc["two.a.sum"]);
        Assert.Equal(6, plc["one.more[2].sum"]);
        Assert.Equal((77, 5), (plc["one.limit"], plc["two.limit"]));
        Assert.Equal(("TRUE", "TRUE", "TRUE"), (plc.Text("%MX3.0"), plc.Text("one.start"), plc.Text("two.start")));
    }

    [Fact]
    public void Warns_Once_Of_Addresses_That_Stay_Incomplete_And_Keeps_What_Is_Retained()
    {
        const string Source = "PROGRAM Main VAR RETAIN a AT %Q* : INT; b AT %IX* : BOOL; END_VAR VAR c AT %QB* : BYTE; END_VAR a := a + 1; c := 7; END_PROGRAM";
        Assert.Equal(["TB1094"], Plc.Codes(Source));

        var plc = Plc.Of(Source).Scan(times: 3);
        plc.Instance.Start(warm: true);
        Assert.Equal((3, 0), (plc["a"], plc["c"]));
        Assert.Equal(4, plc.Scan()["a"]);
    }

    [Fact]
    public void Sees_A_Global_With_An_Incomplete_Address_As_A_Variable() =>
        Assert.Equal(2, Plc.Of("VAR_GLOBAL g AT %M* : INT := 1; END_VAR PROGRAM Main VAR x : INT; END_VAR g := g + 1; x := g; END_PROGRAM").Scan()["x"]);

    [Theory]
    [InlineData("two.a : INT := 1;", "TB1050")]
    [InlineData("one.nope : INT := 1;", "TB1063")]
    [InlineData("one.n.x : INT := 1;", "TB1079")]
    [InlineData("one.n : REAL := 1.0;", "TB1057")]
    [InlineData("one.n AT %IW0 : INT;", "TB1077")]
    [InlineData("one.at AT %IX0.0 : INT;", "TB1077")]
    [InlineData("one.n : INT := 'a';", "TB1057")]
    public void Refuses_Entries_That_Name_Nothing_Or_Something_Else(string entry, string code) => Assert.Contains(
        code, Plc.Codes($"PROGRAM P VAR n : INT; at AT %I* : INT; END_VAR END_PROGRAM CONFIGURATION c PROGRAM one : P; VAR_CONFIG {entry} END_VAR END_CONFIGURATION"));
}
