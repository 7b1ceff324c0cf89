namespace Testbed.Scenarios.Tests;

/// <summary>Finds files of the repository from the test's own folder.</summary>
internal static class Repository
{
    /// <summary>The repository's root: the folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The scenarios.</summary>
    public static string Scenarios => Path.Combine(Root, "scenarios");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Testbed.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No Testbed.sln above the tests.");
    }
}
