using System.Numerics;
using CsCheck;

namespace Testbed.StructuredText.Tests.Library;

public sealed class BitFunctionsTests
{
    [Theory]
    [InlineData("SHL", "BYTE", 0b1100_0011, 2, 0b0000_1100)]
    [InlineData("SHR", "BYTE", 0b1100_0011, 2, 0b0011_0000)]
    [InlineData("ROL", "BYTE", 0b1100_0010, 2, 0b0000_1011)]
    [InlineData("ROR", "BYTE", 0b1100_0011, 2, 0b1111_0000)]
    [InlineData("SHL", "BYTE", 0xFF, 8, 0)]
    [InlineData("SHR", "WORD", 0xFFFF, 32, 0)]
    [InlineData("ROL", "WORD", 0x1234, 20, 0x2341)]
    [InlineData("ROR", "DWORD", 0x12345678, 4, 0x81234567)]
    [InlineData("SHL", "DWORD", 0xFFFFFFFF, 32, 0)]
    [InlineData("ROL", "BYTE", 0xAB, 0, 0xAB)]
    public void Shifts_And_Rotates(string function, string type, long value, int count, long expected) =>
        Assert.Equal(expected, Convert.ToInt64(Calls.Call(function, (type, value), ("INT", count))));

    [Fact]
    public void Long_Words_And_Booleans_Shift_Too()
    {
        Assert.Equal(0x2345678912345671ul, Calls.Call("ROL", ("LWORD", 0x1234567891234567), ("INT", 4)));
        Assert.Equal(1ul << 63, Calls.Call("SHL", ("LWORD", 1), ("INT", 63)));
        Assert.Equal(0ul, Calls.Call("SHL", ("LWORD", 1), ("ULINT", ulong.MaxValue)));
        Assert.Equal(false, Calls.Call("SHL", ("BOOL", true), ("INT", 1)));
        Assert.Equal(true, Calls.Call("ROR", ("BOOL", true), ("INT", 3)));
    }

    [Fact]
    public void Integers_Shift_As_Well_And_Keep_Their_Sign_To_The_Right()
    {
        Assert.Equal((short)-2, Calls.Call("SHR", ("INT", -8), ("INT", 2)));
        Assert.Equal((short)-1, Calls.Call("SHR", ("INT", -8), ("DWORD", 200)));
        Assert.Equal(ulong.MaxValue >> 4, Calls.Call("SHR", ("ULINT", ulong.MaxValue), ("BYTE", 4)));
        Assert.Equal((sbyte)-128, Calls.Call("SHL", ("SINT", -1), ("INT", 7)));
        Assert.Equal((sbyte)-2, Calls.Call("ROL", ("SINT", 127), ("INT", 1)));
        Assert.Equal((short)0x4000, Calls.Call("ROR", ("INT", short.MinValue), ("INT", 1)));
    }

    [Fact]
    public void A_Negative_Count_Faults()
    {
        foreach (var function in new[] { "SHL", "SHR", "ROL", "ROR" })
        {
            Assert.Equal(PlcFaultCode.Range, Calls.Fault(function, ("WORD", 1), ("INT", -1)));
        }
    }

    [Fact]
    public void Rotation_Agrees_With_The_Machine() => Gen.Select(Gen.UInt, Gen.Int[0, 100]).Sample((value, count) =>
    {
        Assert.Equal(BitOperations.RotateLeft(value, count), Calls.Call("ROL", ("DWORD", value), ("INT", count)));
        Assert.Equal(value, Calls.Call("ROR", ("DWORD", Calls.Call("ROL", ("DWORD", value), ("INT", count))), ("INT", count)));
    }, iter: 50);

    [Fact]
    public void Logic_Works_On_Every_Width()
    {
        foreach (var type in new[] { "BYTE", "WORD", "DWORD", "LWORD" })
        {
            Assert.Equal(0b1000, Convert.ToInt32(Calls.CallAll("AND", type, 0b1100, 0b1010)));
            Assert.Equal(0b1110, Convert.ToInt32(Calls.CallAll("OR", type, 0b1100, 0b1010)));
            Assert.Equal(0b0111, Convert.ToInt32(Calls.CallAll("XOR", type, 0b1100, 0b1010, 0b0001)));
        }

        Assert.Equal(true, Calls.CallAll("AND", "BOOL", true, true, true));
        Assert.Equal(false, Calls.CallAll("XOR", "BOOL", true, true));
        Assert.Equal(false, Calls.Call("NOT", "BOOL", true));
        Assert.Equal((byte)0xF0, Calls.Call("NOT", "BYTE", 0x0F));
        Assert.Equal(ulong.MaxValue, Calls.Call("NOT", "LWORD", 0));
    }

    [Theory]
    [InlineData("AND", "WORD BYTE", "WORD WORD -> WORD")]
    [InlineData("AND", "BOOL BYTE", "BYTE BYTE -> BYTE")]
    [InlineData("AND", "BYTE USINT'", "BYTE BYTE -> BYTE")]
    [InlineData("AND", "BYTE INT'", "WORD WORD -> WORD")]
    [InlineData("AND", "USINT' SINT'", "BYTE BYTE -> BYTE")]
    [InlineData("AND", "INT INT", "none")]
    [InlineData("SHL", "WORD SINT'", "WORD INT -> WORD")]
    [InlineData("SHL", "INT SINT'", "INT INT -> INT")]
    [InlineData("SHR", "WORD BYTE", "WORD BYTE -> WORD")]
    [InlineData("SHR", "WORD BOOL", "none")]
    [InlineData("SHL", "REAL INT", "none")]
    public void Takes_Bit_Strings(string function, string types, string expected) => Assert.Equal(expected, Calls.Overload(function, types.Split(' ')));

    [Theory]
    [InlineData("WORD_BCD_TO_UINT", "WORD", 0x1234L, 1234L)]
    [InlineData("BCD_TO_UDINT", "DWORD", 0x99999999L, 99999999L)]
    [InlineData("BCD_TO_INT", "BYTE", 0x42L, 42L)]
    [InlineData("UINT_TO_BCD_WORD", "UINT", 1234L, 0x1234L)]
    [InlineData("TO_BCD_BYTE", "INT", 99L, 0x99L)]
    [InlineData("INT_TO_BCD", "INT", 9876L, 0x9876L)]
    [InlineData("ULINT_TO_BCD_LWORD", "ULINT", 1234567890123456L, 0x1234567890123456L)]
    public void Converts_Binary_Coded_Decimals(string function, string type, long value, long expected) => Assert.Equal(expected, Convert.ToInt64(Calls.Call(function, type, value)));

    [Theory]
    [InlineData("BCD_TO_UINT", "WORD", 0x12A4L)]
    [InlineData("BCD_TO_SINT", "BYTE", 0xF0L)]
    [InlineData("DWORD_BCD_TO_UINT", "DWORD", 0x70000L)]
    [InlineData("TO_BCD_BYTE", "INT", 100L)]
    [InlineData("INT_TO_BCD", "INT", -1L)]
    [InlineData("INT_TO_BCD", "INT", 10000L)]
    public void Faults_On_What_Is_No_Binary_Coded_Decimal(string function, string type, long value) => Assert.Equal(PlcFaultCode.Range, Calls.Fault(function, (type, value)));
}
