namespace Testbed.StructuredText.Tests;

public sealed class MemoryTests
{
    private const string Source = """
        VAR_GLOBAL RETAIN total : DINT := 5; END_VAR
        VAR_GLOBAL plain : INT := 1; mark AT %MX2.3 : BOOL; END_VAR
        FUNCTION_BLOCK Meter
        VAR RETAIN sum : REAL := 0.5; END_VAR
        VAR last : REAL; END_VAR
            sum := sum + 1.0; last := sum;
        END_FUNCTION_BLOCK
        PROGRAM Main
        VAR RETAIN kept : ARRAY[1..2] OF INT; t : TON; END_VAR
        VAR NON_RETAIN lost : INT; END_VAR
        VAR m : ARRAY[0..1] OF Meter; inside AT %QW4 : INT; END_VAR
            total := total + 1; plain := plain + 1; kept[2] := kept[2] + 1; lost := lost + 1; m[1](); mark := TRUE; inside := 16#0102;
        END_PROGRAM
        """;

    [Fact]
    public void Keeps_Retained_Variables_Over_A_Warm_Start_Only()
    {
        var plc = Plc.Of(Source).Scan().Scan();
        plc.Instance.Start(warm: true);
        Assert.Equal((7.0, 1.0, 2.0, 0.0, 2.5, 0.0, 0.0), (plc["total"], plc["plain"], plc["kept[2]"], plc["lost"], plc["m[1].sum"], plc["m[1].last"], plc["mark"]));
        plc.Instance.Start(warm: false);
        Assert.Equal((5, 0, 0.5), (plc["total"], plc["kept[2]"], plc["m[1].sum"]));
    }

    [Fact]
    public void Saves_And_Restores_What_Is_Retained()
    {
        var plc = Plc.Of(Source).Scan();
        var saved = plc.Instance.SaveRetained();
        var other = Plc.Of(Source);
        Assert.True(other.Instance.TryRestoreRetained(saved));
        Assert.Equal((6, 1, 1), (other["total"], other["kept[2]"], other["plain"]));
        Assert.False(Plc.Of(Source.Replace("total : DINT", "total : UDINT", StringComparison.Ordinal)).Instance.TryRestoreRetained(saved));
        Assert.False(other.Instance.TryRestoreRetained(saved.AsSpan(1)));
        Assert.True(plc.Find("m[0].sum").IsRetained && plc.Find("t.ET").IsRetained && !plc.Find("lost").IsRetained);
    }

    [Fact]
    public void Places_Located_Variables_Low_Bytes_First()
    {
        var plc = Plc.Of(Source).Scan();
        Assert.Equal((2, 1, 258, 8), (plc["%QB8"], plc["%QB9"], plc["%QW4"], plc["%MB2"]));
        Assert.Equal("%QW4", plc.Find("inside").Address);
        Assert.Null(plc.Program.Find("%QW5"));
        Assert.Null(plc.Program.Find("%ZX1"));
        Assert.Null(plc.Program.Find("%"));
    }

    [Fact]
    public void Overlays_Arrays_And_Single_Addresses()
    {
        var plc = Plc.Of("PROGRAM P VAR a AT %MB0 : ARRAY[0..3] OF BYTE; b : BOOL; d : DWORD; END_VAR %MD0 := 16#01020304; b := %MX1.0; %MX0.7 := TRUE; d := %MD0; END_PROGRAM").Scan();
        Assert.Equal((0x84, 3, 1, 1), (plc["a[0]"], plc["a[1]"], plc["a[3]"], plc["b"]));
        Assert.Equal("16#01020384", plc.Text("d"));
    }

    [Fact]
    public void Holds_Forced_Variables_Before_And_After_Each_Scan()
    {
        var plc = Plc.Of("PROGRAM P VAR a, b : INT; q AT %QX0.1 : BOOL; q2 AT %QX0.2 : BOOL; END_VAR b := a; a := 9; q := FALSE; q2 := TRUE; END_PROGRAM");
        plc["a"] = 3;
        plc["q"] = 1;
        plc.Instance.Force(plc.Find("a"));
        plc.Instance.Force(plc.Find("q"));
        plc.Scan();
        Assert.Equal((3, 3, 1, 1), (plc["a"], plc["b"], plc["q"], plc["q2"]));
        Assert.Equal(["P.a", "P.q"], plc.Instance.Forced.Select(v => v.Path));

        plc.Instance.Start(warm: false);
        Assert.Equal(3, plc["a"]);
        plc.Instance.Unforce(plc.Find("a"));
        plc.Scan();
        Assert.Equal((9, 1), (plc["a"], plc["q"]));
    }

    [Fact]
    public void Rounds_And_Limits_Numbers_From_Outside()
    {
        var plc = Plc.Run("i : INT; u : USINT; r : REAL; t : TIME; b : BOOL; s : INT (2..5); d : ULINT; e : (A, B, C); k : INT;", ";");
        (plc["i"], plc["u"], plc["r"], plc["t"], plc["b"], plc["s"], plc["d"], plc["e"]) = (99999, -3, 1.25, 2.5, 7, 9, double.PositiveInfinity, 1.6);
        Assert.Equal((32767, 0, 1.25, 2.5, 1.0, 5.0, 2.0), (plc["i"], plc["u"], plc["r"], plc["t"], plc["b"], plc["s"], plc["e"]));
        Assert.Equal(("18446744073709551615", "C", "T#2s500ms"), (plc.Text("d"), plc.Text("e"), plc.Text("t")));
        plc["i"] = double.NaN;
        Assert.Equal(0, plc["i"]);
    }

