using CsCheck;

namespace Testbed.StructuredText.Tests.Library;

public sealed class NumericFunctionsTests
{
    [Theory]
    [InlineData("SQRT", 2.0, 1.4142135623730951)]
    [InlineData("LN", 10.0, 2.302585092994046)]
    [InlineData("LOG", 1000.0, 3.0)]
    [InlineData("EXP", 1.0, 2.718281828459045)]
    [InlineData("SIN", 0.5235987755982988, 0.5)]
    [InlineData("COS", 1.0471975511965976, 0.5)]
    [InlineData("TAN", 0.7853981633974483, 1.0)]
    [InlineData("ASIN", 0.5, 0.5235987755982989)]
    [InlineData("ACOS", 0.5, 1.0471975511965979)]
    [InlineData("ATAN", 1.0, 0.7853981633974483)]
    public void Knows_Values(string function, double x, double expected)
    {
        Assert.Equal(expected, (double)Calls.Call(function, "LREAL", x), 1e-15);
        Assert.Equal((float)expected, (float)Calls.Call(function, "REAL", x), 1e-6f);
    }

    [Theory]
    [InlineData(1.0, 1.0, 0.7853981633974483)]
    [InlineData(1.0, -1.0, 2.356194490192345)]
    [InlineData(-1.0, -1.0, -2.356194490192345)]
    [InlineData(1.0, 0.0, 1.5707963267948966)]
    public void Atan2_Knows_The_Quadrant(double y, double x, double expected) => Assert.Equal(expected, (double)Calls.Call("ATAN2", ("LREAL", y), ("LREAL", x)), 1e-15);

    [Theory]
    [InlineData("SQRT", -1)]
    [InlineData("LN", -1)]
    [InlineData("ASIN", 2)]
    [InlineData("ACOS", -2)]
    public void Is_No_Number_Where_There_Is_No_Result(string function, double x) => Assert.Equal(double.NaN, Calls.Call(function, "LREAL", x));

    [Theory]
    [InlineData("INT", "REAL -> REAL")]
    [InlineData("SINT'", "REAL -> REAL")]
    [InlineData("DINT", "LREAL -> LREAL")]
    [InlineData("LINT", "none")]
    [InlineData("WORD", "none")]
    [InlineData("TIME", "none")]
    [InlineData("STRING", "none")]
    public void Takes_What_Converts_To_A_Real(string type, string expected) => Assert.Equal(expected, Calls.Overload("SQRT", type));

    [Fact]
    public void Abs_Keeps_The_Type()
    {
        Assert.Equal((sbyte)5, Calls.Call("ABS", "SINT", -5));
        Assert.Equal(short.MinValue, Calls.Call("ABS", "INT", short.MinValue));
        Assert.Equal(long.MinValue, Calls.Call("ABS", "LINT", long.MinValue));
        Assert.Equal(5ul, Calls.Call("ABS", "ULINT", 5));
        Assert.Equal(1.5f, Calls.Call("ABS", "REAL", -1.5));
        Assert.Equal(1.5, Calls.Call("ABS", "LREAL", -1.5));
        Assert.Equal(7L, Calls.Call("ABS", "TIME", -7));
    }

    [Fact]
    public void Inverse_Functions_Are_Inverse() => Gen.Double[-1.5, 1.5].Sample(x =>
    {
        foreach (var (function, inverse) in new[] { ("SIN", "ASIN"), ("TAN", "ATAN"), ("EXP", "LN") })
        {
            Assert.Equal(x, (double)Calls.Call(inverse, "LREAL", Calls.Call(function, "LREAL", x)), 1e-6);
        }
    }, iter: 30);

    [Fact]
    public void Validity_Is_Told()
    {
        Assert.Equal(true, Calls.Call("IS_VALID", "REAL", 1f));
        Assert.Equal(false, Calls.Call("IS_VALID", "REAL", float.NaN));
        Assert.Equal(false, Calls.Call("IS_VALID", "LREAL", double.PositiveInfinity));
        Assert.Equal(true, Calls.Call("IS_VALID_BCD", "WORD", 0x1999));
        Assert.Equal(false, Calls.Call("IS_VALID_BCD", "WORD", 0x19A9));
    }

    [Fact]
    public void Bytes_Are_Turned_Around()
    {
        Assert.Equal((ushort)0x3412, Calls.Call("TO_BIG_ENDIAN", "WORD", 0x1234));
        Assert.Equal(0x78563412, Calls.Call("BIG_ENDIAN_TO", "DINT", 0x12345678));
        Assert.Equal(0xEFCDAB8967452301, Calls.Call("TO_BIG_ENDIAN", "LWORD", 0x0123456789ABCDEF));
        Assert.Equal((ushort)0x1234, Calls.Call("TO_LITTLE_ENDIAN", "WORD", 0x1234));
    }
}
