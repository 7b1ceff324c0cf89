using CsCheck;

namespace Testbed.StructuredText.Tests.Library;

public sealed class ComparisonFunctionsTests
{
    private static readonly (string Name, Func<int, bool> Holds)[] All =
        [("GT", c => c > 0), ("GE", c => c >= 0), ("EQ", c => c == 0), ("LE", c => c <= 0), ("LT", c => c < 0), ("NE", c => c != 0)];

    [Fact]
    public void Agrees_With_The_Order_Of_Values() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Sample((a, b) =>
    {
        foreach (var (name, holds) in All)
        {
            foreach (var type in new[] { "SINT", "INT", "DINT", "LINT", "USINT", "UINT", "UDINT", "ULINT", "REAL", "LREAL", "BYTE", "WORD", "DWORD", "LWORD", "TIME", "DT", "WCHAR" })
            {
                Assert.Equal(holds(a.CompareTo(b)), Calls.CallAll(name, type, a, b));
            }

            Assert.Equal(holds((a > 1).CompareTo(b > 1)), Calls.CallAll(name, "BOOL", a > 1, b > 1));
            Assert.Equal(holds(a.CompareTo(b)), Calls.CallAll(name, "STRING", new string('x', a), new string('x', b)));
        }
    }, iter: 16);

    [Fact]
    public void Bit_Strings_Compare_Without_Sign_And_Texts_By_Code()
    {
        Assert.Equal(true, Calls.CallAll("GT", "LWORD", ulong.MaxValue, 1));
        Assert.Equal(true, Calls.CallAll("LT", "STRING", "Z", "a"));
        Assert.Equal(true, Calls.CallAll("LT", "STRING", "ab", "abc"));
        Assert.Equal(false, Calls.CallAll("EQ", "STRING", "a", "A"));
        Assert.Equal(false, Calls.CallAll("EQ", "REAL", float.NaN, float.NaN));
        Assert.Equal(true, Calls.CallAll("NE", "REAL", float.NaN, float.NaN));
    }

    [Fact]
    public void Chains_Hold_For_All_Neighbours()
    {
        Assert.Equal(true, Calls.CallAll("GT", "INT", 3, 2, 1));
        Assert.Equal(false, Calls.CallAll("GT", "INT", 3, 2, 2));
        Assert.Equal(true, Calls.CallAll("GE", "INT", 3, 2, 2));
        Assert.Equal(true, Calls.CallAll("EQ", "INT", 2, 2, 2, 2));
        Assert.Equal(false, Calls.CallAll("EQ", "INT", 2, 2, 2, 1));
        Assert.Equal(true, Calls.CallAll("LE", "STRING", "a", "b", "b"));
        Assert.Null(Calls.Resolve("NE", "INT", "INT", "INT"));
    }

    [Theory]
    [InlineData("INT UINT", "DINT DINT -> BOOL")]
    [InlineData("CHAR STRING", "STRING[254] STRING[254] -> BOOL")]
    [InlineData("INT STRING", "none")]
    [InlineData("TIME INT", "none")]
    [InlineData("DATE DT", "none")]
    public void Compares_In_The_Common_Type(string types, string expected) => Assert.Equal(expected.Replace("[254]", ""), Calls.Overload("EQ", types.Split(' ')));

    [Fact]
    public void A_Literal_Of_One_Character_Compares_With_A_Character()
    {
        var match = StandardFunctions.Find("EQ")!.Resolve([new(Calls.Type("CHAR"), false), new(new TextType(false, 1), true)])!;
        Assert.All(match.Parameters, p => Assert.Equal("CHAR", p.Name));
    }
}
