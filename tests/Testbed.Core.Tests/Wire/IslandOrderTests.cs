using CsCheck;

namespace Testbed.Core.Tests;

/// <summary>Orders to close a boundary.</summary>
public sealed class IslandOrderTests
{
    private const string Key = "Sorrel-Anvil";

    [Theory]
    [InlineData(IslandOrder.On)]
    [InlineData(IslandOrder.Off)]
    public void Reads_Back_What_Was_Ordered_And_By_Whom(string order)
    {
        var challenge = IslandOrder.Challenge(Key, 7);
        Assert.True(IslandOrder.TryRead(Key, challenge, IslandOrder.Answer(Key, challenge, order, "a.keller"), out var read, out var who));
        Assert.Equal((order, "a.keller"), (read, who));
    }

    [Fact]
    public void Refuses_Another_Key_And_An_Answer_To_Another_Challenge()
    {
        var challenge = IslandOrder.Challenge(Key, 7);
        Assert.False(IslandOrder.TryRead(Key, challenge, IslandOrder.Answer("other", challenge, IslandOrder.On, "a.keller"), out _, out _));
        var replayed = IslandOrder.Answer(Key, IslandOrder.Challenge(Key, 6), IslandOrder.On, "a.keller");
        Assert.False(IslandOrder.TryRead(Key, challenge, replayed, out _, out _));
    }

    [Fact]
    public void Any_Changed_Character_Makes_It_Worthless()
    {
        var challenge = IslandOrder.Challenge(Key, 1);
        var good = IslandOrder.Answer(Key, challenge, IslandOrder.On, "a.keller");
        Gen.Int[0, good.Length - 1].Select(Gen.Char['!', '~']).Sample((at, c) =>
        {
            var changed = good.Remove(at, 1).Insert(at, c.ToString());
            Assert.Equal(changed == good, IslandOrder.TryRead(Key, challenge, changed, out _, out _));
        });
    }

    [Fact]
    public void Any_Text_Is_Read_Without_Complaint() =>
        Gen.String.Sample(text => Assert.False(IslandOrder.TryRead(Key, IslandOrder.Challenge(Key, 1), text, out _, out _)));

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0, 5, 65 })]
    [InlineData(new byte[] { 0, 0 })]
    [InlineData(new byte[] { 255, 255, 1, 2 })]
    public async Task A_Peer_That_Sends_No_Frame_Is_Answered_With_Nothing(byte[] bytes) =>
        Assert.Null(await IslandOrder.ReadAsync(new MemoryStream(bytes)));
}
