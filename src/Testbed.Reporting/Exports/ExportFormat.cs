namespace Testbed.Reporting;

/// <summary>A form in which a result is handed to another tool.</summary>
public enum ExportFormat
{
    /// <summary>A layer for the ATT&amp;CK Navigator.</summary>
    Navigator,

    /// <summary>The traceability of requirements as a table.</summary>
    Csv,

    /// <summary>Failed cells and succeeded plays for code scanning.</summary>
    Sarif,

    /// <summary>A page for a pull request.</summary>
    Markdown,

    /// <summary>Captures of the conduits for Wireshark; made by playing trials again.</summary>
    Pcapng,

    /// <summary>Labelled time series of the process; made by playing trials again.</summary>
    Parquet,
}

/// <summary>Names of the export formats, as said on the command line, and of their files.</summary>
public static class ExportFormats
{
    /// <summary>The word for every format.</summary>
    public const string Everything = "all";

    /// <summary>What can be said, for help texts and errors.</summary>
    public static string Known { get; } = $"{string.Join(", ", Enum.GetValues<ExportFormat>().Select(NameOf))} or {Everything}";

    /// <summary>The word for a format.</summary>
    public static string NameOf(ExportFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>True for what is no page made of the result, but recorded while trials are played again: see <see cref="IRecordingExport"/>.</summary>
    public static bool IsRecorded(ExportFormat format) => format is ExportFormat.Pcapng or ExportFormat.Parquet;

    /// <summary>The file a format is written to; for <see cref="ExportFormat.Pcapng"/> the folder that holds one for every conduit.</summary>
    public static string FileOf(ExportFormat format) => format switch
    {
        ExportFormat.Navigator => "navigator.json",
        ExportFormat.Csv => "requirements.csv",
        ExportFormat.Sarif => "findings.sarif",
        ExportFormat.Markdown => "summary.md",
        ExportFormat.Pcapng => "pcapng",
        _ => "series.parquet",
    };

    /// <summary>Reads words, each a list separated by commas, into formats without repetition and in their own order. No word is no format.</summary>
    /// <exception cref="FormatException">A word names no format; the message names those that are known.</exception>
    public static IReadOnlyList<ExportFormat> Parse(IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return
        [
            .. words.SelectMany(w => w.Split(',', StringSplitOptions.TrimEntries)).SelectMany(Formats).Distinct().Order(),
        ];
    }

    private static IEnumerable<ExportFormat> Formats(string word)
    {
        if (word.Equals(Everything, StringComparison.OrdinalIgnoreCase))
        {
            return Enum.GetValues<ExportFormat>();
        }

        var named = Enum.GetValues<ExportFormat>().Where(f => NameOf(f).Equals(word, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count > 0 ? named : throw new FormatException($"'{word}' is no export format; say {Known}.");
    }
}
