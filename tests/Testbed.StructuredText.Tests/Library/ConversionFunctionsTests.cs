using CsCheck;

namespace Testbed.StructuredText.Tests.Library;

public sealed class ConversionFunctionsTests
{
    private const long Second = 1_000_000_000;
    private const long Noon = 43_200 * Second;
    private const long Day = 86_400 * Second;

    private static readonly string[] Numbers = ["BYTE", "WORD", "DWORD", "LWORD", "SINT", "INT", "DINT", "LINT", "USINT", "UINT", "UDINT", "ULINT", "REAL", "LREAL"];

    [Fact]
    public void Every_Pair_Of_Types_Converts_But_For_Those_Without_Meaning()
    {
        string[] durations = ["TIME", "LTIME"], dates = ["DATE", "LDATE"], times = ["TOD", "LTOD"], both = ["DT", "LDT"], characters = ["CHAR", "WCHAR"];
        string[] all = ["BOOL", .. Numbers, .. durations, .. dates, .. times, .. both, .. characters, "STRING", "WSTRING"];
        var absent = Pairs(["BOOL", "REAL", "LREAL", .. durations, .. dates, .. times, .. both], characters)
            .Concat(Pairs(durations, [.. dates, .. both])).Concat(Pairs(dates, times)).SelectMany(p => new[] { p, (p.Item2, p.Item1) }).Concat(Pairs(times, both)).ToHashSet();

        foreach (var (from, to) in Pairs(all, all).Where(p => p.Item1 != p.Item2))
        {
            Assert.True(absent.Contains((from, to)) == (StandardFunctions.Find($"{from}_TO_{to}") is null), $"{from}_TO_{to}");
            Assert.Equal(absent.Contains((from, to)), Calls.Resolve($"TO_{to}", from) is null);
        }
    }

    [Fact]
    public void Every_Conversion_Compiles_To_The_Type_Of_Its_Name()
    {
        foreach (var (from, to) in Pairs([.. ConversionFunctions.Types.Select(t => t.Name)], [.. ConversionFunctions.Types.Select(t => t.Name)]))
        {
            if (StandardFunctions.Find($"{from}_TO_{to}") is { } function)
            {
                var match = function.Resolve([new ArgumentType(Calls.Type(from), false)])!;
                Assert.Equal(Calls.Type(to).ClrType, match.Result.ClrType);
                Assert.Equal(Calls.Type(to).ClrType, match.Emit([System.Linq.Expressions.Expression.Parameter(Calls.Type(from).ClrType)]).Type);
            }
        }
    }

    [Theory]
    [InlineData("REAL_TO_INT", 2.5f, (short)2)]
    [InlineData("REAL_TO_INT", 3.5f, (short)4)]
    [InlineData("REAL_TO_INT", -2.5f, (short)-2)]
    [InlineData("REAL_TO_INT", -1.6f, (short)-2)]
    [InlineData("LREAL_TO_USINT", 255.5 - 0.1, (byte)255)]
    [InlineData("LREAL_TO_USINT", -0.5, (byte)0)]
    [InlineData("LREAL_TO_LINT", -9223372036854775808.0, long.MinValue)]
    [InlineData("LREAL_TO_ULINT", 18446744073709549568.0, 18446744073709549568UL)]
    [InlineData("LREAL_TO_REAL", 0.1, 0.1f)]
    [InlineData("TRUNC", -2.9f, -2)]
    [InlineData("TRUNC_INT", 2.9f, (short)2)]
    [InlineData("REAL_TRUNC_SINT", -128.9f, (sbyte)-128)]
    [InlineData("LREAL_TRUNC_ULINT", 0.9, 0UL)]
    [InlineData("DINT_TO_REAL", 16777217, 16777216f)]
    [InlineData("ULINT_TO_LREAL", ulong.MaxValue, 18446744073709551616.0)]
    [InlineData("INT_TO_USINT", (short)200, (byte)200)]
    [InlineData("BOOL_TO_INT", true, (short)1)]
    [InlineData("BOOL_TO_REAL", true, 1f)]
    [InlineData("INT_TO_BOOL", (short)-4, true)]
    [InlineData("REAL_TO_BOOL", 0f, false)]
    [InlineData("WORD_TO_BOOL", (ushort)256, true)]
    public void Converts_Numbers(string function, object value, object expected) => Assert.Equal(expected, Calls.Call(function, TypeOf(function, value), value));

