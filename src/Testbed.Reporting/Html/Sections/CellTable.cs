using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// The cells of a requirement in a place: what was seen, which controls acted, which trials say so. There are thousands in a utility, so each is a
/// few elements; what ordinary traffic left in the ledger is not repeated, and trial ids, which follow from the cell, are in result.json.
/// </summary>
internal static class CellTable
{
    private const int HashShown = 12;
    private const int MaxLines = 5;
    private const string Encrypted = "encrypted";

    public static XElement Render(IEnumerable<CellVerdict> cells) => Tag.Table(
        "cells", ["Cell", "What was seen", "Controls that acted", "Trials and evidence (SHA-256)"],
        cells.Select(c => (IEnumerable<object?>)[Name(c.Cell), new object?[] { $"{Words(c.Status)}: {c.Reason}", Ledger(c) }, Acted(c), Trials(c)]));

    // "-" stands for what a cell has none of.
    private static string Name(Cell cell) => string.Join(' ', new[] { cell.Asset, cell.Interface, cell.Account }.Where(p => p != "-"));

    private static string Trials(CellVerdict cell) =>
        string.Join("; ", cell.Trials.Select(t => $"{Twin(t)} {Marks.Words(t.Outcome)} {t.EvidenceHash[..Math.Min(HashShown, t.EvidenceHash.Length)]}"));

    private static string Twin(TrialResult trial) => trial.Kind == TrialKind.ModelCheck ? "model" : trial.Twin.ToString().ToLowerInvariant();

    private static string Acted(CellVerdict cell)
    {
        var reactions = cell.Trials.Where(t => t.Twin != TwinKind.Open).SelectMany(t => t.Reactions)
            .Where(r => r.Action != LedgerAction.Forwarded && (r.Rule != Encrypted || cell.Exercised.Contains(r.Control)))
            .GroupBy(r => (r.Control, r.Action), r => r.Rule).ToList();
        return reactions.Count == 0
            ? cell.ByModelCheck ? "model check" : "none"
            : string.Join("; ", reactions.Select(g => $"{(cell.Exercised.Contains(g.Key.Control) ? "\u2713 " : "")}{g.Key.Control} "
                + $"{g.Key.Action.ToString().ToLowerInvariant()} by {string.Join(", ", g.Distinct())}"));
    }

    /// <summary>Lines of the trial that decides: the breach, else the twin in which the claiming controls stood alone.</summary>
    private static XElement? Ledger(CellVerdict cell)
    {
        var told = cell.Trials.FirstOrDefault(t => t is { Twin: TwinKind.Armed, Outcome: TrialOutcome.Succeeded })
            ?? cell.Trials.FirstOrDefault(t => t.Twin == TwinKind.Probe) ?? cell.Trials.FirstOrDefault(t => t.Twin == TwinKind.Armed);
        if (told is null)
        {
            return null;
        }

        var lines = told.Excerpt.Where(l => !IsOrdinary(l) || cell.Exercised.Any(c => l.Contains(c, StringComparison.Ordinal))).Take(MaxLines).ToList();
        return lines.Count == 0 ? null : Tag.El("details", Tag.At("class", "led"), Tag.El("summary", "ledger"), Tag.El("pre", string.Join('\n', lines)));
    }

    private static bool IsOrdinary(string line) => line.Contains($"recorded {Encrypted}:", StringComparison.Ordinal);

    private static string Words(CellStatus status) => status switch
    {
        CellStatus.MetTested => "Held",
        CellStatus.Failed => "Failed",
        CellStatus.DroppedOut => "Dropped out",
        _ => "Undecided",
    };
}
