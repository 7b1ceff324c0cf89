namespace Testbed.GasNetwork.Tests;

/// <summary>
/// Reference cases that are no part of this repository: the folder named by GAS_CASES, else <c>shared/domain/gas/cases</c> beside the checkout or above it.
/// Tests that need it are skipped where it is not there.
/// </summary>
internal static class CaseFolder
{
    public static string? Root { get; } = Find();

    /// <summary>The path of a case; skips the test when the folder is not there.</summary>
    public static string Path(string relative)
    {
        var path = Root is null ? null : System.IO.Path.Combine(Root, relative);
        Skip.IfNot(File.Exists(path), $"the reference case {relative} is not on this machine");
        return path!;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("GAS_CASES") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var candidate = System.IO.Path.Combine(at.FullName, "shared", "domain", "gas", "cases");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
