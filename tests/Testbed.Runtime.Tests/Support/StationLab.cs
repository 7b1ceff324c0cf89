using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>The repository's own teaching scenarios, loaded once.</summary>
internal static class StationLab
{
    private static readonly Lazy<Scenario> AsFoundOnce = new(() => Load("station-lab"));
    private static readonly Lazy<Scenario> HardenedOnce = new(() => Load("station-lab-hardened"));

    private static readonly Lazy<Scenario> UtilityOnce = new(() => Load("gas-distribution-hardened"));

    public static Scenario AsFound => AsFoundOnce.Value;

    public static Scenario Hardened => HardenedOnce.Value;

    /// <summary>The whole utility after its security project.</summary>
    public static Scenario Utility => UtilityOnce.Value;

    public static string Root { get; } = FindRoot();

    private static Scenario Load(string name)
    {
        var result = ScenarioLoader.Load(Path.Combine(Root, "scenarios", name));
        Assert.DoesNotContain(result.Diagnostics, d => d.Severity == Core.DiagnosticSeverity.Error);
        return result.Scenario!;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Testbed.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
