using Testbed.TestSupport;

namespace Testbed.Cli.Tests;

/// <summary>What a user can get wrong: exit code 2, a sentence that helps, no trace of ours, and nothing half written.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string AsFound = "scenarios/station-lab";
    private readonly TempFolder _temp = new();

    /// <summary>What is changed in the scenario's file (from, to), and what must be said.</summary>
    public static TheoryData<string, string, string> Mistakes() => new()
    {
        { "zones:\n", "zones: [1,\n", "error TB" },
        { "kind: scada-master", "kind: scada-mister", "scada-master" },
        { "criticality: safety", "criticalty: safety", "criticality" },
        { "    number: 6\n", "    number: 6\n    number: 7\n", "number" },
        { "target: [2, 2, 2, 2, 3, 2, 2]", "target: [7, 2, 2, 2, 3, 2, 2]", "7" },
        { "target: [2, 2, 2, 2, 3, 2, 2]", "target: [2, 2, 2]", "error TB" },
        { "zone: Z-OPP", "zone: Z-OOP", "Z-OPP" },
        { "- id: Z-VRA", "- id: Z-IDMZ", "Z-IDMZ" },
        { "start: 2026-01-15T04:15:00Z", "start: yesterday", "error TB" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Locates_A_Mistake_In_The_Scenario(string from, string to, string said)
    {
        var folder = _temp.Copy(AsFound, "scenario");
        var file = Path.Combine(folder, "scenario.yaml");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        Assert.Contains(from, text, StringComparison.Ordinal);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(file, text[..at] + to + text[(at + from.Length)..]);

        foreach (var command in new[] { "run", "check", "up" })
        {
            var result = TestbedCli.RunIn(_temp.Path, command, folder);

            IsUserError(result, said);
            Assert.Matches(@"scenario\.yaml:\d+:\d+: error TB\d{4}: ", result.Error);
            Assert.Contains("fix:", result.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_temp["results"]), "nothing is written for a scenario that cannot be read");
    }

    [Theory]
    [InlineData("there is no such folder", "run", "no-such-scenario")]
    [InlineData("there is no such folder", "check", "no-such-scenario")]
    [InlineData("--bogus", "run", AsFound, "--bogus")]
    [InlineData("--seed", "run", AsFound, "--seed", "x")]
    [InlineData("--seed", "run", AsFound, "--seed", "-1")]
    [InlineData("--profiles takes 0 to 4", "run", AsFound, "--profiles", "5")]
    [InlineData("--as-of takes a day", "run", AsFound, "--as-of", "tomorrow")]
    [InlineData("does not exist; make one with --write-baseline", "run", AsFound, "--baseline", "no-such-file.json")]
    [InlineData("'pdf' is no export format; say navigator, csv, sarif, markdown, pcapng, parquet or all", "run", AsFound, "--export", "csv,pdf")]
    [InlineData("'pdf' is no export format; say navigator, csv, sarif, markdown, pcapng, parquet or all", "export", "no-such-run", "--format", "pdf")]
    [InlineData("--format", "export", "no-such-run")]
    [InlineData("holds no run", "export", "no-such-run", "--format", "all")]
    [InlineData("cannot be read", "run", AsFound, "--profiles-dir", "tests")]
    [InlineData("There is no zone 'Z-CSG'; there are", "up", AsFound, "--seconds", "1", "--join", "Z-CSG")]
    [InlineData("No control that claims a requirement fits", "ablate", AsFound, "--only", "no-such-control")]
    [InlineData("A sample has one control at least", "ablate", AsFound, "--sample", "0")]
    [InlineData("--profiles takes 0 to 4", "ablate", AsFound, "--profiles", "5")]
    [InlineData("holds no run", "ablate", AsFound, "--run", "no-such-run")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("command was not provided")]
    public void Explains_A_Wrong_Argument(string said, params string[] arguments)
    {
        var result = arguments is ["run", ..] ? TestbedCli.Run([.. arguments, "--out", _temp["out"]]) : TestbedCli.Run(arguments);

        IsUserError(result, said);
        Assert.False(Directory.Exists(_temp["out"]), "nothing is written for a command that cannot be obeyed");
    }

    [Fact]
    public void Explains_A_Baseline_That_Is_None()
    {
        var file = _temp.Write("baseline.json", "{ \"kind\": \"something else\" }");

        IsUserError(TestbedCli.Run("run", AsFound, "--baseline", file, "--out", _temp["out"]), "baseline.json");
    }

    [Fact]
    public void Explains_A_Selection_That_Selects_Nothing()
    {
        var result = TestbedCli.Run("run", AsFound, "--only", "SR 99.9", "--out", _temp["out"]);

        IsUserError(result, "SR 99.9");
    }

    [Fact]
    public void Explains_A_Results_Folder_That_Is_A_File()
    {
        var file = _temp.Write("taken", "a user's file");

        IsUserError(TestbedCli.Run("run", AsFound, "--out", file), "--out");
        Assert.Equal("a user's file", File.ReadAllText(file));
    }

    [SkippableFact]
    public void Explains_A_Results_Folder_That_Cannot_Be_Written()
    {
        Skip.If(!OperatingSystem.IsLinux() || Environment.IsPrivilegedProcess, "root writes everywhere");
        Directory.CreateDirectory(_temp["locked"]);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(_temp["locked"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        IsUserError(TestbedCli.Run("run", AsFound, "--out", _temp["locked"]), "--out");
        IsUserError(TestbedCli.Run("run", AsFound, "--out", Path.Combine(_temp["locked"], "below")), "--out");
        Assert.Empty(Directory.GetFileSystemEntries(_temp["locked"]));
    }

    [Fact]
    public void Explains_A_Journal_That_Is_None()
    {
        _temp.Write(Path.Combine("run", "journal.sqlite"), "no database at all, but long enough to be taken for one by its size");

        IsUserError(TestbedCli.Run("explain", "Z-CGS", "SI", "--run", _temp["run"]), "journal");
        IsUserError(TestbedCli.Run("run", AsFound, "--out", _temp["run"]), "journal");
    }

    [Theory]
    [InlineData("explain", "Z-CGS", "SI")]
    [InlineData("replay", "SR 3.5")]
    public void Explains_That_There_Is_No_Run_Yet(params string[] arguments) =>
        IsUserError(TestbedCli.RunIn(_temp.Path, arguments), "run 'testbed run SCENARIO' first");

    public void Dispose() => _temp.Dispose();

    private static void IsUserError(ToolResult result, string said)
    {
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("error", result.Error, StringComparison.Ordinal);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }
}
