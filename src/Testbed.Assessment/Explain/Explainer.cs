using System.Globalization;
using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>Explains a claim from the assessment alone. Pure.</summary>
public static class Explainer
{
    /// <summary>Explains one FR of one place, or returns null when there is no such place.</summary>
    public static Explanation? Explain(AssessmentResult result, string place, FoundationalRequirement fr)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Find(place) is not { } found)
        {
            return null;
        }

        var level = found[fr];
        return new(place, fr, Because(found, level), Blocking(level), ToRise(result, found, level), Notes(result, found, level));
    }

    private static List<string> Because(PlaceResult place, FrResult level)
    {
        var name = place.Place.Kind == PlaceKind.Zone ? "zone" : "conduit";
        List<string> lines =
        [
            $"{name} {place.Place.Id}, {level.Fr.ShortName()}: predicted SL-A {level.Claim}, target {level.Target}"
                + (level.MeetsTarget ? " (reached)." : " (not reached)."),
            level.LimitedBy switch
            {
                ClaimLimit.Replay => $"Replay limits it: {level.Withstood.Reason}. By requirements alone it would be {level.WithDeclarations.Level}.",
                ClaimLimit.Conduit => $"A conduit limits it: {(level.WithDeclarations.CappedBy is not null && level.WithDeclarations.Level == level.Claim
                    ? level.WithDeclarations.Reason : level.Withstood.Reason)}.",
                ClaimLimit.Requirements => $"Requirements limit it: {level.WithDeclarations.Reason}.",
                _ => $"Nothing limits it: {level.WithDeclarations.Reason}.",
            },
            $"Side by side: tested only {level.TestedOnly.Level}, with declarations {level.WithDeclarations.Level}, withstood {level.Withstood.Level}.",
        ];
        return lines;
    }

    private static List<string> Blocking(FrResult level)
    {
        var lines = new List<string>();
        foreach (var row in level.WithDeclarations.Limiting)
        {
            lines.Add($"{row.Requirement.Id} {row.Requirement.Title} (from SL {row.Requirement.MinLevel}): {row.Verdict.Words()}. {row.Reason}");
            foreach (var cell in row.Cells.Where(c => c.Status is CellStatus.Failed or CellStatus.NotAssessed))
            {
                lines.Add($"  {cell.Cell.Asset} {cell.Cell.Interface} {cell.Cell.Account}: {cell.Reason}");
                lines.AddRange(cell.Trials.Select(t =>
                    $"    {t.Id}: {t.Outcome.ToString().ToLowerInvariant()}, evidence {Short(t.EvidenceHash)}{Reactions(t)}"));
            }
        }

        return lines;
    }

    private static List<string> ToRise(AssessmentResult result, PlaceResult place, FrResult level)
    {
        var lines = new List<string>();
        if (level.WithDeclarations.CappedBy is { } conduit)
        {
            lines.Add($"Raise RDF of conduit {conduit}: see its own explanation.");
        }

        // What limits now comes first: mending a row changes nothing while a play still gets through below it.
        var rows = level.WithDeclarations.Limiting.Select(Advice).ToList();
        var plays = level.Withstood.LimitingPlays.Select(play =>
            $"Stop {play}: {result.Replay.FirstOrDefault(t => t.Id == play)?.Reason ?? "it succeeded"}").ToList();
        lines.AddRange(level.LimitedBy == ClaimLimit.Replay ? [.. plays, .. rows] : rows);
        if (level.Withstood.CappedBy is { } weak && level.Withstood.Ran)
        {
            lines.Add($"Raise what conduit {weak} withstands: {level.Withstood.Reason}.");
        }

        lines.AddRange(level.LimitedBy == ClaimLimit.Replay ? [] : plays);
        if (level.Withstood is { Ran: true, LimitingPlays.Count: 0 } && level.LimitedBy == ClaimLimit.Replay)
        {
            lines.Add("Run the next attacker profile: nothing above this level was challenged and withstood.");
        }

        var next = level.WithDeclarations.Limiting.Count == 0 ? 0 : level.WithDeclarations.Limiting[0].Requirement.MinLevel;
        var later = place.Requirements
            .Where(r => r.Requirement.Fr == level.Fr && r.Requirement.MinLevel > next && !r.Verdict.Supports())
            .GroupBy(r => r.Requirement.MinLevel).OrderBy(g => g.Key)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"After that, SL {g.Key} needs {string.Join(", ", g.Select(r => r.Requirement.Id))}."));
        lines.AddRange(later);
        return [.. lines.Select((line, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {line}"))];
    }

    private static string Advice(RequirementVerdict row)
    {
        var id = row.Requirement.Id;
        if (row.Verdict == Verdict.Failed)
        {
            var where = row.Cells.Where(c => c.Status == CellStatus.Failed).Select(c => Where(c.Cell)).Distinct();
            return $"{id}: close the breach at {string.Join(", ", where)}, or have an equivalent measure accepted and tested.";
        }

        var open = row.Cells.Where(c => c.Status == CellStatus.NotAssessed).ToList();
        if (open.Exists(c => c.Trials.Any(t => t.Outcome is TrialOutcome.Crashed or TrialOutcome.Void)))
        {
            return $"{id}: repair the run first, its trials were void or crashed.";
        }

        return open.Count > 0 ? $"{id}: get its cells decided: {open[0].Reason}."
            : row.Cells.Any(c => c.Status == CellStatus.MetTested) ? $"{id}: its tests held; hand in the declaration of the rest: {row.Reason}."
            : row.Mode == TestMode.Declared ? $"{id}: no test can decide it; hand in a document."
            : $"{id}: {row.Reason}; add a control that a probe can exercise, or a declaration with a reason.";
    }

    private static string Where(Cell cell) => string.Join(' ', new[] { cell.Asset, cell.Interface }.Where(part => part != "-"));

    private static List<string> Notes(AssessmentResult result, PlaceResult place, FrResult level)
    {
        var rows = place.Requirements.Where(r => r.Requirement.Fr == level.Fr).ToList();
        var lines = new List<string>();
        if (rows.Where(r => r.Verdict.Supports() && r.RestsOnDeclaration).Select(r => r.Requirement.Id.ToString()).ToList() is { Count: > 0 } declared)
        {
            lines.Add($"These rows rest on declarations: {string.Join(", ", declared)}.");
        }

        if (!level.Withstood.Challenged && level.Withstood.Ran)
        {
            lines.Add("No play passes here, so replay challenged nothing.");
        }

        lines.AddRange(result.CapabilityFlags.Where(f => f.Place == place.Place.Id && f.Fr == level.Fr)
            .Select(f => $"The claim is above the products' SL-C {f.Capability}: {f.Reason}."));
        lines.AddRange(rows.Where(r => r.OpenItem).Select(r => $"Open item {r.Requirement.Id}: {r.Reason}"));
        return lines;
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static string Reactions(TrialResult trial) => trial.Reactions.Count == 0 ? ", no control acted" : ", " + string.Join("; ", trial.Reactions.Select(
        r => string.Create(CultureInfo.InvariantCulture, $"{r.Control} {r.Action.ToString().ToLowerInvariant()} {r.Count}x by {r.Rule}")));
}