    [Theory]
    [InlineData("INT_TO_WORD", (short)-1, (ushort)0xFFFF)]
    [InlineData("INT_TO_DWORD", (short)-1, 0xFFFFu)]
    [InlineData("DINT_TO_BYTE", 0x1234, (byte)0x34)]
    [InlineData("WORD_TO_INT", (ushort)0x8000, short.MinValue)]
    [InlineData("DWORD_TO_INT", 0x12348000u, short.MinValue)]
    [InlineData("BYTE_TO_SINT", (byte)0xFF, (sbyte)-1)]
    [InlineData("BYTE_TO_INT", (byte)0xFF, (short)255)]
    [InlineData("LWORD_TO_WORD", 0x1234567890ABCDEFul, (ushort)0xCDEF)]
    [InlineData("BYTE_TO_LWORD", (byte)0xFF, 0xFFul)]
    [InlineData("DWORD_TO_REAL", 0x3F800000u, 1f)]
    [InlineData("REAL_TO_DWORD", -2f, 0xC0000000u)]
    [InlineData("LREAL_TO_LWORD", 1.0, 0x3FF0000000000000ul)]
    [InlineData("LWORD_TO_LREAL", 0x4000000000000000ul, 2.0)]
    [InlineData("WORD_TO_REAL", (ushort)65535, 65535f)]
    [InlineData("REAL_TO_WORD", 2.5f, (ushort)2)]
    [InlineData("CHAR_TO_BYTE", (byte)65, (byte)65)]
    [InlineData("WORD_TO_WCHAR", (ushort)0x20AC, (ushort)0x20AC)]
    [InlineData("WCHAR_TO_CHAR", (ushort)0x20AC, (byte)63)]
    public void Transfers_Bits(string function, object value, object expected) => Assert.Equal(expected, Calls.Call(function, TypeOf(function, value), value));

    [Theory]
    [InlineData("INT_TO_SINT", (short)128)]
    [InlineData("INT_TO_UINT", (short)-1)]
    [InlineData("LINT_TO_DINT", 2147483648L)]
    [InlineData("ULINT_TO_LINT", 9223372036854775808UL)]
    [InlineData("REAL_TO_SINT", 127.6f)]
    [InlineData("REAL_TO_INT", float.NaN)]
    [InlineData("LREAL_TO_LINT", 9223372036854775808.0)]
    [InlineData("LREAL_TO_ULINT", -0.6)]
    [InlineData("LREAL_TO_REAL", 1e39)]
    [InlineData("REAL_TO_WORD", 65536f)]
    [InlineData("TRUNC_USINT", 256f)]
    [InlineData("LINT_TO_TIME", 9223372036855L)]
    [InlineData("DINT_TO_TOD", 86_400_000)]
    [InlineData("DINT_TO_TOD", -1)]
    [InlineData("UINT_TO_CHAR", (ushort)256)]
    public void Faults_Where_The_Target_Cannot_Hold_The_Value(string function, object value) =>
        Assert.Equal(PlcFaultCode.Range, Calls.Fault(function, (TypeOf(function, value), value)));

