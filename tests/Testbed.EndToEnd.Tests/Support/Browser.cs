using System.Text.Json;
using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>Opens reports in a real browser, without a screen and without a network.</summary>
internal static class Browser
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    /// <summary>Asserts that a browser builds the whole page from the one file, and says nothing on its console.</summary>
    public static void ReadsReport(string file, string scenario)
    {
        var program = Programs.Select(ToolProcess.Find).FirstOrDefault(p => p is not null);
        Skip.If(program is null, "no Chromium is installed");
        using var profile = new TempFolder();
        var page = ToolProcess.Run(program!,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--v=0", $"--user-data-dir={profile.Path}",
            "--virtual-time-budget=10000", "--dump-dom", new Uri(file).AbsoluteUri,
        ]);

        Assert.True(page.ExitCode == 0, page.Error);
        Assert.DoesNotContain("CONSOLE", page.Error, StringComparison.Ordinal);
        Assert.Contains("</html>", page.Output, StringComparison.Ordinal);
        using var result = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "result.json")));
        Assert.Contains(result.RootElement.GetProperty("title").GetString()!, page.Output, StringComparison.Ordinal);
        Assert.Contains(scenario, page.Output, StringComparison.Ordinal);
        Assert.Contains("<svg", page.Output, StringComparison.Ordinal);
        Assert.True(page.Output.Split("<table").Length > 3, "the tables of requirements are missing");
    }
}
