using System.Text.RegularExpressions;
using Testbed.Assessment;
using Testbed.Core;
using Testbed.TestSupport;

namespace Testbed.Reporting.Tests;

/// <summary>The report in a real browser: what its script does, and what paper shows. Without a screen and without a network.</summary>
[Trait("Category", "Slow")]
public sealed partial class ReportBrowserTests : IDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private readonly TempFolder _temp = new();
    private readonly AssessmentResult _result;
    private readonly string _file;

    public ReportBrowserTests()
    {
        var input = Sample.Input();
        _result = Sample.Assess(input);
        _file = _temp.Write("report.html", HtmlReport.Render(_result, input, Sample.Figures));
    }

    [SkippableFact]
    public void Filters_Of_The_Matrix_Follow_The_Address()
    {
        var page = Open("#requirements?place=Z-DRS;verdict=v-failed");

        var failed = _result.Find("Z-DRS")!.Requirements.Where(r => r.Verdict == Verdict.Failed).Select(r => r.Requirement.Id.ToString()).ToList();
        Assert.NotEmpty(failed);
        Assert.Equal(failed, Row().Matches(page).Where(m => !IsHidden(m)).Select(m => m.Groups["id"].Value));
        Assert.Contains($"Filtered: {failed.Count} of 100 rows", page, StringComparison.Ordinal);
        var head = Head().Matches(page[..page.IndexOf("techhead\"", StringComparison.Ordinal)]);
        Assert.Equal("Z-DRS", Assert.Single(head, m => !IsHidden(m)).Groups["id"].Value);
    }

    [SkippableFact]
    public void Filters_Of_Plays_Take_Their_Pages_Along()
    {
        var page = Open("#plays?outcome=succeeded;technique=T0836");

        Assert.Contains("Filtered: 1 of 4 plays and campaigns", page, StringComparison.Ordinal);
        Assert.Equal(["play-sl2-unauthorised-write"], Page().Matches(page).Where(m => !IsHidden(m)).Select(m => m.Groups["id"].Value));
    }

    [SkippableFact]
    public void A_Link_To_A_Play_Opens_Its_Page()
    {
        var page = Open("#play-sl4-ramp");

        var open = Page().Matches(page).Where(m => m.Value.Contains(" open=", StringComparison.Ordinal));
        Assert.Equal(["play-sl4-ramp"], open.Select(m => m.Groups["id"].Value));
    }

    [SkippableFact]
    public void The_Map_Shows_The_Places_On_A_Plays_Path()
    {
        var page = Open("#map?play=play-sl4-ramp");

        Assert.Equal(
            ["C-CC-CGS", "Z-CGS"],
            Place().Matches(page).Where(m => m.Value.Contains("class=\"hit\"", StringComparison.Ordinal)).Select(m => m.Groups["id"].Value)
                .Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("SL 4, resisted: C-CC-CGS UC, Z-CGS SI", page, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Paper_Has_Pages_Of_Plays_That_Succeeded_Opened_And_No_Filters()
    {
        var reader = ToolProcess.Find("pdftotext");
        Skip.If(reader is null, "no pdftotext is installed");
        var pdf = _temp["report.pdf"];
        Browse("--no-pdf-header-footer", $"--print-to-pdf={pdf}", new Uri(_file).AbsoluteUri);

        var text = Spaces().Replace(ToolProcess.Run(reader!, ["-layout", pdf, "-"]).Output, " ");

        Assert.Contains("testbed replay play/sl2/unauthorised-write", text, StringComparison.Ordinal);
        Assert.DoesNotContain("testbed replay play/sl4/ramp", text, StringComparison.Ordinal);
        Assert.Contains("Where attacks got through", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Show all", text, StringComparison.Ordinal);
        Assert.DoesNotContain("print everything", text, StringComparison.Ordinal);
        Assert.All(_result.Places, p => Assert.Contains(p.Place.Title, text, StringComparison.Ordinal));
    }

    public void Dispose() => _temp.Dispose();

    private static bool IsHidden(Match tag) => tag.Value.Contains(" hidden=", StringComparison.Ordinal);

    private string Open(string address)
    {
        var page = Browse("--enable-logging=stderr", "--v=0", "--virtual-time-budget=4000", "--dump-dom", new Uri(_file).AbsoluteUri + address);
        Assert.DoesNotContain("CONSOLE", page.Error, StringComparison.Ordinal);
        return page.Output;
    }

    private ToolResult Browse(params string[] arguments)
    {
        var program = Programs.Select(ToolProcess.Find).FirstOrDefault(p => p is not null);
        Skip.If(program is null, "no Chromium is installed");
        var run = ToolProcess.Run(program!,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={_temp["profile"]}", .. arguments,
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    [GeneratedRegex("<details class=\"req\"[^>]*>\\s*<summary><strong>(?<id>[^<]+)<")]
    private static partial Regex Row();

    [GeneratedRegex("<span class=\"vert\"[^>]*>(?<id>[CZ]-[^<]+)<")]
    private static partial Regex Head();

    [GeneratedRegex("<details class=\"card play[^>]* id=\"(?<id>[^\"]+)\"[^>]*>")]
    private static partial Regex Page();

    [GeneratedRegex("<(a|path) [^>]*data-place=\"(?<id>[^\"]+)\"[^>]*>")]
    private static partial Regex Place();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
