using Testbed.Core;

namespace Testbed.Reporting.Tests;

public sealed class ReportSizeTests
{
    private const int Limit = 7_000_000;

    [Fact]
    public void A_Utility_With_Thousands_Of_Trials_Stays_Below_Seven_Megabytes()
    {
        var input = Sample.Input(more: builder =>
        {
            builder.Multiply(assets: 60);
            builder.Replay(plays: 120);
        });
        var result = Sample.Assess(input);

        var html = HtmlReport.Render(result, input, Sample.Figures);

        Assert.InRange(input.Trials.Count, 5_700, 20_000);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(html), 1_000_000, Limit);
    }
}