    [Theory]
    [InlineData("INT", "-12", "-12")]
    [InlineData("WORD", "16#ff", "16#00FF")]
    [InlineData("REAL", "2.5e3", "2500.0")]
    [InlineData("TIME", "T#1m30s", "T#1m30s")]
    [InlineData("BOOL", "true", "TRUE")]
    [InlineData("STRING", "'it$'s $24$0A'", "'it$'s $$$0A'")]
    [InlineData("WSTRING", "\"x\"", "\"x\"")]
    [InlineData("CHAR", "'x'", "'x'")]
    [InlineData("(Red, Green)", "Green", "Green")]
    [InlineData("(Red, Green)", "1", "Green")]
    [InlineData("DATE", "D#2026-02-28", "D#2026-02-28")]
    public void Takes_Literals_From_Outside(string type, string literal, string expected)
    {
        var plc = Plc.Run($"v : {type};", ";");
        plc.Write("v", literal);
        Assert.Equal(expected, plc.Text("v"));
    }

    [Theory]
    [InlineData("INT", "40000")]
    [InlineData("INT", "x")]
    [InlineData("INT (0..5)", "6")]
    [InlineData("BOOL", "2")]
    [InlineData("REAL", "1e400")]
    [InlineData("TIME", "5")]
    [InlineData("(Red, Green)", "Blue")]
    public void Refuses_Literals_That_Are_None(string type, string literal)
    {
        var plc = Plc.Run($"v : {type};", ";");
        Assert.False(plc.Instance.TryWriteText(plc.Find("v"), literal, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Writes_No_Constant()
    {
        var plc = Plc.Of("PROGRAM P VAR CONSTANT k : INT := 4; END_VAR VAR x : INT; END_VAR x := k; END_PROGRAM").Scan();
        plc["k"] = 5;
        Assert.Equal((4, 4, true), (plc["k"], plc["x"], plc.Find("k").IsConstant));
        Assert.False(plc.Instance.TryWriteText(plc.Find("k"), "5", out _));
    }

    [Fact]
    public void Numbers_From_Outside_Are_Limited_To_The_Type_And_Allocate_Nothing()
    {
        string[] types = ["BOOL", "SINT", "UINT", "DINT", "ULINT", "REAL", "LREAL", "TIME", "WORD", "INT (-5..5)"];
        double[] highest = [1, 127, 65535, int.MaxValue, ulong.MaxValue, 0, 0, 0, 65535, 5];
        var plc = Plc.Of($"PROGRAM Main VAR {string.Concat(types.Select((t, i) => $"v{i} : {t}; "))} b AT %QX0.3 : BOOL; END_VAR ; END_PROGRAM");
        var variables = types.Select((_, i) => plc.Program.Find($"v{i}")!).ToArray();
        var bit = plc.Program.Find("b")!;
        void Write(double value)
        {
            foreach (var variable in variables)
            {
                plc.Instance.WriteNumber(variable, value);
            }

            plc.Instance.WriteNumber(bit, value);
        }

        Write(1);
        var (read, least) = (0.0, long.MaxValue);

        // The least of some times: while other tests run, the runtime itself may allocate on this thread now and then.
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Write(1e12);
            read = plc.Instance.ReadNumber(variables[4]) + plc.Instance.ReadNumber(bit);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);

        Assert.Equal(1e12 + 1, read);
        Write(1e30);
        for (var i = 0; i < types.Length; i++)
        {
            Assert.True(types[i] is "REAL" or "LREAL" or "TIME" || plc.Instance.ReadNumber(variables[i]) == highest[i], types[i]);
        }

        Write(-3.5);
        Assert.Equal([1, -4, 0, -4, 0, -3.5, -3.5, -3.5, 0, -4], variables.Select(plc.Instance.ReadNumber));
        Write(double.NaN);
        Assert.All(variables.Append(bit), v => Assert.Equal(0, plc.Instance.ReadNumber(v)));
    }

    [Fact]
    public void Allocates_Nothing_In_A_Scan()
    {
        var plc = Plc.Of(
            """
            FUNCTION F : REAL VAR_INPUT x : REAL; END_VAR VAR a : ARRAY[1..5] OF REAL; END_VAR a[2] := x; F := a[2] * 2.0; END_FUNCTION
            PROGRAM P VAR i : INT; r : REAL; t : TON; c : CTU; a : ARRAY[1..9] OF REAL; q AT %QX0.0 : BOOL; END_VAR
            FOR i := 1 TO 9 DO a[i] := F(a[i]) + LIMIT(0.0, r, 5.0); END_FOR;
            t(IN := NOT t.Q, PT := T#20ms); c(CU := t.Q, PV := 10); q := c.Q;
            CASE i OF 1: r := 1.0; 2..900: r := 2.0; END_CASE;
            END_PROGRAM
            """);
        plc.Instance.Force(plc.Find("q"));
        plc.Scan(10, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            plc.Instance.Scan(TimeSpan.FromMilliseconds(200 + i));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
