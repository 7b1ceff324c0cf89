using System.Text.RegularExpressions;
using Testbed.TestSupport;

namespace Testbed.Cli.Tests;

/// <summary>The commands around a run, as a newcomer would try them.</summary>
public sealed partial class CommandTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void Helps()
    {
        var help = TestbedCli.Run("--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(["run", "check", "new", "explain", "report", "export", "replay", "up"], c => Assert.Matches(new Regex($@"^\s+{c}\s", RegexOptions.Multiline), help.Output));
    }

    [Theory]
    [InlineData("run", "--seed", "--profiles", "--only", "--out", "--baseline", "--write-baseline", "--require-target", "--export")]
    [InlineData("export", "--format", "--out", "--baseline")]
    [InlineData("replay", "--trace", "--pcap", "--run")]
    [InlineData("up", "--seconds", "--join", "--real-ports")]
    [InlineData("mutate", "--only", "--sample", "--list", "--full")]
    [InlineData("ablate", "--only", "--sample", "--run", "--profiles", "--out")]
    public void Explains_The_Options_Of_A_Command(string command, params string[] options)
    {
        var help = TestbedCli.Run(command, "--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(options, o => Assert.Contains(o, help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("scenarios/station-lab")]
    [InlineData("scenarios/station-lab-hardened")]
    public void Checks_A_Scenario_And_Prints_Who_Reaches_Whom(string scenario)
    {
        var check = TestbedCli.Run("check", scenario);

        Assert.Equal(0, check.ExitCode);
        Assert.Matches(@"no mistakes; 6 zones, 5 conduits, 10 assets, [1-9]\d+ controls, [1-9]\d* declarations", check.Output);
        Assert.All(["Z-CC", "Z-CGS", "Z-OPP", "Z-DRS-3", "Z-IDMZ", "Z-VRA"], z => Assert.Contains(z, check.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Checks_The_Generated_Utility()
    {
        var check = TestbedCli.Run("check", "scenarios/large-utility");

        Assert.Equal(0, check.ExitCode);
        Assert.Matches(@"no mistakes; 7 zones, 6 conduits, 9 assets, [1-9]\d+ controls", check.Output);
    }

    [Fact]
    public void Writes_A_Scenario_That_Checks_And_Runs_As_It_Says()
    {
        var made = TestbedCli.Run("new", "my-plant", "--in", _temp["scenarios"]);
        Assert.Equal(0, made.ExitCode);
        var suggested = Suggestion().Match(made.Output).Groups[1].Value;

        // Exactly what the command suggests, and where the user asked for it.
        Assert.Equal(_temp["scenarios"] + "/my-plant", suggested);
        var check = TestbedCli.Run("check", suggested);
        Assert.True(check.ExitCode == 0, check.ToString());
        var run = TestbedCli.Run("run", suggested, "--profiles-dir", "attack-profiles", "--only", "SR 2.1/", "--profiles", "0", "--out", _temp["out"]);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.True(File.Exists(Path.Combine(_temp["out"], "report.html")));
    }

    [Fact]
    public void Leaves_A_Scenario_That_Is_There_As_It_Is()
    {
        Assert.Equal(0, TestbedCli.Run("new", "my-plant", "--in", _temp["scenarios"]).ExitCode);
        var before = Snapshot();

        var again = TestbedCli.Run("new", "my-plant", "--in", _temp["scenarios"]);

        Assert.Equal(2, again.ExitCode);
        Assert.Contains("TB0111", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot());
    }

    [Theory]
    [InlineData("My_Plant")]
    [InlineData("..")]
    [InlineData("a/b")]
    public void Refuses_A_Name_That_Is_No_Scenario_Id(string name)
    {
        var made = TestbedCli.Run("new", name, "--in", _temp["scenarios"]);

        Assert.True(made.ExitCode == 2, made.ToString());
        Assert.False(Directory.Exists(_temp["scenarios"]), "nothing is written");
    }

    [Fact]
    public void Renders_The_Report_Of_A_Run_Again()
    {
        var run = TestbedCli.Run("run", "scenarios/station-lab", "--only", "SR 3.5/Z-OPP", "--profiles", "0", "--out", _temp["out"]);
        Assert.True(run.ExitCode == 0, run.ToString());

        var again = TestbedCli.Run("report", _temp["out"], "--out", _temp["again"]);

        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.All(
            ["report.html", "result.json", "junit.xml"],
            f => Assert.Equal(File.ReadAllText(Path.Combine(_temp["out"], f)), File.ReadAllText(Path.Combine(_temp["again"], f))));
        Assert.Equal(2, TestbedCli.Run("report", _temp["nowhere"]).ExitCode);
    }

    [Fact]
    public void Explains_A_Level_And_What_Would_Raise_It()
    {
        var run = TestbedCli.Run("run", "scenarios/station-lab", "--only", "SR 3.5/Z-OPP", "--profiles", "0", "--out", _temp["out"]);
        Assert.True(run.ExitCode == 0, run.ToString());

        var explain = TestbedCli.Run("explain", "Z-OPP", "SI", "--run", _temp["out"]);

        Assert.Equal(0, explain.ExitCode);
        Assert.Contains("SR 3.5 Input validation (from SL 1): failed", explain.Output, StringComparison.Ordinal);
        Assert.Contains("To raise it", explain.Output, StringComparison.Ordinal);
        Assert.Equal(2, TestbedCli.Run("explain", "Z-OPP", "XX", "--run", _temp["out"]).ExitCode);
        var nowhere = TestbedCli.Run("explain", "Z-NONE", "SI", "--run", _temp["out"]);
        Assert.Equal(2, nowhere.ExitCode);
        Assert.Contains("there are C2, C3", nowhere.Error, StringComparison.Ordinal);
        Assert.Equal(2, TestbedCli.Run("replay", "no-such-trial", "--run", _temp["out"]).ExitCode);
    }

    public void Dispose() => _temp.Dispose();

    private List<(string, string)> Snapshot() =>
        [.. Directory.GetFiles(_temp.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => (f, File.ReadAllText(f)))];

    [GeneratedRegex(@"testbed check (\S+),")]
    private static partial Regex Suggestion();
}
