using System.Globalization;
using System.Numerics;
using CsCheck;

namespace Testbed.StructuredText.Tests;

/// <summary>Random expressions of one type mean what the same expression means in C#, wrapping around; as literals (folded when compiling) and as variables (worked out when running).</summary>
public sealed class ArithmeticPropertyTests
{
    [Fact]
    public void Agrees_On_SINT() => Integers<sbyte>("SINT");

    [Fact]
    public void Agrees_On_USINT() => Integers<byte>("USINT");

    [Fact]
    public void Agrees_On_INT() => Integers<short>("INT");

    [Fact]
    public void Agrees_On_UINT() => Integers<ushort>("UINT");

    [Fact]
    public void Agrees_On_DINT() => Integers<int>("DINT");

    [Fact]
    public void Agrees_On_UDINT() => Integers<uint>("UDINT");

    [Fact]
    public void Agrees_On_LINT() => Integers<long>("LINT");

    [Fact]
    public void Agrees_On_ULINT() => Integers<ulong>("ULINT");

    [Fact]
    public void Agrees_On_LREAL() => Check(
        "LREAL", Gen.Double[-1e6, 1e6].Select(v => Math.Round(v, 3)), (o, a, b) => o switch { "+" => a + b, "-" => a - b, "*" => a * b, _ => b == 0 ? null : a / b },
        ["+", "-", "*", "/"], v => v.ToString("0.0###############################", CultureInfo.InvariantCulture), (p, x) => p.Instance.ReadNumber(p.Find(x)));

    [Theory]
    [InlineData("BYTE", 8)]
    [InlineData("WORD", 16)]
    [InlineData("DWORD", 32)]
    public void Agrees_On_Bit_Strings(string type, int bits) => Check(
        type, Gen.ULong[0, (1UL << bits) - 1], (o, a, b) => o switch { "AND" => a & b, "OR" => a | b, _ => a ^ b }, ["AND", "OR", "XOR"],
        v => $"{type}#16#{v:X}", (p, x) => (ulong)p[x]);

    [Fact]
    public void Agrees_On_TIME() => Check(
        "TIME", Gen.Long[-1_000_000, 1_000_000], (o, a, b) => o == "+" ? a + b : a - b, ["+", "-"], v => v < 0 ? $"T#-{-v}us" : $"T#{v}us", (p, x) => (long)Math.Round(p[x] * 1e6));

    private static void Integers<T>(string type)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => Check(
        type, Gen.OneOf(Gen.Long.Select(T.CreateTruncating), Gen.Int[-3, 3].Select(T.CreateTruncating), Gen.Bool.Select(b => b ? T.MinValue : T.MaxValue)), Apply, ["+", "-", "*", "/", "MOD"],
        v => $"{type}#{v}", (p, x) => T.Parse(p.Text(x), CultureInfo.InvariantCulture));

    private static T? Apply<T>(string o, T a, T b)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => o switch
    {
        "+" => unchecked(a + b),
        "-" => unchecked(a - b),
        "*" => unchecked(a * b),
        "MOD" => T.IsZero(b) ? T.Zero : a == T.MinValue && T.IsNegative(b) && b == -T.One ? T.Zero : a % b,
        _ when T.IsZero(b) => null,
        _ => a == T.MinValue && T.IsNegative(b) && b == -T.One ? a : a / b,
    };

    // (a o b) o2 c with all operands as variables, and the same with literals. The middle result is stored where C# would widen.
    private static void Check<T>(string type, Gen<T> values, Func<string, T, T, T?> apply, string[] operators, Func<T, string> literal, Func<Plc, string, T> read)
        where T : struct
    {
        var picks = Gen.Int[0, operators.Length - 1].Select(i => operators[i]);
        var operands = Gen.Select(values, values, values, picks, picks).Array[40];
        operands.Sample(
            cases =>
            {
                var expected = cases.Select(c => apply(c.Item4, c.Item1, c.Item2) is { } first && apply(c.Item5, first, c.Item3) is { } second ? second : (T?)null).ToList();
                var used = cases.Zip(expected).Where(p => p.Second is not null).Select(p => (Case: p.First, Expected: p.Second!.Value)).ToList();
                var variables = string.Concat(used.Select((u, i) =>
                    $"a{i} : {type} := {literal(u.Case.Item1)}; b{i} : {type} := {literal(u.Case.Item2)}; c{i} : {type} := {literal(u.Case.Item3)}; run{i}, folded{i} : {type};\n"));
                var body = string.Concat(used.Select((u, i) =>
                    $"run{i} := (a{i} {u.Case.Item4} b{i}) {u.Case.Item5} c{i}; folded{i} := ({literal(u.Case.Item1)} {u.Case.Item4} {literal(u.Case.Item2)}) {u.Case.Item5} {literal(u.Case.Item3)};\n"));
                var plc = Plc.Run(variables + "none : INT;", body);
                Assert.All(used.Select((u, i) => (u.Expected, i)), u => Assert.Equal((u.Expected, u.Expected), (read(plc, $"run{u.i}"), read(plc, $"folded{u.i}"))));
            },
            iter: 4, threads: 1);
    }
}
