using CsCheck;

namespace Testbed.Scenarios.Tests;

/// <summary>Whatever the file holds, loading gives a result: a scenario or located diagnostics, never an exception.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Lines = File.ReadAllText(Path.Combine(Repository.Scenarios, "station-lab", "scenario.yaml")).Split('\n');
    private static readonly string[] Splinters = ["[", "]", "{", "}", ":", "- ", "\"", "'", "&a ", "*a", "!!int ", "|", ">", "#", "\t", "null", "~", "---",
        "-1", "1e999", "*", "é", "\u0001", "id", "{{", "? "];

    private static readonly Gen<string> Mutated = Gen.Int[0, Lines.Length - 1].SelectMany(at => Gen.OneOf(
        Gen.Const(Without(at)),
        Gen.Const(Twice(at)),
        Gen.Int[0, Lines.Length - 1].Select(other => Swapped(at, other)),
        Gen.Select(Gen.Int[0, Lines[at].Length], Gen.OneOf([.. Splinters.Select(s => Gen.Const(s))]), (column, text) => Inserted(at, column, text)),
        Gen.Int[0, Lines[at].Length].Select(column => Cut(at, column)),
        Gen.Select(Gen.Int[0, Lines[at].Length], Gen.Int[0, 8], (column, length) => Erased(at, column, length))));

    [Fact]
    public void Mutated_Text_Never_Throws() => Mutated.Sample(text => IsResult(ScenarioText.Load(text)), iter: 120, threads: 1);

    [Fact]
    public void Random_Bytes_Never_Throw() => Gen.Byte.Array[0, 400].Sample(
        bytes =>
        {
            using var place = new ScenarioText();
            var folder = place.Write("first", "");
            File.WriteAllBytes(Path.Combine(folder, "scenario.yaml"), bytes);
            return IsResult(ScenarioLoader.Load(folder));
        },
        iter: 150, threads: 1);

    [Fact]
    public void Random_Splinters_Never_Throw() =>
        Gen.OneOf([.. new[] { "\n", "\n  ", "zones", "controls:", "kind: allow-list", "on: C1" }.Concat(Splinters).Select(s => Gen.Const(s))]).Array[0, 60]
        .Sample(parts => IsResult(ScenarioText.Load(string.Concat(parts))), iter: 300, threads: 1);

    [Fact]
    public void Deep_And_Wide_Text_Ends_Soon()
    {
        Assert.True(IsResult(ScenarioText.Load("a: " + new string('[', 100_000))));
        Assert.True(IsResult(ScenarioText.Load("zones:\n" + string.Concat(Enumerable.Repeat("  - 1\n", 5_000)))));
        Assert.True(IsResult(ScenarioText.Load(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"key{i}: 1\n")))));
    }

    private static bool IsResult(LoadResult result) =>
        result.Scenario is null == result.Diagnostics.Count > 0 && result.Diagnostics.All(d => d.Line >= 1 && d.Column >= 1 && d.ToString().Length > 0);

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines).Replace("id: station-lab\n", "id: first\n", StringComparison.Ordinal);

    private static string Without(int at) => Join(Lines.Where((_, i) => i != at));

    private static string Twice(int at) => Join(Lines.SelectMany((l, i) => i == at ? new[] { l, l } : [l]));

    private static string Swapped(int a, int b) => Join(Lines.Select((l, i) => i == a ? Lines[b] : i == b ? Lines[a] : l));

    private static string Inserted(int at, int column, string text) => Join(Lines.Select((l, i) => i == at ? l.Insert(column, text) : l));

    private static string Cut(int at, int column) => Join(Lines.Take(at).Append(Lines[at][..column]));

    private static string Erased(int at, int column, int length) =>
        Join(Lines.Select((l, i) => i == at ? l.Remove(column, Math.Min(length, l.Length - column)) : l));
}
