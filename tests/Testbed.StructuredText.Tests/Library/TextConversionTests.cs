using CsCheck;

namespace Testbed.StructuredText.Tests.Library;

public sealed class TextConversionTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData("BOOL", true, "TRUE")]
    [InlineData("SINT", (sbyte)-5, "-5")]
    [InlineData("ULINT", ulong.MaxValue, "18446744073709551615")]
    [InlineData("BYTE", (byte)255, "255")]
    [InlineData("REAL", 1f, "1.0")]
    [InlineData("REAL", 0.1f, "0.1")]
    [InlineData("LREAL", 1e20, "1.0E+20")]
    [InlineData("LREAL", -1.5e-7, "-1.5E-07")]
    [InlineData("LREAL", double.NaN, "NaN")]
    [InlineData("TIME", 0L, "T#0ms")]
    [InlineData("TIME", 1_500_000_000L, "T#1s500ms")]
    [InlineData("TIME", -90_061_001_001_001L, "T#-1d1h1m1s1ms1us1ns")]
    [InlineData("LTIME", 5L, "LTIME#5ns")]
    [InlineData("DATE", 86_400 * Second, "D#1970-01-02")]
    [InlineData("LDATE", -86_400 * Second, "LD#1969-12-31")]
    [InlineData("TOD", (43_200 * Second) + 500_000_000, "TOD#12:00:00.5")]
    [InlineData("DT", (86_400 + 3_661) * Second, "DT#1970-01-02-01:01:01")]
    [InlineData("CHAR", (byte)65, "A")]
    public void Writes_And_Reads_Back(string type, object value, string text)
    {
        Assert.Equal(text, Calls.Call($"{type}_TO_STRING", type, value));
        if (value is not double.NaN)
        {
            Assert.Equal(value, Calls.Call($"WSTRING_TO_{type}", "WSTRING", text));
        }
    }

    [Theory]
    [InlineData("INT", " +12 ", (short)12)]
    [InlineData("INT", "-1_000", (short)-1000)]
    [InlineData("INT", "INT#-7", (short)-7)]
    [InlineData("WORD", "16#ff_00", (ushort)0xFF00)]
    [InlineData("BYTE", "BYTE#2#1010_0101", (byte)0xA5)]
    [InlineData("UINT", "8#17", (ushort)15)]
    [InlineData("LWORD", "16#FFFFFFFFFFFFFFFF", ulong.MaxValue)]
    [InlineData("LINT", "-9223372036854775808", long.MinValue)]
    [InlineData("BOOL", "bool#1", true)]
    [InlineData("BOOL", "false", false)]
    [InlineData("REAL", "12", 12f)]
    [InlineData("REAL", "REAL#1_0.5e1", 105f)]
    [InlineData("LREAL", "-.5", -0.5)]
    [InlineData("TIME", "TIME#1.5h", 5400 * Second)]
    [InlineData("TIME", "t#1d_2h", 26 * 3600 * Second)]
    [InlineData("TIME", "T#-5us", -5000L)]
    [InlineData("LTIME", "LTIME#-9223372036854775808ns", long.MinValue)]
    [InlineData("DATE", "DATE#2000-2-29", 11_016 * 86_400 * Second)]
    [InlineData("DT", "DATE_AND_TIME#1970-01-01-00:00:01.25", 1_250_000_000L)]
    public void Reads_Other_Forms_Of_Literals(string type, string text, object expected) => Assert.Equal(expected, Calls.Call($"STRING_TO_{type}", "STRING", text));

    [Theory]
    [InlineData("INT", "")]
    [InlineData("INT", "12a")]
    [InlineData("INT", "1__0")]
    [InlineData("INT", "_1")]
    [InlineData("INT", "+-1")]
    [InlineData("INT", "2#2")]
    [InlineData("INT", "7#1")]
    [InlineData("INT", "REAL#1")]
    [InlineData("INT", "32768")]
    [InlineData("ULINT", "-1")]
    [InlineData("ULINT", "18446744073709551616")]
    [InlineData("LWORD", "99999999999999999999999999999999999999999999")]
    [InlineData("BOOL", "yes")]
    [InlineData("REAL", "1,5")]
    [InlineData("REAL", "1e39")]
    [InlineData("TIME", "5s")]
    [InlineData("TIME", "T#")]
    [InlineData("TIME", "T#5")]
    [InlineData("TIME", "T#1s1s")]
    [InlineData("TIME", "T#1ms1s")]
    [InlineData("TIME", "T#999999999d")]
    [InlineData("TIME", "T#1.2.3s")]
    [InlineData("LTIME", "LTIME#9223372036854775808ns")]
    [InlineData("DATE", "D#2001-02-29")]
    [InlineData("DATE", "D#1500-01-01")]
    [InlineData("TOD", "TOD#24:00:00")]
    [InlineData("TOD", "TOD#12:00")]
    [InlineData("DT", "DT#2000-01-01")]
    public void Faults_On_What_Is_No_Literal(string type, string text) => Assert.Equal(PlcFaultCode.Range, Calls.Fault($"STRING_TO_{type}", ("STRING", text)));

    [Fact]
    public void Converts_Between_Widths_And_Characters()
    {
        Assert.Equal("a?b", Calls.Call("WSTRING_TO_STRING", "WSTRING", "a€b"));
        Assert.Equal("aÿb", Calls.Call("WSTRING_TO_STRING", "WSTRING", "aÿb"));
        Assert.Equal("aÿb", Calls.Call("STRING_TO_WSTRING", "STRING", "aÿb"));
        Assert.Equal((byte)'x', Calls.Call("STRING_TO_CHAR", "STRING", "xyz"));
        Assert.Equal((byte)0, Calls.Call("STRING_TO_CHAR", "STRING", ""));
        Assert.Equal("€", Calls.Call("WCHAR_TO_WSTRING", "WCHAR", '€'));
        Assert.Equal("?", Calls.Call("WCHAR_TO_STRING", "WCHAR", '€'));
    }

    [Fact]
    public void Reads_Back_What_It_Writes()
    {
        Gen.Long.Sample(v => (long)Calls.Call("STRING_TO_LTIME", "STRING", Calls.Call("LTIME_TO_STRING", "LTIME", v)) == v, iter: 50);
        Gen.Long[-9_000_000_000_000_000_000, 9_000_000_000_000_000_000].Sample(v => (long)Calls.Call("STRING_TO_LDT", "STRING", Calls.Call("LDT_TO_STRING", "LDT", v)) == v, iter: 50);
        Gen.Double.Sample(v => double.IsNaN(v) || double.IsInfinity(v) || (double)Calls.Call("STRING_TO_LREAL", "STRING", Calls.Call("LREAL_TO_STRING", "LREAL", v)) == v, iter: 50);
    }

    [Fact]
    public void No_Text_Breaks_A_Reader() => Gen.String[Gen.Char["0123456789#-+._:TDsmhunINTREAL "], 0, 20].Sample(text =>
    {
        LiteralReader.TryBool(text, out _);
        LiteralReader.TryInteger(text, out _);
        LiteralReader.TryReal(text, out _);
        foreach (var kind in new[] { Elementary.Time, Elementary.Date, Elementary.TimeOfDay, Elementary.LDateAndTime })
        {
            foreach (var prefix in new[] { "", "T#", "D#", "TOD#", "DT#" })
            {
                LiteralReader.TryTime(prefix + text, kind, out _);
            }
        }
    });
}
