namespace Testbed.Scenarios.Tests;

/// <summary>Scenarios whose sections stand in files of their own.</summary>
public sealed class ScenarioPartsTests
{
    private static readonly string Split = ScenarioText.Valid.ReplaceLineEndings("\n");
    private static readonly int Process = Split.IndexOf("\nprocess:", StringComparison.Ordinal) + 1;
    private static readonly int Traffic = Split.IndexOf("\ntraffic:", StringComparison.Ordinal) + 1;

    [Fact]
    public void A_Section_In_Its_Own_File_Is_As_If_It_Stood_In_The_Other()
    {
        var whole = ScenarioText.LoadGood(ScenarioText.Valid);
        var parts = Load("parts: [process.yaml]\n", Split[Process..Traffic]);
        Assert.Empty(parts.Diagnostics);
        Assert.Equal(whole.Process.Nodes.Select(n => n.Id), parts.Scenario!.Process.Nodes.Select(n => n.Id));
        Assert.NotEqual(whole.ModelHash, parts.Scenario.ModelHash);
        Assert.NotEqual(parts.Scenario.ModelHash, Load("parts: [process.yaml]\n", Split[Process..Traffic].Replace("kg: 929", "kg: 930", StringComparison.Ordinal)).Scenario!.ModelHash);
    }

    [Fact]
    public void Mistakes_Are_Told_In_The_Part_They_Stand_In()
    {
        var diagnostic = Assert.Single(Load("parts: [process.yaml]\n", Split[Process..Traffic].Replace("kg: 929", "kg: 0", StringComparison.Ordinal)).Diagnostics);
        Assert.Equal(DiagnosticCodes.NotPositive, diagnostic.Code);
        Assert.EndsWith("process.yaml", diagnostic.File, StringComparison.Ordinal);
    }

    [Fact]
    [Covers(DiagnosticCodes.PartRepeats)]
    public void A_Section_In_Two_Files_Is_A_Mistake() =>
        Assert.Contains(DiagnosticCodes.PartRepeats, Codes("parts: [process.yaml]\n", Split[Process..Traffic] + "\ntitle: again\n"));

    [Fact]
    [Covers(DiagnosticCodes.PartNested)]
    public void A_Part_Has_No_Parts() =>
        Assert.Contains(DiagnosticCodes.PartNested, Codes("parts: [process.yaml]\n", Split[Process..Traffic] + "\nparts: [more.yaml]\n"));

    [Theory]
    [InlineData("nowhere.yaml", DiagnosticCodes.FileNotFound)]
    [InlineData("../process.yaml", DiagnosticCodes.ImportOutsideFolder)]
    public void A_Part_Lies_In_The_Folder(string name, string code) => Assert.Contains(code, Codes($"parts: [{name}]\n", Split[Process..Traffic]));

    private static IEnumerable<string> Codes(string head, string part) => Load(head, part).Diagnostics.Select(d => d.Code);

    private static LoadResult Load(string head, string part)
    {
        using var place = new ScenarioText();
        var folder = place.Write("first", head + Split.Remove(Process, Traffic - Process));
        File.WriteAllText(Path.Combine(folder, "process.yaml"), part);
        return ScenarioLoader.Load(folder);
    }
}
