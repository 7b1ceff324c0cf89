using System.Linq.Expressions;

namespace Testbed.StructuredText.Tests.Types;

public sealed class ImplicitConversionTests
{
    private static readonly ElementaryType[] All = [.. Enum.GetValues<Elementary>().Select(ElementaryType.Of)];

    [Theory]
    [InlineData("BOOL", "BYTE WORD DWORD LWORD")]
    [InlineData("BYTE", "WORD DWORD LWORD")]
    [InlineData("WORD", "DWORD LWORD")]
    [InlineData("DWORD", "LWORD")]
    [InlineData("LWORD", "")]
    [InlineData("SINT", "INT DINT LINT REAL LREAL")]
    [InlineData("INT", "DINT LINT REAL LREAL")]
    [InlineData("DINT", "LINT LREAL")]
    [InlineData("LINT", "")]
    [InlineData("USINT", "INT DINT LINT UINT UDINT ULINT REAL LREAL")]
    [InlineData("UINT", "DINT LINT UDINT ULINT REAL LREAL")]
    [InlineData("UDINT", "LINT ULINT LREAL")]
    [InlineData("ULINT", "")]
    [InlineData("REAL", "LREAL")]
    [InlineData("LREAL", "")]
    [InlineData("TIME", "LTIME")]
    [InlineData("LTIME", "")]
    [InlineData("DATE", "LDATE")]
    [InlineData("LDATE", "")]
    [InlineData("TOD", "LTIME_OF_DAY")]
    [InlineData("LTOD", "")]
    [InlineData("DT", "LDATE_AND_TIME")]
    [InlineData("LDT", "")]
    [InlineData("CHAR", "")]
    [InlineData("WCHAR", "")]
    public void Converts_As_Figure_12_Says(string from, string to)
    {
        var type = ElementaryType.Find(from)!;
        Assert.Equal(to, string.Join(' ', All.Where(t => t != type && ImplicitConversion.Exists(type, t)).Select(t => t.Name)));
        Assert.True(ImplicitConversion.Exists(type, type));
    }

    [Fact]
    public void Texts_Convert_Within_Their_Width_And_Take_Characters_Of_It()
    {
        StType narrow = new TextType(false, 10), wide = new TextType(true, 10);
        Assert.True(ImplicitConversion.Exists(narrow, new TextType(false, 5)));
        Assert.False(ImplicitConversion.Exists(narrow, wide));
        Assert.True(ImplicitConversion.Exists(ElementaryType.Of(Elementary.Char), narrow));
        Assert.True(ImplicitConversion.Exists(ElementaryType.Of(Elementary.WChar), wide));
        Assert.False(ImplicitConversion.Exists(ElementaryType.Of(Elementary.Char), wide));
        Assert.False(ImplicitConversion.Exists(narrow, ElementaryType.Of(Elementary.Char)));
    }

    [Theory]
    [InlineData("INT", "UINT", "DINT")]
    [InlineData("SINT", "USINT", "INT")]
    [InlineData("DINT", "UDINT", "LINT")]
    [InlineData("INT", "REAL", "REAL")]
    [InlineData("DINT", "REAL", "LREAL")]
    [InlineData("BOOL", "WORD", "WORD")]
    [InlineData("TIME", "LTIME", "LTIME")]
    [InlineData("SINT", "SINT", "SINT")]
    [InlineData("LINT", "ULINT", null)]
    [InlineData("LINT", "REAL", null)]
    [InlineData("WORD", "UINT", null)]
    [InlineData("TIME", "DINT", null)]
    public void Common_Type_Is_The_Narrowest_That_Holds_Both(string a, string b, string? common)
    {
        var (x, y) = (ElementaryType.Find(a)!, ElementaryType.Find(b)!);
        Assert.Equal(common, ImplicitConversion.Common(x, y)?.Name);
        Assert.Equal(common, ImplicitConversion.Common(y, x)?.Name);
    }

    [Fact]
    public void Common_Text_Is_The_Longer()
    {
        Assert.Equal("STRING[20]", ImplicitConversion.Common(new TextType(false, 10), new TextType(false, 20))!.Name);
        Assert.Equal("STRING[10]", ImplicitConversion.Common(new TextType(false, 10), ElementaryType.Of(Elementary.Char))!.Name);
        Assert.Null(ImplicitConversion.Common(new TextType(false, 10), new TextType(true, 10)));
    }

    [Fact]
    public void Every_Conversion_Has_Code_That_Gives_The_Clr_Type_Of_Its_Target()
    {
        foreach (var from in All)
        {
            foreach (var to in All.Append<StType>(new TextType(false, 9)).Append(new TextType(true, 9)).Where(t => ImplicitConversion.Exists(from, t)))
            {
                Assert.Equal(to.ClrType, ImplicitConversion.Emit(Expression.Default(from.ClrType), from, to).Type);
            }
        }
    }

    [Fact]
    public void Code_Keeps_Values()
    {
        Assert.Equal((byte)1, Run<byte>(true, Elementary.Bool, Elementary.Byte));
        Assert.Equal(-7L, Run<long>((sbyte)-7, Elementary.SInt, Elementary.LInt));
        Assert.Equal(65535f, Run<float>((ushort)65535, Elementary.UInt, Elementary.Real));
        Assert.Equal(4294967295d, Run<double>(uint.MaxValue, Elementary.UDInt, Elementary.LReal));
        var text = ImplicitConversion.Emit(Expression.Constant((byte)65), ElementaryType.Of(Elementary.Char), new TextType(false, 3));
        Assert.Equal("A", Expression.Lambda<Func<string>>(text).Compile()());
    }

    private static T Run<T>(object value, Elementary from, Elementary to) =>
        Expression.Lambda<Func<T>>(ImplicitConversion.Emit(Expression.Constant(value), ElementaryType.Of(from), ElementaryType.Of(to))).Compile()();
}