    [Fact]
    public void Converts_Times_In_The_Unit_Of_Their_Type()
    {
        Assert.Equal(1500, Calls.Call("TIME_TO_DINT", "TIME", 1_500_999_999L));
        Assert.Equal(1.5f, Calls.Call("TIME_TO_REAL", "TIME", 1_500_000L));
        Assert.Equal(1_500_000L, Calls.Call("LREAL_TO_TIME", "LREAL", 1.5));
        Assert.Equal(250_000_000L, Calls.Call("UINT_TO_TIME", "UINT", 250));
        Assert.Equal(42L, Calls.Call("LTIME_TO_LINT", "LTIME", 42L));
        Assert.Equal(2u, Calls.Call("DT_TO_DWORD", "DT", 2 * Second));
        Assert.Equal(10 * Day, Calls.Call("UDINT_TO_DATE", "UDINT", (10 * 86_400) + 7));
        Assert.Equal(1_000_000L, Calls.Call("BOOL_TO_TIME", "BOOL", true));
        Assert.Equal(true, Calls.Call("TIME_TO_BOOL", "TIME", 1L));
        Assert.Equal(3 * Day, Calls.Call("DT_TO_DATE", "DT", (3 * Day) + Noon));
        Assert.Equal(Noon, Calls.Call("DT_TO_TOD", "DT", (3 * Day) + Noon));
        Assert.Equal(Noon, Calls.Call("LDT_TO_LTOD", "LDT", Noon - (3 * Day)));
        Assert.Equal(-3 * Day, Calls.Call("LDT_TO_LDATE", "LDT", Noon - (3 * Day)));
        Assert.Equal(3 * Day, Calls.Call("DATE_TO_DT", "DATE", 3 * Day));
        Assert.Equal(Noon, Calls.Call("DATE_AND_TIME_TO_TIME_OF_DAY", "DT", (3 * Day) + Noon));
    }

    [Fact]
    public void Narrowing_Keeps_Every_Value_That_Fits_And_Faults_Else() => Gen.Select(Gen.Long, Gen.Int[0, 63]).Sample((bits, shift) =>
    {
        var value = bits >> shift;
        foreach (var (name, least, most) in new (string, decimal, decimal)[]
        {
            ("SINT", sbyte.MinValue, sbyte.MaxValue), ("INT", short.MinValue, short.MaxValue), ("DINT", int.MinValue, int.MaxValue), ("USINT", 0, byte.MaxValue), ("UINT", 0, ushort.MaxValue),
            ("UDINT", 0, uint.MaxValue), ("ULINT", 0, ulong.MaxValue),
        })
        {
            if (value >= least && value <= most)
            {
                Assert.Equal((decimal)value, Convert.ToDecimal(Calls.Call($"LINT_TO_{name}", "LINT", value)));
            }
            else
            {
                Assert.Equal(PlcFaultCode.Range, Calls.Fault($"LINT_TO_{name}", ("LINT", value)));
            }
        }
    }, iter: 40);

    [Fact]
    public void Rounds_Half_To_Even() => Gen.Int[-100_000, 100_000].Sample(halves =>
    {
        var expected = halves % 2 == 0 ? halves / 2 : (int)Math.Floor(halves / 2.0) + (Math.Abs((int)Math.Floor(halves / 2.0)) % 2);
        Assert.Equal(expected, Calls.Call("LREAL_TO_DINT", "LREAL", halves / 2.0));
    }, iter: 100);

    [Fact]
    public void A_Literal_Takes_The_Type_Of_The_Name()
    {
        Assert.Equal("REAL -> INT", Calls.Overload("REAL_TO_INT", "SINT'"));
        Assert.Equal("WORD -> INT", Calls.Overload("WORD_TO_INT", "UINT'"));
        Assert.Equal("DINT -> STRING", Calls.Overload("DINT_TO_STRING", "INT"));
        Assert.Equal("none", Calls.Overload("INT_TO_REAL", "DINT"));
        Assert.Equal("none", Calls.Overload("INT_TO_REAL", "INT", "INT"));
        Assert.Equal("DINT -> INT", Calls.Overload("TO_INT", "DINT"));
    }

    private static IEnumerable<(string, string)> Pairs(string[] a, string[] b) => a.SelectMany(x => b.Select(y => (x, y)));

    private static string TypeOf(string function, object value) => function.IndexOf('_') is > 0 and var end && ElementaryType.Find(function[..end]) is { } type ? type.Name : value is float ? "REAL" : "LREAL";
}
