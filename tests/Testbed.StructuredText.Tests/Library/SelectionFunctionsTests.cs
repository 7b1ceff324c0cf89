using CsCheck;

namespace Testbed.StructuredText.Tests.Library;

public sealed class SelectionFunctionsTests
{
    [Fact]
    public void Selects()
    {
        Assert.Equal((short)1, Calls.Call("SEL", ("BOOL", false), ("INT", 1), ("INT", 2)));
        Assert.Equal((short)2, Calls.Call("SEL", ("BOOL", true), ("INT", 1), ("INT", 2)));
        Assert.Equal("b", Calls.Call("SEL", ("BOOL", true), ("STRING", "a"), ("STRING", "b")));
        Assert.Equal(30f, Calls.Call("MUX", ("SINT", 2), ("REAL", 10), ("REAL", 20), ("REAL", 30)));
        Assert.Equal("z", Calls.Call("MUX", ("ULINT", 1), ("STRING", "y"), ("STRING", "z")));
    }

    [Theory]
    [InlineData("INT", -1)]
    [InlineData("INT", 2)]
    [InlineData("ULINT", 99)]
    public void Mux_Faults_Where_Nothing_Is_Selected(string type, int selector) => Assert.Equal(PlcFaultCode.Range, Calls.Fault("MUX", (type, selector), ("INT", 1), ("INT", 2)));

    [Theory]
    [InlineData("SEL", "BOOL INT REAL", "BOOL REAL REAL -> REAL")]
    [InlineData("SEL", "BOOL USINT SINT'", "BOOL USINT USINT -> USINT")]
    [InlineData("SEL", "BOOL SINT' SINT'", "BOOL INT INT -> INT")]
    [InlineData("SEL", "BOOL BYTE SINT'", "BOOL BYTE BYTE -> BYTE")]
    [InlineData("SEL", "BOOL TIME LTIME", "BOOL LTIME LTIME -> LTIME")]
    [InlineData("SEL", "INT INT INT", "none")]
    [InlineData("SEL", "BOOL INT STRING", "none")]
    [InlineData("SEL", "BOOL STRING WSTRING", "none")]
    [InlineData("SEL", "BOOL INT", "none")]
    [InlineData("MUX", "INT REAL", "INT REAL -> REAL")]
    [InlineData("MUX", "REAL INT INT", "none")]
    [InlineData("MAX", "DT DT", "DATE_AND_TIME DATE_AND_TIME -> DATE_AND_TIME")]
    [InlineData("LIMIT", "SINT' UDINT SINT'", "UDINT UDINT UDINT -> UDINT")]
    public void Finds_The_Type(string function, string types, string expected) => Assert.Equal(expected, Calls.Overload(function, types.Split(' ')));

    [Fact]
    public void Takes_A_Type_Of_The_User_Unchanged()
    {
        var own = new OwnType();
        var match = StandardFunctions.Find("SEL")!.Resolve([new(Calls.Type("BOOL"), false), new(own, false), new(own, false)])!;
        Assert.Same(own, match.Result);
        Assert.Null(StandardFunctions.Find("SEL")!.Resolve([new(Calls.Type("BOOL"), false), new(own, false), new(new OwnType(), false)]));
        Assert.Null(StandardFunctions.Find("MAX")!.Resolve([new(own, false), new(own, false)]));
    }

    [Fact]
    public void Extremes_And_Limits_Hold_For_Every_Order() => Gen.Int[-100, 100].Array[2, 6].Sample(values =>
    {
        Assert.Equal(values.Max(), Calls.CallAll("MAX", "DINT", [.. values.Cast<object>()]));
        Assert.Equal(values.Min(), Calls.CallAll("MIN", "DINT", [.. values.Cast<object>()]));
        if (values.Length > 2 && values[0] <= values[2])
        {
            Assert.Equal(Math.Clamp(values[1], values[0], values[2]), Calls.CallAll("LIMIT", "DINT", values[0], values[1], values[2]));
        }
    }, iter: 60);

    [Fact]
    public void Extremes_Work_On_Texts_Times_And_Booleans()
    {
        Assert.Equal("b", Calls.CallAll("MAX", "STRING", "a", "b", "B"));
        Assert.Equal(1L, Calls.CallAll("MIN", "TIME", 3, 1, 2));
        Assert.Equal(true, Calls.CallAll("MAX", "BOOL", false, true));
        Assert.Equal(5f, Calls.CallAll("LIMIT", "REAL", 10, 7, 5));
        Assert.Equal(float.NaN, Calls.CallAll("LIMIT", "REAL", 0, float.NaN, 1));
    }

    private sealed class OwnType : StType
    {
        public override string Name => "Own";

        public override int Size => 4;

        public override Type ClrType => typeof(int);
    }
}
