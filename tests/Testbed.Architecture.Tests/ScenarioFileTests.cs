using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;
using Testbed.TestSupport;

namespace Testbed.Architecture.Tests;

/// <summary>No scenario and no profile lies about unread.</summary>
public sealed class ScenarioFileTests
{
    public static TheoryData<string> Folders() => [.. Directory.GetDirectories(Repository.PathOf("scenarios")).Select(d => Path.GetFileName(d)).Order()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Loads_Every_Scenario_Without_A_Word(string folder)
    {
        var result = ScenarioLoader.Load(Repository.PathOf($"scenarios/{folder}"));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(folder, result.Scenario!.Id);
        Assert.True(File.Exists(Repository.PathOf($"scenarios/{folder}/README.md")), "a scenario explains itself");
    }

    [Fact]
    public void Reads_Every_Attack_Profile()
    {
        var files = Repository.Files("attack-profiles", ".yaml").Select(f => Path.GetFileNameWithoutExtension(f));
        var library = AttackLibrary.Load(Repository.PathOf("attack-profiles"));

        Assert.DoesNotContain(library.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(files.Order(), library.Profiles.Select(p => FormattableString.Invariant($"sl{p.Level}")).Order());
    }

    [Fact]
    public void Keeps_The_Top_Level_To_What_The_Design_Names()
    {
        string[] known = ["src", "scenarios", "tests", "attack-profiles", "results"];
        var folders = Directory.GetDirectories(Repository.Root).Select(d => Path.GetFileName(d))
            .Where(d => d[0] != '.' && d is not ("TestResults" or "BenchmarkDotNet.Artifacts"));

        Assert.Equal(known.Order(), folders.Order());
    }
}
