using Testbed.TestSupport;

namespace Testbed.Cli.Tests;

/// <summary>The exports of a run, as it ends and from its folder.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private static readonly string[] Files = ["navigator.json", "requirements.csv", "findings.sarif", "summary.md"];
    private readonly TempFolder _temp = new();

    [Fact]
    public void Writes_Later_What_The_Run_Would_Have_Written()
    {
        var run = Run("scenarios/station-lab", "--export", "navigator,csv,sarif,markdown");
        Assert.All(Files, f => Assert.True(File.Exists(Path.Combine(_temp["out"], f)), run.ToString()));

        var export = TestbedCli.Run("export", _temp["out"], "--format", "navigator,csv", "--format", "sarif,markdown", "--out", _temp["later"]);

        Assert.True(export.ExitCode == 0, export.ToString());
        Assert.Equal(Files.Order(), Directory.GetFiles(_temp["later"]).Select(Path.GetFileName).Order());
        Assert.All(Files, f => Assert.Equal(File.ReadAllText(Path.Combine(_temp["out"], f)), File.ReadAllText(Path.Combine(_temp["later"], f))));
        Assert.Contains("\"SR 3.5\"", File.ReadAllText(Path.Combine(_temp["later"], "findings.sarif")), StringComparison.Ordinal);
    }

    [Fact]
    public void Plays_Trials_Again_For_Captures_And_Series()
    {
        Run("scenarios/station-lab", "--export", "pcapng,csv", "--only", "play/sl1/wrong-station", "--profiles", "1");
        var export = TestbedCli.Run("export", _temp["out"], "--format", "pcapng,parquet", "--out", _temp["later"]);

        Assert.True(export.ExitCode == 0, export.ToString());
        Assert.Contains("again for pcapng and parquet", export.Output, StringComparison.Ordinal);
        var conduit = Path.Combine("pcapng", "C4.pcapng");
        var blocks = PcapngReader.Read(File.ReadAllBytes(Path.Combine(_temp["later"], conduit)));
        Assert.Contains(blocks, b => b.Type == PcapngReader.Packet && b.Comment.StartsWith("play/sl1/wrong-station; ", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(_temp["out"], conduit)), File.ReadAllBytes(Path.Combine(_temp["later"], conduit)));
        Assert.Equal("PAR1", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(Path.Combine(_temp["later"], "series.parquet")), 0, 4));
        Assert.False(File.Exists(Path.Combine(_temp["out"], "series.parquet")));
    }

    [Fact]
    public void Writes_None_That_Was_Not_Asked_For()
    {
        Run("scenarios/station-lab", "--export", "csv");

        Assert.Equal(["requirements.csv"], Files.Where(f => File.Exists(Path.Combine(_temp["out"], f))));
    }

    [Fact]
    public void Refuses_A_Run_Of_A_Scenario_That_Changed_Since()
    {
        var scenario = _temp.Copy("scenarios/station-lab", "station-lab");
        Run(scenario, "--profiles-dir", "attack-profiles");
        File.AppendAllText(Path.Combine(scenario, "scenario.yaml"), "\n# reviewed\n");

        var export = TestbedCli.Run("export", _temp["out"], "--format", "all");

        Assert.True(export.ExitCode == 2, export.ToString());
        Assert.Contains("changed since the run", export.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Files, f => File.Exists(Path.Combine(_temp["out"], f)));
    }

    public void Dispose() => _temp.Dispose();

    private ToolResult Run(string scenario, params string[] more)
    {
        var run = TestbedCli.Run(["run", scenario, "--only", "SR 3.5/Z-OPP", "--out", _temp["out"], .. more.Contains("--profiles") ? more : [.. more, "--profiles", "0"]]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run;
    }
}
