namespace Testbed.Scenarios.Tests;

/// <summary>A ring shares its loads between its feeds as the pressures close.</summary>
public sealed class RingMainTests
{
    private static readonly double[] Lengths = [1000, 1000, 1000, 1000];

    [Fact]
    public void One_Feed_Gives_All_In_Two_Directions()
    {
        var duty = new RingMain([0, 500, 1000, 500], Lengths).Solve(200, [0]);

        Assert.Equal(2000, duty.Feeds[0], 0.01);
        Assert.Equal(1000, duty.LargestFlow, 0.01);
        Assert.Equal((PipeSizing.Fall(1000, 200) + PipeSizing.Fall(500, 200)) * 1000, duty.LargestFall, 1e-6 * duty.LargestFall);
    }

    [Fact]
    public void Two_Feeds_Share_What_Lies_Between()
    {
        var duty = new RingMain([100, 300, 200, 900], Lengths).Solve(200, [0, 2]);

        Assert.Equal(100 + 150 + 450, duty.Feeds[0], 0.01);
        Assert.Equal(200 + 150 + 450, duty.Feeds[2], 0.01);
        Assert.Equal(450, duty.LargestFlow, 0.01);
    }

    [Fact]
    public void Nearer_Feed_Gives_More()
    {
        var duty = new RingMain([0, 400, 0, 0], [1000, 3000, 1000, 1000]).Solve(200, [0, 2]);

        Assert.True(duty.Feeds[0] > duty.Feeds[2] && duty.Feeds[2] > 0);
        Assert.Equal(400, duty.Feeds.Values.Sum(), 0.01);
    }
}
