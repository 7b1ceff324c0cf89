using System.Text;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// Writes the results of a run into a folder: <c>report.html</c>, <c>result.json</c> and <c>junit.xml</c>. Each file appears whole or not at
/// all. The contents depend on the arguments only; not thread safe for one folder.
/// </summary>
public static class ReportWriter
{
    /// <summary>The offline report.</summary>
    public const string HtmlFile = "report.html";

    /// <summary>The result for machines.</summary>
    public const string JsonFile = "result.json";

    /// <summary>The result for CI.</summary>
    public const string JUnitFile = "junit.xml";

    /// <summary>Writes the three files, making the folder where needed.</summary>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full; files written before stay whole.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string folder, AssessmentResult result, AssessmentInput input, RunFigures figures)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(figures);
        Directory.CreateDirectory(folder);

        // The file for machines first: it is small, and what CI needs survives if drawing fails.
        AtomicFile.Write(Path.Combine(folder, JsonFile), ResultJson.Render(result, input, figures));
        AtomicFile.Write(Path.Combine(folder, JUnitFile), JUnitReport.Render(result));
        AtomicFile.Write(Path.Combine(folder, HtmlFile), HtmlReport.Render(result, input, figures));
    }
}
