using System.Text;

namespace Testbed.Core.Tests;

/// <summary>Frames of encrypting modems.</summary>
public sealed class LinkCipherTests
{
    private static readonly LinkPosition At = new(OpenedByA: true, ToServer: true, 7, 3);
    private static readonly byte[] Payload = Encoding.ASCII.GetBytes("write register 100 := 860, and some more than one block of it");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Opens_What_It_Sealed_And_Hides_It_Where_It_Encrypts(bool encrypt)
    {
        using var cipher = new LinkCipher("a key of the pair");
        var frame = cipher.Seal(At, Payload, encrypt);
        Assert.Equal(LinkFrameStatus.Ok, cipher.TryOpen(frame, true, true, encrypt, true, out var at, out var payload, out var consumed));
        Assert.Equal((At, frame.Length), (at, consumed));
        Assert.Equal(Payload, payload);
        Assert.Equal(encrypt, frame.AsSpan().IndexOf(Payload) < 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_Changed_Bit_Is_Seen(bool encrypt)
    {
        using var cipher = new LinkCipher("a key of the pair");
        var frame = cipher.Seal(At, Payload, encrypt);
        for (var bit = 16; bit < 8 * frame.Length; bit++)
        {
            var changed = (byte[])frame.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(LinkFrameStatus.NotAuthentic, cipher.TryOpen(changed, true, true, encrypt, true, out _, out _, out _));
        }
    }

    [Fact]
    public void A_Frame_Of_The_Other_Direction_Or_Opener_Or_Key_Is_Not_Authentic()
    {
        using var cipher = new LinkCipher("a key of the pair");
        using var other = new LinkCipher("a key of the pair!");
        var frame = cipher.Seal(At, Payload, true);
        Assert.Equal(LinkFrameStatus.NotAuthentic, cipher.TryOpen(frame, true, false, true, true, out _, out _, out _));
        Assert.Equal(LinkFrameStatus.NotAuthentic, cipher.TryOpen(frame, false, true, true, true, out _, out _, out _));
        Assert.Equal(LinkFrameStatus.NotAuthentic, other.TryOpen(frame, true, true, true, true, out _, out _, out _));
    }

    [Fact]
    public void Without_Verification_A_Flipped_Bit_Of_Ciphertext_Is_A_Flipped_Bit_Of_The_Payload()
    {
        using var cipher = new LinkCipher("a key of the pair");
        var frame = cipher.Seal(At, Payload, true);
        frame[LinkCipher.HeaderLength + 40] ^= 0x04;
        Assert.Equal(LinkFrameStatus.Ok, cipher.TryOpen(frame, true, true, true, false, out _, out var payload, out _));
        var expected = (byte[])Payload.Clone();
        expected[40] ^= 0x04;
        Assert.Equal(expected, payload);
    }

    [Fact]
    public void No_Two_Places_Share_A_Key_Stream()
    {
        using var cipher = new LinkCipher("a key of the pair");
        LinkPosition[] places = [At, At with { Frame = 4 }, At with { Connection = 8 }, At with { ToServer = false }, At with { OpenedByA = false }];
        Assert.Equal(places.Length, places.Select(p => Convert.ToHexString(cipher.Seal(p, new byte[16], true)[LinkCipher.HeaderLength..])).Distinct().Count());
    }

    [Fact]
    public void Cut_Anywhere_It_Waits_For_More_And_What_Is_No_Length_Is_Malformed()
    {
        using var cipher = new LinkCipher("a key of the pair");
        var frame = cipher.Seal(At, Payload, true);
        for (var length = 0; length < frame.Length; length++)
        {
            Assert.Equal(LinkFrameStatus.NeedMore, cipher.TryOpen(frame.AsSpan(0, length), true, true, true, true, out _, out _, out _));
        }

        Assert.Equal(LinkFrameStatus.Malformed, cipher.TryOpen(new byte[] { 0, 3, 1, 1, 1 }, true, true, true, true, out _, out _, out _));
        Assert.Equal(LinkFrameStatus.Malformed, cipher.TryOpen(new byte[] { 0xFF, 0xFF }, true, true, true, true, out _, out _, out _));
    }
}
