namespace Testbed.GasNetwork.Tests.Transient;

/// <summary>Reference cases of third parties, which are never copied into the repository; tests that need them are skipped where they are not.</summary>
internal static class ThirdPartyCases
{
    /// <summary>Text of a case, or skips the test.</summary>
    public static string Read(params string[] path)
    {
        var root = Environment.GetEnvironmentVariable("GAS_CASES") is { Length: > 0 } given ? given : Find();
        var file = root is null ? null : Path.Combine([root, .. path]);
        Skip.IfNot(File.Exists(file), $"no {Path.Combine(path)} here");
        return File.ReadAllText(file!);
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "domain", "gas", "cases", "third-party");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
