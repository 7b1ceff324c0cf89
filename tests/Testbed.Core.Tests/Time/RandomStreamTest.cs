using CsCheck;

namespace Testbed.Core.Tests.Time;

public sealed class RandomStreamTest
{
    private const string Path = "trial/PLC-CGS/noise";

    // Computed apart from this code, from SHA-256 and the published generator: evidence of old runs depends on these values.
    [Fact]
    public void Gives_The_Pinned_Values_Of_A_Path()
    {
        var stream = RandomStream.For(1, Path);

        Assert.Equal(
            [0x951378B87BF3B15A, 0x3CAFF9B6195347C0, 0x5F9EDC3B0564BB0B, 0x5F790CB6A7B3E6AE],
            Enumerable.Range(0, 4).Select(_ => stream.NextUInt64()));
    }

    [Fact]
    public void Derives_Bounded_And_Real_Values_From_The_Same_Bits()
    {
        var (integers, reals) = (RandomStream.For(1, Path), RandomStream.For(1, Path));

        Assert.Equal([58, 23, 37, 37], Enumerable.Range(0, 4).Select(_ => integers.Next(100)));
        Assert.Equal([0.5823283625031326, 0.23706017204069685, 0.37351776543563886], Enumerable.Range(0, 3).Select(_ => reals.NextDouble()));
    }

    [Fact]
    public void Reads_The_Whole_Range_Of_Seeds() => Assert.Equal(0x6782DD266453FB33UL, RandomStream.For(ulong.MaxValue, "").NextUInt64());

    [Fact]
    public void Follows_The_Published_Generator()
    {
        var stream = RandomStream.For(0, "");
        stream.Restore((1, 2, 3, 4));

        Assert.Equal([11520UL, 0UL, 1509978240UL, 1215971899390074240UL], Enumerable.Range(0, 4).Select(_ => stream.NextUInt64()));
    }

    [Fact]
    public void Repeats_For_Equal_Seed_And_Path() => Gen.Select(Gen.ULong, Gen.String).Sample((seed, path) =>
        Draw(RandomStream.For(seed, path), 8).SequenceEqual(Draw(RandomStream.For(seed, path), 8)));

    [Fact]
    public void Differs_For_Other_Paths_And_Seeds()
    {
        string[] paths = ["a", "a/", "a/b", "A", "b/a", "", "1/a"];
        var first = paths.SelectMany(p => Enumerable.Range(0, 50).Select(seed => RandomStream.For((ulong)seed, p).NextUInt64())).ToArray();

        // Seed 1 with path "1/a" and the like must not run together either.
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void Is_Undisturbed_By_Draws_From_Another_Stream()
    {
        var alone = Draw(RandomStream.For(7, "a"), 20);
        var (a, b) = (RandomStream.For(7, "a"), RandomStream.For(7, "b"));
        var interleaved = Enumerable.Range(0, 20).Select(i =>
        {
            Draw(b, i);
            return a.NextUInt64();
        });

        Assert.Equal(alone, interleaved);
    }

    [Fact]
    public void Shows_No_Correlation_Between_Neighbouring_Paths()
    {
        const int Samples = 20_000;
        var (a, b) = (RandomStream.For(7, "PLC-1"), RandomStream.For(7, "PLC-2"));
        var covariance = Enumerable.Range(0, Samples).Average(_ => (a.NextDouble() - 0.5) * (b.NextDouble() - 0.5));

        // The standard deviation of the mean of products of two independent uniforms is 1/12/sqrt(n).
        Assert.InRange(covariance, -5.0 / 12 / Math.Sqrt(Samples), 5.0 / 12 / Math.Sqrt(Samples));
    }

    [Fact]
    public void Spreads_Evenly_Over_A_Range()
    {
        const int Samples = 70_000;
        const int Bins = 7;
        var stream = RandomStream.For(3, "uniform");
        var counts = new int[Bins];
        for (var i = 0; i < Samples; i++)
        {
            counts[stream.Next(Bins)]++;
        }

        const double Expected = (double)Samples / Bins;
        var chiSquare = counts.Sum(c => (c - Expected) * (c - Expected) / Expected);

        // Six degrees of freedom: 22.5 is the 0.1 % point; the seed is fixed, so the test cannot flicker.
        Assert.InRange(chiSquare, 0, 22.5);
    }

    [Fact]
    public void Draws_Normal_Values_With_Mean_0_And_Deviation_1()
    {
        const int Samples = 20_000;
        var stream = RandomStream.For(3, "normal");
        var values = Enumerable.Range(0, Samples).Select(_ => stream.NextGaussian()).ToArray();

        Assert.All(values, v => Assert.True(double.IsFinite(v)));
        Assert.InRange(values.Average(), -0.03, 0.03);
        Assert.InRange(values.Average(v => v * v), 0.95, 1.05);
    }

    [Fact]
    public void Stays_Inside_Its_Bounds() => Gen.Select(Gen.ULong, Gen.Int[-1000, 1000], Gen.Int[1, 100_000]).Sample((seed, min, range) =>
    {
        var stream = RandomStream.For(seed, "bounds");
        var (integer, real) = (stream.Next(min, min + range), stream.NextDouble());

        return integer >= min && integer < min + range && real is >= 0 and < 1;
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Rejects_An_Empty_Range(int exclusiveMax) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomStream.For(1, "x").Next(exclusiveMax));

    [Fact]
    public void Continues_From_A_Captured_Position()
    {
        var stream = RandomStream.For(9, "snapshot");
        Draw(stream, 5);
        var position = stream.Capture();
        var expected = Draw(stream, 5);

        var restored = RandomStream.For(0, "other");
        restored.Restore(position);

        Assert.Equal(expected, Draw(restored, 5));
    }

    [Fact]
    public void Fills_Every_Byte()
    {
        var (left, right) = (new byte[4096], new byte[4096]);
        RandomStream.For(5, "bytes").NextBytes(left);
        RandomStream.For(5, "bytes").NextBytes(right);

        Assert.Equal(left, right);
        Assert.Equal(256, left.Distinct().Count());
    }

    private static ulong[] Draw(RandomStream stream, int count)
    {
        var values = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = stream.NextUInt64();
        }

        return values;
    }
}
