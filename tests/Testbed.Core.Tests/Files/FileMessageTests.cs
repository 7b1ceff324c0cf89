namespace Testbed.Core.Tests;

public sealed class FileMessageTests
{
    [Theory]
    [InlineData("a.txt 5", true)]
    [InlineData("A-b_1.zip 1048576", true)]
    [InlineData("a.txt 1048577", false)]
    [InlineData("a.txt -1", false)]
    [InlineData("a.txt", false)]
    [InlineData("../a 5", false)]
    [InlineData(".a 5", false)]
    [InlineData("a b 5", false)]
    [InlineData(" 5", false)]
    public void Takes_Names_Without_Path_And_Lengths_Within_The_Limit(string text, bool isGood) => Assert.Equal(isGood, FileMessage.TryReadPut(text, out _, out _));

    [Fact]
    public async Task Messages_Are_Read_However_They_Are_Cut()
    {
        byte[] wire = [.. FileMessage.Of(FileMessageKind.Get, "a.txt"), .. FileMessage.Of(FileMessageKind.List, ""), .. FileMessage.Of(FileMessageKind.Data, new byte[FileMessage.MaxPiece])];
        using var stream = new OneByOne(wire);
        var reader = new FileFrameReader(stream);
        Assert.True(await reader.NextAsync() is { Kind: FileMessageKind.Get, Text: "a.txt" });
        Assert.True(await reader.NextAsync() is { Kind: FileMessageKind.List, Text: "" });
        Assert.Equal(FileMessage.MaxPiece, (await reader.NextAsync())!.Value.Body.Length);
        Assert.Null(await reader.NextAsync());
    }

    private sealed class OneByOne(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..1], cancellationToken);
    }
}
