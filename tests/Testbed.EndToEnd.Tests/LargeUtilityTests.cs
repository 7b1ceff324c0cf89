using System.Text.Json;
using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>The generated utility goes through the whole product; a whole run takes minutes, so one station stands for it.</summary>
[Trait("Category", "Slow")]
public sealed class LargeUtilityTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void Runs_One_Station_Soundly_And_Repeatably()
    {
        var run = Selection.Run(Selection.Large, _temp["out"], Selection.OneStation);
        var again = Selection.Run(Selection.Large, _temp["again"], [.. Selection.OneStation, "--workers", "1", "--delivery-noise", "7"]);

        Assert.True(run.Process.ExitCode == 0, run.Process.ToString());
        Assert.True(again.Process.ExitCode == 0, again.Process.ToString());
        Assert.InRange(run.Trials, 2, 40);
        Assert.Equal(run.EvidenceFileHash, run.EvidenceHash);
        Assert.Equal(run.EvidenceHash, again.EvidenceHash);
        using var result = JsonDocument.Parse(File.ReadAllText(run.PathOf("result.json")));
        Assert.True(result.RootElement.GetProperty("runSound").GetBoolean());
        Assert.True(new FileInfo(run.PathOf("report.html")).Length < 2_000_000, "a report is about places, not about pipes");
    }

    public void Dispose() => _temp.Dispose();
}
