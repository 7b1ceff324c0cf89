using System.Text.Json;
using System.Xml.Linq;
using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>The product's first command, whole, on small scenarios of the clone: sound, and its files say the same.</summary>
[Trait("Category", "Slow")]
public sealed class AssessmentTests : IDisposable
{
    private readonly TempFolder _temp = new();

    /// <summary>
    /// The small ones. <see cref="LargeUtilityTests"/> runs a part of the large one; <c>.ci/run</c> assesses the hardened lab and the utility as found, whole, and
    /// the hardened utility is run by hand.
    /// </summary>
    public static TheoryData<string> Scenarios() => ["modbus-pair", "station-lab"];

    [SkippableTheory]
    [MemberData(nameof(Scenarios))]
    public void Assesses_A_Scenario_Soundly(string scenario)
    {
        var run = new Finished(TestbedCli.Run("run", $"scenarios/{scenario}", "--out", _temp["out"]), _temp["out"]);

        Assert.True(run.Process.ExitCode == 0, run.Process.ToString());
        Assert.Contains("A prediction of SL-A", run.Process.Output, StringComparison.Ordinal);
        Assert.Contains("Worst impact", run.Process.Output, StringComparison.Ordinal);
        Assert.Equal(run.EvidenceFileHash, run.EvidenceHash);
        Assert.Equal(run.Trials, Selection.Journalled(run.Folder).Count);
        AgreesWithItself(run, scenario);
        Browser.ReadsReport(run.PathOf("report.html"), scenario);
    }

    public void Dispose() => _temp.Dispose();

    private static void AgreesWithItself(Finished run, string scenario)
    {
        using var result = JsonDocument.Parse(File.ReadAllText(run.PathOf("result.json")));
        var root = result.RootElement;
        var places = root.GetProperty("places").EnumerateArray().ToList();
        Assert.Equal(scenario, root.GetProperty("scenario").GetString());
        Assert.True(root.GetProperty("complete").GetBoolean());
        Assert.True(root.GetProperty("runSound").GetBoolean());
        Assert.Equal(run.Trials, root.GetProperty("figures").GetProperty("trials").GetInt32());
        Assert.Equal(run.Trials, TrialsInEvidence(run));

        var junit = XDocument.Load(run.PathOf("junit.xml")).Root!;
        var cases = junit.Descendants("testcase").ToList();
        Assert.Equal(cases.Count, (int)junit.Attribute("tests")!);
        Assert.Equal(cases.Count(c => c.Element("skipped") is not null), (int)junit.Attribute("skipped")!);
        Assert.Equal(cases.Count(c => c.Element("failure") is not null), (int)junit.Attribute("failures")!);
        Assert.Equal(0, (int)junit.Attribute("failures")!);
        Assert.Equal(0, (int)junit.Attribute("errors")!);

        var html = File.ReadAllText(run.PathOf("report.html"));
        Assert.DoesNotContain("http://", html.Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(places, p => Assert.Contains($">{p.GetProperty("id").GetString()}<", html, StringComparison.Ordinal));
        Assert.All(places, p => Assert.Contains(p.GetProperty("id").GetString()!, run.Process.Output, StringComparison.Ordinal));
    }

    private static int TrialsInEvidence(Finished run)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(run.PathOf("evidence.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            ids.Add(json.RootElement.GetProperty("trial").GetString()!);
        }

        return ids.Count;
    }
}
