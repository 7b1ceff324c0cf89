namespace Testbed.TestSupport;

/// <summary>The clone the tests run in. Paths are with '/', relative to its top folder.</summary>
public static class Repository
{
    private static readonly string[] Skipped = ["bin", "obj", ".git", ".vs", ".idea", "TestResults", "node_modules", "BenchmarkDotNet.Artifacts"];

    /// <summary>The top folder: the one that holds the solution.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests do not lie in a clone.</exception>
    public static string Root { get; } = FindRoot();

    /// <summary>Path of a file or folder of the clone.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>
    /// The files that belong to the clone, without build output and without the results of runs: what is versioned, found without git, which may be missing
    /// or refuse another user's clone.
    /// </summary>
    public static IReadOnlyList<string> Files(string under = "")
    {
        var found = new List<string>();
        Collect(new DirectoryInfo(PathOf(under)), found);
        return [.. found.Order(StringComparer.Ordinal)];
    }

    /// <summary>The files below a folder that have an extension, for example <c>.cs</c>.</summary>
    public static IReadOnlyList<string> Files(string under, string extension) =>
        [.. Files(under).Where(f => f.EndsWith(extension, StringComparison.Ordinal))];

    /// <summary>Text of a file of the clone.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static void Collect(DirectoryInfo folder, List<string> found)
    {
        found.AddRange(folder.GetFiles().Where(f => f.Name != ".git").Select(f => Path.GetRelativePath(Root, f.FullName).Replace('\\', '/')));
        foreach (var child in folder.GetDirectories().Where(d => d.LinkTarget is null && !Skipped.Contains(d.Name) && !IsRunOutput(d)))
        {
            Collect(child, found);
        }
    }

    private static bool IsRunOutput(DirectoryInfo folder) => folder.Parent?.FullName == PathOf("results") && folder.Name != "baselines";

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Testbed.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Testbed.sln at or above {AppContext.BaseDirectory}: these tests read the clone they were built in.");
    }
}
