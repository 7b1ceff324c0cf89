using System.Net;

namespace Testbed.Core.Tests.Wire;

public sealed class EthernetFrameTests
{
    private static readonly TcpSide Client = new(IPAddress.Parse("10.4.0.11"), 20000), Server = new(IPAddress.Parse("10.5.0.11"), 502);

    /// <summary>Written down by hand from RFC 791 and RFC 9293; checksums reckoned apart.</summary>
    [Fact]
    public void Writes_Headers_As_The_Standards_Have_Them()
    {
        var frame = EthernetFrame.Of(new(Client, Server, 1001, 5001, TcpBits.Push | TcpBits.Ack), [1, 2, 3]);

        Assert.Equal("02000A05000B02000A04000B0800", Convert.ToHexString(frame, 0, 14));
        Assert.Equal("4500002B000040004006", Convert.ToHexString(frame, 14, 10));
        Assert.Equal("0A04000B0A05000B", Convert.ToHexString(frame, 26, 8));
        Assert.Equal("4E2001F6000003E9000013895018FFFF", Convert.ToHexString(frame, 34, 16));
        Assert.Equal("0000010203", Convert.ToHexString(frame, 52, 5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(EthernetFrame.LargestPayload)]
    public void Checksums_Make_Every_Sum_All_Ones(int length)
    {
        var payload = new byte[length];
        Array.Fill(payload, (byte)0xE7);

        var frame = EthernetFrame.Of(new(Client, Server, uint.MaxValue, 7, TcpBits.Ack), payload);

        Assert.Equal(0xFFFF, Sum(frame.AsSpan(14, 20)));
        byte[] pseudo = [.. frame[26..34], 0, 6, (byte)((length + 20) >> 8), (byte)(length + 20), .. frame[34..]];
        Assert.Equal(0xFFFF, Sum(pseudo));
    }

    [Fact]
    public void Acknowledges_Nothing_Without_The_Bit()
    {
        var frame = EthernetFrame.Of(new(Client, Server, 1000, 99, TcpBits.Syn), []);

        Assert.Equal("00000000", Convert.ToHexString(frame, 42, 4));
        Assert.Equal(EthernetFrame.HeaderLength, frame.Length);
    }

    [Fact]
    public void Refuses_More_Than_An_Ethernet_Carries() => Assert.Throws<ArgumentOutOfRangeException>(
        () => EthernetFrame.Of(new(Client, Server, 1, 1, TcpBits.Ack), new byte[EthernetFrame.LargestPayload + 1]));

    private static int Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            sum += (bytes[i] << 8) + (i + 1 < bytes.Length ? bytes[i + 1] : 0);
        }

        return (sum & 0xFFFF) + (sum >> 16) is var folded && folded > 0xFFFF ? (folded & 0xFFFF) + 1 : (sum & 0xFFFF) + (sum >> 16);
    }
}
