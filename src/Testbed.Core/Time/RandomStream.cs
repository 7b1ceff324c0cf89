using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Testbed.Core;

/// <summary>
/// A repeatable source of randomness for one named component: xoshiro256** (Blackman, Vigna 2018) seeded from SHA-256 of the
/// run seed and the component's path, so that no component shares or disturbs another's stream. Not thread safe.
/// Not for secrets.
/// </summary>
public sealed class RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    private RandomStream(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>Makes the stream of a component.</summary>
    /// <param name="seed">The run seed.</param>
    /// <param name="path">The component's path, such as <c>trial/PLC-CGS/noise</c>.</param>
    public static RandomStream For(ulong seed, string path)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}/{path}")), hash);
        return new(
            BinaryPrimitives.ReadUInt64LittleEndian(hash),
            BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]) | 1);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform integer in [0, <paramref name="exclusiveMax"/>); bias below 2^-32 for ranges up to 2^31.</summary>
    public int Next(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        return (int)((UInt128)NextUInt64() * (uint)exclusiveMax >> 64);
    }

    /// <summary>A uniform integer in [<paramref name="min"/>, <paramref name="exclusiveMax"/>).</summary>
    public int Next(int min, int exclusiveMax) => min + Next(exclusiveMax - min);

    /// <summary>A uniform double in [0, 1).</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal value (Box-Muller, one of the pair).</summary>
    public double NextGaussian() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Fills a span with random bytes.</summary>
    public void NextBytes(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(NextUInt64() >> 56);
        }
    }

    /// <summary>The position, for snapshots.</summary>
    public (ulong S0, ulong S1, ulong S2, ulong S3) Capture() => (_s0, _s1, _s2, _s3);

    /// <summary>Sets a captured position.</summary>
    public void Restore((ulong S0, ulong S1, ulong S2, ulong S3) position) => (_s0, _s1, _s2, _s3) = position;
}
