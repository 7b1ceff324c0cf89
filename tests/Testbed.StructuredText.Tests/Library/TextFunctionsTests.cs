using CsCheck;

namespace Testbed.StructuredText.Tests.Library;

public sealed class TextFunctionsTests
{
    [Fact]
    public void Does_What_The_Examples_Of_The_Table_Say()
    {
        Assert.Equal((short)5, Calls.Call("LEN", "STRING", "ASTR1"));
        Assert.Equal("AST", Calls.Call("LEFT", ("STRING", "ASTR"), ("INT", 3)));
        Assert.Equal("STR", Calls.Call("RIGHT", ("STRING", "ASTR"), ("INT", 3)));
        Assert.Equal("ST", Calls.Call("MID", ("STRING", "ASTR"), ("INT", 2), ("INT", 2)));
        Assert.Equal("ABCDE", Calls.CallAll("CONCAT", "STRING", "AB", "CD", "E"));
        Assert.Equal("ABXYC", Calls.Call("INSERT", ("STRING", "ABC"), ("STRING", "XY"), ("INT", 2)));
        Assert.Equal("ABC", Calls.Call("DELETE", ("STRING", "ABXYC"), ("INT", 2), ("INT", 3)));
        Assert.Equal("ABXE", Calls.Call("REPLACE", ("STRING", "ABCDE"), ("STRING", "X"), ("INT", 2), ("INT", 3)));
        Assert.Equal((short)2, Calls.CallAll("FIND", "STRING", "ABCBC", "BC"));
        Assert.Equal((short)0, Calls.CallAll("FIND", "STRING", "ABC", "bc"));
        Assert.Equal((short)0, Calls.CallAll("FIND", "STRING", "ABC", ""));
    }

    [Fact]
    public void Cuts_Lengths_And_Positions_To_The_Text() => Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 6], Gen.Int[-3, 9], Gen.Int[-3, 9]).Sample((text, length, position) =>
    {
        var start = Math.Clamp(position - 1, 0, text.Length);
        var part = new string([.. text.Skip(start).Take(length)]);
        var rest = new string([.. text.Take(start), .. text.Skip(start + part.Length)]);
        Assert.Equal(new string([.. text.Take(length)]), Calls.Call("LEFT", ("STRING", text), ("INT", length)));
        Assert.Equal(new string([.. text.TakeLast(length)]), Calls.Call("RIGHT", ("WSTRING", text), ("SINT", length)));
        Assert.Equal(part, Calls.Call("MID", ("STRING", text), ("INT", length), ("LINT", position)));
        Assert.Equal(rest, Calls.Call("DELETE", ("STRING", text), ("INT", length), ("INT", position)));
        Assert.Equal(rest.Insert(start, "++"), Calls.Call("REPLACE", ("STRING", text), ("STRING", "++"), ("INT", length), ("INT", position)));
        Assert.Equal(text.Insert(Math.Clamp(position, 0, text.Length), "-"), Calls.Call("INSERT", ("STRING", text), ("STRING", "-"), ("INT", position)));
    }, iter: 60);

    [Theory]
    [InlineData("CONCAT", "STRING STRING", "STRING[508]")]
    [InlineData("CONCAT", "STRING CHAR", "STRING[255]")]
    [InlineData("CONCAT", "WSTRING WCHAR", "WSTRING[255]")]
    [InlineData("LEFT", "STRING SINT'", "STRING")]
    [InlineData("LEN", "CHAR", "INT")]
    [InlineData("CONCAT", "STRING WSTRING", "none")]
    [InlineData("CONCAT", "STRING", "none")]
    [InlineData("LEN", "INT", "none")]
    [InlineData("LEFT", "STRING REAL", "none")]
    [InlineData("LEFT", "STRING ULINT", "none")]
    [InlineData("FIND", "STRING STRING STRING", "none")]
    public void Finds_The_Type(string function, string types, string expected) => Assert.Equal(expected, Calls.Resolve(function, types.Split(' '))?.Result.Name ?? "none");
}
