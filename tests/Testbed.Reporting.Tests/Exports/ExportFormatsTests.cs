namespace Testbed.Reporting.Tests.Exports;

public sealed class ExportFormatsTests
{
    [Fact]
    public void Reads_Lists_In_Any_Case_And_Order_Without_Repetition()
    {
        Assert.Equal([ExportFormat.Navigator, ExportFormat.Sarif], ExportFormats.Parse(["SARIF, navigator", "sarif"]));
        Assert.Equal(Enum.GetValues<ExportFormat>(), ExportFormats.Parse(["csv,all"]));
        Assert.Empty(ExportFormats.Parse([]));
    }

    [Theory]
    [InlineData("pdf")]
    [InlineData("")]
    [InlineData("csv,")]
    [InlineData("0")]
    public void Refuses_What_It_Does_Not_Know_And_Says_What_It_Knows(string word)
    {
        var error = Assert.Throws<FormatException>(() => ExportFormats.Parse([word]));

        Assert.Contains("navigator, csv, sarif, markdown, pcapng, parquet or all", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_Format_Has_A_File_Of_Its_Own() =>
        Assert.Equal(
            ["navigator.json", "requirements.csv", "findings.sarif", "summary.md", "pcapng", "series.parquet"], Enum.GetValues<ExportFormat>().Select(ExportFormats.FileOf));

    [Fact]
    public void Recorded_Ones_Are_Not_Rendered() => Assert.All(
        Enum.GetValues<ExportFormat>().Where(ExportFormats.IsRecorded),
        f => Assert.Throws<ArgumentOutOfRangeException>(() => ExportWriter.Render(f, ExportSample.Subject())));
}
