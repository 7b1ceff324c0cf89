using System.Text;
using CsCheck;

namespace Testbed.Core.Tests;

public sealed class DirectoryMessageTests
{
    private static readonly byte[] Key = DirectoryMessage.KeyOf("a secret of the tests");
    private static readonly byte[] Nonce = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    private static readonly byte[] Other = [2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    [Fact]
    public void Opens_With_The_Key_It_Was_Sealed_With_And_Hides_The_Text()
    {
        var message = DirectoryMessage.Seal(Key, false, "PLC-1", Nonce, [], "FETCH anna");
        Assert.DoesNotContain("anna", Encoding.Latin1.GetString(message), StringComparison.Ordinal);
        var envelope = DirectoryMessage.Parse(message)!;
        Assert.Equal("PLC-1", envelope.Device);
        Assert.False(envelope.IsReply);
        Assert.Equal("FETCH anna", DirectoryMessage.Open(envelope, Key, []));
        Assert.Null(DirectoryMessage.Open(envelope, DirectoryMessage.KeyOf("another secret here"), []));
    }

    [Fact]
    public void Rejects_An_Answer_To_Another_Request_Or_From_Another_Asset()
    {
        var envelope = DirectoryMessage.Parse(DirectoryMessage.Seal(Key, true, "PLC-1", Other, Nonce, "NONE"))!;
        Assert.Equal("NONE", DirectoryMessage.Open(envelope, Key, Nonce));
        Assert.Null(DirectoryMessage.Open(envelope, Key, Other));
        Assert.Null(DirectoryMessage.Open(envelope with { Device = "PLC-2" }, Key, Nonce));
        Assert.Null(DirectoryMessage.Open(envelope with { IsReply = false }, Key, Nonce));
    }

    [Fact]
    public void No_Bytes_Make_It_Throw() => Gen.Byte.Array[0, 120].Sample(bytes =>
    {
        if (DirectoryMessage.Parse(bytes) is { } envelope)
        {
            Assert.Null(DirectoryMessage.Open(envelope, Key, Nonce));
        }
    });

    [Fact]
    public void Frames_Come_Apart_Where_They_Were_Joined() => Gen.Byte.Array[1, 60].Array[1, 5].Sample(messages =>
    {
        byte[] wire = [.. messages.SelectMany(m => LengthFrame.Of(m))];
        foreach (var message in messages)
        {
            for (var cut = 0; cut < message.Length + 2; cut++)
            {
                Assert.Equal(0, LengthFrame.TryRead(wire.AsSpan(0, cut), out _, out _));
            }

            Assert.Equal(1, LengthFrame.TryRead(wire, out var read, out var consumed));
            Assert.Equal(message, read);
            wire = wire[consumed..];
        }

        Assert.Equal(-1, LengthFrame.TryRead([0, 0], out _, out _));
        Assert.Equal(-1, LengthFrame.TryRead([0xFF, 0xFF], out _, out _));
    });
}
