using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>Streets lead everywhere, once by the tree and here and there around.</summary>
public sealed class StreetMeshTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(24)]
    [InlineData(99)]
    public void Tree_Reaches_Every_Crossing(int crossings)
    {
        var mesh = StreetMesh.Make(crossings, 1000, RandomStream.For(1, "mesh"));

        Assert.Equal(Enumerable.Range(0, crossings).Where(i => i != mesh.Root), mesh.Outwards.Order());
        Assert.All(mesh.Outwards, i => Assert.Equal(mesh.WayM[mesh.Parent(i)] + mesh.LengthM(i, mesh.Parent(i)), mesh.WayM[i], 1e-9));
        Assert.All(mesh.Links, l => Assert.True(mesh.Parent(l.A) != l.B && mesh.Parent(l.B) != l.A && l.A != l.B));
    }

    [Fact]
    public void Root_Carries_All()
    {
        var mesh = StreetMesh.Make(15, 1000, RandomStream.For(2, "mesh"));
        int[] own = [.. Enumerable.Range(1, 15)];

        Assert.Equal(120, mesh.Behind(own)[mesh.Root]);
    }

    [Fact]
    public void Shares_Lose_Nobody()
    {
        Assert.Equal([3, 2, 2], Shares.Of(7, [1, 1, 1]));
        Assert.Equal([0, 10, 5], Shares.Of(15, [0, 2, 1]));
        Assert.Equal(250_000, Shares.Of(250_000, [.. Enumerable.Range(1, 97).Select(i => Math.Sqrt(i))]).Sum());
    }
}
