using System.Globalization;

namespace Testbed.Reporting.Tests.Exports;

public sealed class ExportWriterTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void Writes_What_Was_Asked_For_And_Nothing_Else()
    {
        var written = ExportWriter.Write(_folder, [ExportFormat.Csv, ExportFormat.Markdown], ExportSample.Subject());

        Assert.Equal(["requirements.csv", "summary.md"], written.Select(Path.GetFileName));
        Assert.Equal(written.Order(), Directory.GetFiles(_folder).Order());
        Assert.Empty(ExportWriter.Write(_folder, [], ExportSample.Subject()));
    }

    [Theory]
    [InlineData(ExportFormat.Navigator)]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Sarif)]
    [InlineData(ExportFormat.Markdown)]
    public void Depends_On_The_Result_Only(ExportFormat format)
    {
        var before = CultureInfo.CurrentCulture;
        var first = ExportWriter.Render(format, ExportSample.Subject());
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NegativeSign, comma.DateTimeFormat.DateSeparator) = (",", "~", "!");
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(first, ExportWriter.Render(format, ExportSample.Subject()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
