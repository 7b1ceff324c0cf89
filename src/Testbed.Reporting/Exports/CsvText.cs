using System.Text;

namespace Testbed.Reporting;

/// <summary>
/// Text as RFC 4180 wants it: cells separated by commas, every record ended by CR LF, quotes where needed. A cell that a spreadsheet would take for a
/// formula gets a leading apostrophe.
/// </summary>
internal static class CsvText
{
    // The full-width forms count too: some spreadsheets take them for the plain signs.
    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>Appends one record.</summary>
    public static void Record(StringBuilder to, IEnumerable<string> cells) => to.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>One cell, guarded and quoted as needed.</summary>
    public static string Cell(string text)
    {
        var clean = HtmlText.Clean(text);
        var guarded = clean.Length > 0 && Formula.Contains(clean[0], StringComparison.Ordinal) ? "'" + clean : clean;
        return guarded.AsSpan().ContainsAny(",\"\r\n") ? $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : guarded;
    }
}
