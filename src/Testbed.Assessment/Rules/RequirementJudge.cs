using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>
/// Decides a row in a place from its cells, its declarations and the place's features. Compensations come later, see <see cref="CompensationJudge"/>.
/// </summary>
internal sealed class RequirementJudge(DeclarationBook book)
{
    /// <summary>Judges one row in one place.</summary>
    /// <param name="place">The zone or conduit.</param>
    /// <param name="requirement">The catalogue row.</param>
    /// <param name="activity">How the row is evaluated; null treats it as testable everywhere, so that a gap in the table cannot pass.</param>
    /// <param name="cells">The judged cells of this row in this place, those that dropped out included.</param>
    public RequirementVerdict Judge(Place place, Requirement requirement, Activity? activity, IReadOnlyList<CellVerdict> cells)
    {
        var verdict = new RequirementVerdict
        {
            Requirement = requirement,
            Place = place.Id,
            Mode = activity?.Mode ?? TestMode.Dynamic,
            Verdict = Verdict.NotAssessed,
            Reason = activity is null ? "the activity table has no row for it" : "no probe and no declaration in force",
            Cells = cells,
        };
        var counting = cells.Where(c => c.Status != CellStatus.DroppedOut).ToList();
        return counting.Count > 0 ? FromCells(place, verdict, activity, counting) : WithoutCells(place, verdict, activity);
    }

    private RequirementVerdict FromCells(Place place, RequirementVerdict verdict, Activity? activity, List<CellVerdict> cells)
    {
        var id = verdict.Requirement.Id;
        if (activity is not null && !activity.AppliesTo.AppliesTo(place.Kind, place.Features))
        {
            book.Contradict(place.Id, id, null, "the place's features say that it does not apply, but probes found a target: the probes decide");
        }

        foreach (var declaration in book.InForce(DeclarationKind.NotApplicable, place.Id, id))
        {
            book.Contradict(place.Id, id, declaration, "declared not applicable, but probes found a target: the probes decide");
        }

        if (cells.Find(c => c.Status == CellStatus.Failed) is { } failed)
        {
            return verdict with { Verdict = Verdict.Failed, Reason = Describe(failed, cells, CellStatus.Failed, "failed") };
        }

        if (cells.Find(c => c.Status == CellStatus.NotAssessed) is { } open)
        {
            return verdict with { Reason = Describe(open, cells, CellStatus.NotAssessed, "undecided") };
        }

        var dropped = verdict.Cells.Count - cells.Count;
        var tested = $"all {cells.Count} cells held{(dropped > 0 ? $", {dropped} dropped out for want of a target" : "")}";
        if (verdict.Mode is not (TestMode.Partial or TestMode.Declared) || activity is { DeclaredRemainder: null })
        {
            return verdict with { Verdict = Verdict.MetTested, Reason = tested };
        }

        var remainder = book.InForce(DeclarationKind.Document, place.Id, id);
        return remainder.Count == 0
            ? verdict with { Reason = $"{tested}, but the declared remainder is missing: {activity?.DeclaredRemainder ?? "a document"}" }
            : verdict with { Verdict = Verdict.MetTested, Reason = $"{tested}; remainder declared in {Documents(remainder)}", Declarations = Ids(remainder) };
    }

    private RequirementVerdict WithoutCells(Place place, RequirementVerdict verdict, Activity? activity)
    {
        var id = verdict.Requirement.Id;
        if (activity is not null && !activity.AppliesTo.AppliesTo(place.Kind, place.Features))
        {
            return verdict with { Verdict = Verdict.NotApplicable, Reason = WhyInapplicable(place, activity) };
        }

        if (book.InForce(DeclarationKind.NotApplicable, place.Id, id) is { Count: > 0 } inapplicable)
        {
            return DeclaredInapplicable(place, verdict, activity, inapplicable);
        }

        var documents = book.InForce(DeclarationKind.Document, place.Id, id);
        var dropped = verdict.Cells.Count == 0 ? "" : $" (its {verdict.Cells.Count} cells dropped out: {verdict.Cells[0].Reason})";
        if (documents.Count == 0)
        {
            var lapsed = book.All.FirstOrDefault(d => d.Kind == DeclarationKind.Document && d.Places.Contains(place.Id) && d.Requirements.Contains(id));
            var why = lapsed is null ? "" : $"; {lapsed.Id} {(book.Status(lapsed) == DeclarationStatus.Expired ? "has expired" : "is not yet issued")}";
            return verdict with { Reason = verdict.Reason + dropped + why };
        }

        // A test exists for the row, so paper instead of a test stays on the list of what is still to do.
        var open = verdict.Mode != TestMode.Declared;
        return verdict with
        {
            Verdict = Verdict.MetDeclared,
            Declarations = Ids(documents),
            OpenItem = open,
            Reason = open ? $"declared instead of tested{dropped}: {documents[0].Reason}" : $"declared in {Documents(documents)}",
        };
    }

    private RequirementVerdict DeclaredInapplicable(
        Place place, RequirementVerdict verdict, Activity? activity, IReadOnlyList<Declaration> declarations)
    {
        var accepted = new List<Declaration>();
        string? text = null;
        string? contradiction = null;
        foreach (var declaration in declarations)
        {
            var reason = activity?.NotApplicable.FirstOrDefault(r => r.Code == declaration.Reason);
            if (reason is null || place.Features.Contains(reason.ContradictedBy))
            {
                contradiction = reason is null
                    ? $"'{declaration.Reason}' is no standard reason for this row"
                    : $"'{reason.Code}' is stated, but the model has {reason.ContradictedBy} here";
                book.Contradict(place.Id, verdict.Requirement.Id, declaration, contradiction);
            }
            else
            {
                text ??= reason.Text;
                accepted.Add(declaration);
            }
        }

        return contradiction is not null
            ? verdict with { Reason = $"declared not applicable, contradicted: {contradiction}" }
            : verdict with { Verdict = Verdict.NotApplicable, Reason = $"declared: {text}", Declarations = Ids(accepted) };
    }

    private static string WhyInapplicable(Place place, Activity activity)
    {
        if (!activity.AppliesTo.Places.Contains(place.Kind))
        {
            return $"does not apply to {(place.Kind == PlaceKind.Zone ? "zones" : "conduits")}";
        }

        var standard = activity.NotApplicable.FirstOrDefault(
            r => activity.AppliesTo.When.Contains(r.ContradictedBy) && !place.Features.Contains(r.ContradictedBy));
        return standard is not null ? standard.Text : $"the model has no {string.Join(" or ", activity.AppliesTo.When)} here";
    }

    private static string Describe(CellVerdict worst, List<CellVerdict> cells, CellStatus status, string word)
    {
        var count = cells.Count(c => c.Status == status);
        return $"{count} of {cells.Count} cells {word}; {worst.Cell.Asset} {worst.Cell.Interface}: {worst.Reason}";
    }

    private static string[] Ids(IEnumerable<Declaration> declarations) => [.. declarations.Select(d => d.Id)];

    private static string Documents(IEnumerable<Declaration> declarations) => string.Join(", ", declarations.Select(d => d.Document));
}
