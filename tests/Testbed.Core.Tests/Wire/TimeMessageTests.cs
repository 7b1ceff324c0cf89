using CsCheck;

namespace Testbed.Core.Tests;

public sealed class TimeMessageTests
{
    private static readonly byte[] Key = TimeMessage.KeyOf("a secret of the tests");

    [Fact]
    public void Takes_Its_Own_Packets_And_No_Other_Code()
    {
        var packet = new TimePacket(4, 1, 7, 8, 9, 3);
        var bytes = TimeMessage.Encode(packet, Key);
        Assert.Equal(68, bytes.Length);
        Assert.True(TimeMessage.TryParse(bytes, out var read));
        Assert.Equal(packet, read);
        Assert.True(TimeMessage.IsAuthentic(bytes, Key));
        Assert.False(TimeMessage.IsAuthentic(bytes, TimeMessage.KeyOf("another secret here")));
        bytes[40] ^= 1;
        Assert.False(TimeMessage.IsAuthentic(bytes, Key));
        Assert.False(TimeMessage.IsAuthentic(TimeMessage.Encode(packet with { KeyId = null }, null), Key));
    }

    [Fact]
    public void Timestamps_Count_From_1900_And_Keep_100_Nanoseconds()
    {
        // RFC 5905 figure 4: 1 January 1970 is second 2,208,988,800.
        Assert.Equal(2_208_988_800UL << 32, TimeMessage.Stamp(DateTimeOffset.UnixEpoch));
        Gen.Long[0, 40_000_000_000].Sample(ticks =>
        {
            var time = new DateTimeOffset(2026, 1, 15, 4, 15, 0, TimeSpan.Zero).AddTicks(ticks);
            Assert.Equal(time, TimeMessage.Time(TimeMessage.Stamp(time)));
        });
    }

    [Fact]
    public void No_Bytes_Make_It_Throw() => Gen.Byte.Array[0, 80].Sample(bytes =>
    {
        Assert.True(bytes.Length is 48 or 68 || !TimeMessage.TryParse(bytes, out _));
        Assert.False(TimeMessage.IsAuthentic(bytes, Key));
        Assert.InRange(LengthFrame.TryRead(bytes, out _, out _), -1, 1);
    });
}
