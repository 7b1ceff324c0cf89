namespace Testbed.GasNetwork.Tests.Transient;

/// <summary>Reference cases of third parties, which are never copied into the repository; tests that need them are skipped where they are not.</summary>
internal static class ThirdPartyCases
{
    /// <summary>Text of a case, or skips the test.</summary>
    public static string Read(params string[] path) => File.ReadAllText(CaseFolder.Path(Path.Combine(["third-party", .. path])));
}
