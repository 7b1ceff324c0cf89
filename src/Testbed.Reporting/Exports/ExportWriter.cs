namespace Testbed.Reporting;

/// <summary>Writes exports of a result into a folder. Each file appears whole or not at all and depends on the arguments only.</summary>
public static class ExportWriter
{
    /// <summary>Renders one format.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The format is recorded, see <see cref="ExportFormats.IsRecorded"/>.</exception>
    public static string Render(ExportFormat format, ExportSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return format switch
        {
            ExportFormat.Navigator => NavigatorLayer.Render(subject.Result),
            ExportFormat.Csv => RequirementsCsv.Render(subject.Result, subject.Input),
            ExportFormat.Sarif => SarifLog.Render(subject),
            ExportFormat.Markdown => PullRequestSummary.Render(subject),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "is recorded, not rendered"),
        };
    }

    /// <summary>Writes the files of some formats, making the folder where needed, and returns their paths.</summary>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full; files written before stay whole.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static IReadOnlyList<string> Write(string folder, IEnumerable<ExportFormat> formats, ExportSubject subject)
    {
        ArgumentNullException.ThrowIfNull(formats);
        var written = new List<string>();
        foreach (var format in formats)
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, ExportFormats.FileOf(format));
            AtomicFile.Write(path, Render(format, subject));
            written.Add(path);
        }

        return written;
    }
}
