using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Testbed.Reporting.Tests;

/// <summary>Set TESTBED_SAMPLE_REPORT to a folder to look at the sample report these tests write.</summary>
public sealed class ReportWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("testbed-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Writes_Three_Whole_Files_And_No_Other()
    {
        var folder = Environment.GetEnvironmentVariable("TESTBED_SAMPLE_REPORT") is { Length: > 0 } wanted ? wanted : Path.Combine(_folder, "new", "run");
        var input = Sample.Input();

        ReportWriter.Write(folder, Sample.Assess(input), input, Sample.Figures);

        Assert.NotNull(XDocument.Load(Path.Combine(folder, ReportWriter.JUnitFile)).Root);
        Assert.NotNull(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, ReportWriter.JsonFile))));
        Assert.EndsWith("</html>\n", File.ReadAllText(Path.Combine(folder, ReportWriter.HtmlFile)), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder, "*.tmp"));
    }

    [Fact]
    public void Same_Run_Gives_Same_Words_In_Any_Culture()
    {
        string[] Render()
        {
            var input = Sample.Input();
            var result = Sample.Assess(input);
            return [WithoutPictures(HtmlReport.Render(result, input, Sample.Figures)), ResultJson.Render(result, input, Sample.Figures), JUnitReport.Render(result)];
        }

        // The plots' pixels are the drawing library's: now and then two renderings differ in a few. Everything said in words must not.
        static string WithoutPictures(string html) =>
            System.Text.RegularExpressions.Regex.Replace(html, "data:image/png;base64,[A-Za-z0-9+/=]+", "picture");

        var first = Render();
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = CommaCulture();
            Assert.Equal(first, Render());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_Failed_Write_Leaves_The_Old_File_And_No_Temporary_One()
    {
        var path = Path.Combine(_folder, "file.txt");
        AtomicFile.Write(path, "old");
        Directory.CreateDirectory(path + ".tmp");

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, "new"));
        Assert.Equal("old", File.ReadAllText(path));

        Directory.Delete(path + ".tmp");
        AtomicFile.Write(path, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.False(File.Exists(path + ".tmp"));
    }

    [Fact]
    public void A_Rename_That_Fails_Cleans_Up()
    {
        var path = Path.Combine(_folder, "taken");
        Directory.CreateDirectory(path);

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, "new"));
        Assert.False(File.Exists(path + ".tmp"));
    }

    private static System.Globalization.CultureInfo CommaCulture()
    {
        // Built by hand: the tests run without culture data.
        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        culture.DateTimeFormat.DateSeparator = ".";
        return culture;
    }
}
