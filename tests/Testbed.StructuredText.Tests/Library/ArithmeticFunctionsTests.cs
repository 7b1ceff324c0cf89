using CsCheck;

namespace Testbed.StructuredText.Tests.Library;

public sealed class ArithmeticFunctionsTests
{
    private static readonly string[] Integers = ["SINT", "INT", "DINT", "LINT", "USINT", "UINT", "UDINT", "ULINT"];

    [Theory]
    [InlineData("INT INT", "INT INT -> INT")]
    [InlineData("INT UINT", "DINT DINT -> DINT")]
    [InlineData("INT REAL", "REAL REAL -> REAL")]
    [InlineData("DINT REAL", "LREAL LREAL -> LREAL")]
    [InlineData("SINT SINT'", "SINT SINT -> SINT")]
    [InlineData("USINT SINT'", "USINT USINT -> USINT")]
    [InlineData("SINT USINT'", "INT INT -> INT")]
    [InlineData("SINT INT'", "INT INT -> INT")]
    [InlineData("REAL DINT'", "REAL REAL -> REAL")]
    [InlineData("INT LREAL'", "REAL REAL -> REAL")]
    [InlineData("LREAL REAL'", "LREAL LREAL -> LREAL")]
    [InlineData("SINT' SINT'", "INT INT -> INT")]
    [InlineData("SINT' REAL'", "REAL REAL -> REAL")]
    [InlineData("LINT ULINT", "none")]
    [InlineData("INT WORD", "none")]
    [InlineData("INT BOOL", "none")]
    [InlineData("INT", "none")]
    [InlineData("INT INT INT", "INT INT INT -> INT")]
    [InlineData("INT DINT REAL", "LREAL LREAL LREAL -> LREAL")]
    public void Finds_The_Narrowest_Common_Type(string types, string expected) => Assert.Equal(expected, Calls.Overload("ADD", types.Split(' ')));

    [Fact]
    public void Only_Add_And_Mul_Take_More_Than_Two()
    {
        Assert.Equal((short)10, Calls.CallAll("ADD", "INT", 1, 2, 3, 4));
        Assert.Equal(24.0, Calls.CallAll("MUL", "LREAL", 1.0, 2.0, 3.0, 4.0));
        Assert.Null(Calls.Resolve("SUB", "INT", "INT", "INT"));
        Assert.Null(Calls.Resolve("DIV", "INT", "INT", "INT"));
        Assert.Null(Calls.Resolve("MOD", "INT", "INT", "INT"));
    }

    [Fact]
    public void Integers_Wrap()
    {
        Assert.Equal(short.MinValue, Calls.CallAll("ADD", "INT", 32767, 1));
        Assert.Equal((sbyte)127, Calls.CallAll("SUB", "SINT", -128, 1));
        Assert.Equal((byte)255, Calls.CallAll("SUB", "USINT", 0, 1));
        Assert.Equal(ulong.MaxValue, Calls.CallAll("SUB", "ULINT", 0, 1));
        Assert.Equal(0u, Calls.CallAll("MUL", "UDINT", 65536, 65536));
        Assert.Equal(long.MinValue, Calls.CallAll("ADD", "LINT", long.MaxValue, 1));
    }

    [Fact]
    public void Agrees_With_Exact_Arithmetic_Cut_To_The_Type() => Gen.Select(Gen.Int[0, 7].Select(i => Integers[i]), Gen.Long, Gen.Long).Sample((type, a, b) =>
    {
        var (x, y) = (Cut(type, a), Cut(type, b));
        Assert.Equal(Cut(type, x + y), Exact(Calls.CallAll("ADD", type, Boxed(type, x), Boxed(type, y))));
        Assert.Equal(Cut(type, x - y), Exact(Calls.CallAll("SUB", type, Boxed(type, x), Boxed(type, y))));
        Assert.Equal(Cut(type, (Int128)(x * (System.Numerics.BigInteger)y & ulong.MaxValue)), Exact(Calls.CallAll("MUL", type, Boxed(type, x), Boxed(type, y))));
        if (y != 0)
        {
            Assert.Equal(Cut(type, x / y), Exact(Calls.CallAll("DIV", type, Boxed(type, x), Boxed(type, y))));
            Assert.Equal(x - (x / y * y), Exact(Calls.CallAll("MOD", type, Boxed(type, x), Boxed(type, y))));
        }
    }, iter: 100);

