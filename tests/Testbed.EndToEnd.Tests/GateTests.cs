using System.Text.Json;
using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>The gates that make a run a check of CI.</summary>
[Trait("Category", "Slow")]
public sealed class GateTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void Fails_On_A_Drop_Against_The_Baseline_And_Names_It()
    {
        var hardened = Selection.Run(Selection.Hardened, _temp["hardened"], [.. Selection.Inputs, "--write-baseline", _temp["baseline.json"]]);
        Assert.Equal(0, hardened.Process.ExitCode);

        var asFound = Selection.Run(Selection.AsFound, _temp["as-found"], [.. Selection.Inputs, "--baseline", _temp["baseline.json"]]);

        Assert.Equal(1, asFound.Process.ExitCode);
        Assert.Contains("drop: Z-CGS SR 3.5: met (tested) -> failed", asFound.Process.Output, StringComparison.Ordinal);
        Assert.Matches(@"baseline: [1-9]\d* drop\(s\)", asFound.Process.Output);
    }

    [Fact]
    public void Passes_Against_Its_Own_Baseline()
    {
        Selection.Run(Selection.AsFound, _temp["first"], [.. Selection.Least, "--write-baseline", _temp["baseline.json"]]);
        using (var baseline = JsonDocument.Parse(File.ReadAllText(_temp["baseline.json"])))
        {
            Assert.Equal("station-lab", baseline.RootElement.GetProperty("scenario").GetString());
        }

        var again = Selection.Run(Selection.AsFound, _temp["second"], [.. Selection.Least, "--baseline", _temp["baseline.json"]]);

        Assert.Equal(0, again.Process.ExitCode);
        Assert.Contains("baseline: 0 drop(s), 0 rise(s)", again.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_Below_The_Target_And_Names_The_Place()
    {
        var run = Selection.Run(Selection.AsFound, _temp["run"], [.. Selection.Least, "--require-target"]);

        Assert.Equal(1, run.Process.ExitCode);
        Assert.Contains("below target: Z-OPP SI: claim 0, SL-T 3", run.Process.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();
}
