namespace Testbed.Core.Tests;

public sealed class SignatureSetTests
{
    private const string Key = "sixteen or more of them";
    private static readonly SignatureSet Next = SignatureSet.Usual(DateTimeOffset.UnixEpoch).With("new", "SOME TEXT", DateTimeOffset.UnixEpoch.AddDays(3));

    [Fact]
    public void A_Written_Set_Is_Read_Back_And_Fits_A_Console_Line()
    {
        var line = Next.Write(Key);
        Assert.Equivalent(Next, SignatureSet.Read(line, Key), strict: true);
        Assert.InRange(line.Length, 1, ConsoleProtocol.MaxLine - 20);
    }

    [Fact]
    public void Without_The_Key_Or_Changed_It_Is_Not_Taken()
    {
        var line = Next.Write(Key);
        Assert.Null(SignatureSet.Read(line, "another one of sixteen"));
        for (var i = 0; i < line.Length; i++)
        {
            Assert.Null(SignatureSet.Read($"{line[..i]}{(line[i] == 'x' ? 'y' : 'x')}{line[(i + 1)..]}", Key));
            Assert.Null(SignatureSet.Read(line[..i], Key));
        }
    }

    [Fact]
    public void Knows_What_It_Has_A_Signature_For()
    {
        Assert.Equal("new", Next.Find("xx SOME TEXT xx"u8)?.Name);
        Assert.Null(SignatureSet.Usual(DateTimeOffset.UnixEpoch).Find("xx SOME TEXT xx"u8));
    }
}