    [Theory]
    [InlineData(7, 3, 2, 1)]
    [InlineData(-7, 3, -2, -1)]
    [InlineData(7, -3, -2, 1)]
    [InlineData(-7, -3, 2, -1)]
    public void Division_Truncates_And_The_Rest_Has_The_Sign_Of_The_Dividend(int x, int y, int quotient, int rest)
    {
        foreach (var type in new[] { "SINT", "INT", "DINT", "LINT" })
        {
            Assert.Equal(quotient, Convert.ToInt32(Calls.CallAll("DIV", type, x, y)));
            Assert.Equal(rest, Convert.ToInt32(Calls.CallAll("MOD", type, x, y)));
        }
    }

    [Fact]
    public void The_Least_Integer_Over_Minus_One_Wraps()
    {
        Assert.Equal(int.MinValue, Calls.CallAll("DIV", "DINT", int.MinValue, -1));
        Assert.Equal(long.MinValue, Calls.CallAll("DIV", "LINT", long.MinValue, -1));
        Assert.Equal(short.MinValue, Calls.CallAll("DIV", "INT", short.MinValue, -1));
        Assert.Equal(0, Calls.CallAll("MOD", "DINT", int.MinValue, -1));
        Assert.Equal(0L, Calls.CallAll("MOD", "LINT", long.MinValue, -1));
    }

    [Fact]
    public void Division_By_Zero_Faults_And_Modulo_Is_Zero()
    {
        foreach (var type in Integers)
        {
            Assert.Equal(PlcFaultCode.DivisionByZero, Calls.Fault("DIV", (type, 5), (type, 0)));
            Assert.Equal(0, Convert.ToInt32(Calls.CallAll("MOD", type, 5, 0)));
        }

        Assert.Equal(PlcFaultCode.DivisionByZero, Calls.Fault("DIV", ("REAL", 5), ("REAL", -0.0)));
        Assert.Equal(PlcFaultCode.DivisionByZero, Calls.Fault("DIV", ("LREAL", 0), ("LREAL", 0)));
        Assert.Null(Calls.Resolve("MOD", "REAL", "REAL"));
    }

    [Fact]
    public void Power_Is_Real_And_Takes_Any_Exponent()
    {
        Assert.Equal("REAL INT -> REAL", Calls.Overload("EXPT", "INT", "INT"));
        Assert.Equal("LREAL LREAL -> LREAL", Calls.Overload("EXPT", "REAL", "LREAL"));
        Assert.Equal("REAL REAL -> REAL", Calls.Overload("EXPT", "REAL", "REAL'"));
        Assert.Equal("LREAL DINT -> LREAL", Calls.Overload("EXPT", "LREAL", "DINT"));
        Assert.Equal("none", Calls.Overload("EXPT", "REAL", "WORD"));
        Assert.Equal(8f, Calls.Call("EXPT", ("REAL", 2), ("INT", 3)));
        Assert.Equal(0.25, Calls.Call("EXPT", ("LREAL", 4), ("SINT", -1)));
        Assert.Equal(3.0, Calls.Call("EXPT", ("LREAL", 9), ("LREAL", 0.5)));
        Assert.Equal(PlcFaultCode.DivisionByZero, Calls.Fault("EXPT", ("REAL", 0), ("INT", -1)));
    }

    [Fact]
    public void Move_Gives_Its_Input()
    {
        Assert.Equal("abc", Calls.Call("MOVE", "STRING", "abc"));
        Assert.Equal(5u, Calls.Call("MOVE", "DWORD", 5));
        Assert.Equal(true, Calls.Call("MOVE", "BOOL", true));
    }

    private static Int128 Exact(object value) => value is ulong large ? large : Convert.ToInt64(value);

    private static IConvertible Boxed(string type, Int128 value) => type == "ULINT" ? (ulong)value : (long)value;

    private static Int128 Cut(string type, Int128 value) => unchecked(type switch
    {
        "SINT" => (sbyte)value,
        "INT" => (short)value,
        "DINT" => (int)value,
        "LINT" => (long)value,
        "USINT" => (byte)value,
        "UINT" => (ushort)value,
        "UDINT" => (uint)value,
        _ => (Int128)(ulong)value,
    });
}
