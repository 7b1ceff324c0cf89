using System.Text;

namespace Testbed.Core.Tests;

/// <summary>One-time passwords.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238 appendix B has eight digits, SHA-1: the last six of them.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Agrees_With_The_Vectors_Of_RFC_6238(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    // RFC 4226 appendix D.
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(9, "520489")]
    public void Agrees_With_The_Vectors_Of_RFC_4226(long counter, string code) => Assert.Equal(code, Totp.Code(Secret, counter));

    [Fact]
    public void Reads_A_Secret_As_Tokens_Show_It()
    {
        Assert.True(Totp.TryReadSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", out var secret));
        Assert.Equal(Secret, secret);
        Assert.True(Totp.TryReadSecret("gezdgnbvgy3tqojqgezdgnbvgy3tqojq", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GEZDGNBV")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ=")]
    public void Refuses_What_Is_None_Or_Too_Short(string text) => Assert.False(Totp.TryReadSecret(text, out _));
}
