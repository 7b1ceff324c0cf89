using System.Globalization;
using System.Text;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// The traceability of requirements: one record per place and catalogue row, with what the verdict rests on. Several values in one cell are separated by
/// semicolons.
/// </summary>
public static class RequirementsCsv
{
    private static readonly string[] Header =
    [
        "place", "kind", "fr", "requirement", "title", "min_sl", "target_sl", "mode", "verdict", "evidence", "controls", "controls_acted", "declarations",
        "documents", "reason",
    ];

    /// <summary>Renders the table, header first.</summary>
    public static string Render(AssessmentResult result, AssessmentInput input)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(input);
        var claims = new ControlClaims(input.Controls, input.Places);
        var declarations = result.Declarations.Select(d => d.Declaration).DistinctBy(d => d.Id).ToDictionary(d => d.Id, StringComparer.Ordinal);
        var text = new StringBuilder();
        CsvText.Record(text, Header);
        foreach (var place in result.Places)
        {
            foreach (var row in place.Requirements)
            {
                CsvText.Record(text, Cells(place, row, claims, declarations));
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Cells(
        PlaceResult place, RequirementVerdict row, ControlClaims claims, Dictionary<string, Declaration> declarations) =>
    [
        place.Place.Id,
        place.Place.Kind.ToString().ToLowerInvariant(),
        row.Requirement.Fr.ShortName(),
        row.Requirement.Id.ToString(),
        row.Requirement.Title,
        row.Requirement.MinLevel.ToString(CultureInfo.InvariantCulture),
        // A sign alone would be taken for a formula, and an empty cell says the same.
        place.Target[row.Requirement.Fr] is { IsAssessed: true } target ? target.ToString() : "",
        row.Mode.ToString().ToLowerInvariant(),
        row.Verdict.Words(),
        Several(row.Cells.SelectMany(c => c.Trials).Select(t => t.Id)),
        Several(claims.At(place.Place.Id, row.Requirement.Id).Concat(row.Cells.SelectMany(c => claims.For(c.Cell))).Select(c => c.Id)),
        Several(row.Cells.SelectMany(c => c.Exercised)),
        Several(row.Declarations),
        Several(row.Declarations.Select(d => declarations.TryGetValue(d, out var known) ? known.Document : "").Where(d => d.Length > 0)),
        row.Reason,
    ];

    private static string Several(IEnumerable<string> values) => string.Join("; ", values.Distinct(StringComparer.Ordinal));
}
