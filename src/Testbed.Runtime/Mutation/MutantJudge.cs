using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>
/// Compares the assessment of a mutant with that of the scenario as declared. Right blame: a row of <see cref="Mutant.ExpectedBlame"/> fell, and among the
/// cells that fell in it is one that the mutated control answers for. Pure; thread safe.
/// </summary>
public sealed class MutantJudge
{
    private readonly Scenario _declared;
    private readonly Dictionary<(string Place, RequirementId Requirement), RequirementState> _before;

    /// <summary>Takes the scenario as declared and its assessment.</summary>
    public MutantJudge(Scenario declared, IReadOnlyList<RequirementState> before) =>
        (_declared, _before) = (declared, before.ToDictionary(r => (r.Place, r.Requirement)));

    /// <summary>Judges one mutant.</summary>
    /// <param name="mutant">The mutant.</param>
    /// <param name="after">The assessment with its trials.</param>
    /// <param name="broken">A trial of it that crashed or was void, or null.</param>
    /// <param name="trials">How many trials were run for it.</param>
    public MutantResult Judge(Mutant mutant, IReadOnlyList<RequirementState> after, TrialResult? broken, int trials)
    {
        if (broken is not null)
        {
            return new(mutant, MutantVerdict.Broken, [], [], $"{broken.Id} {broken.Outcome.ToString().ToLowerInvariant()}: {broken.Reason}", trials);
        }

        var reach = new ControlReach(_declared, mutant.Control);
        bool Blames(RequirementState row) => mutant.ExpectedBlame.Contains(row.Requirement) && Fallen(row).Any(c => reach.Answers(c.Cell));
        var lost = after.Where(r => !r.IsMet && _before[(r.Place, r.Requirement)].IsMet && r.Truth != RequirementTruth.NotApplicable).ToList();
        var blamed = lost.Where(Blames).Select(Lost).ToList();
        var others = lost.Where(r => !Blames(r)).Select(Lost).ToList();
        if (blamed.Count > 0)
        {
            return new(mutant, MutantVerdict.Noticed, blamed, others, blamed[0].Reason, trials);
        }

        var inCells = after.Where(Blames).ToList();
        if (inCells.Count > 0 && others.Count == 0)
        {
            var (row, cell) = (inCells[0], Lost(inCells[0]));
            var why = $"{row.Requirement} {(row.IsMet ? "stays met" : "was not met")} at {row.Place} {(row.IsMet ? "by what compensates it" : "before")}; {cell.Reason}";
            return new(mutant, MutantVerdict.NoticedInCell, [.. inCells.Select(Lost)], others, why, trials);
        }

        if (others.Count > 0)
        {
            var why = $"blamed on {others[0].Requirement} at {others[0].Place}: {others[0].Reason}";
            return new(mutant, MutantVerdict.NoticedElsewhere, [], others, why, trials);
        }

        var (verdict, reason) = Explain(mutant, reach, after);
        return new(mutant, verdict, [], [], reason, trials);
    }

    /// <summary>Nothing fell: says who holds the cells in question, or that nobody can be named.</summary>
    private static (MutantVerdict Verdict, string Reason) Explain(Mutant mutant, ControlReach reach, IReadOnlyList<RequirementState> after)
    {
        var rows = after.Where(r => mutant.ExpectedBlame.Contains(r.Requirement)).ToList();
        var cells = rows.SelectMany(r => r.Cells)
            .Where(c => reach.Answers(c.Cell) && (mutant.Detail is null || c.Cell.Interface.EndsWith(mutant.Detail, StringComparison.Ordinal))).ToList();
        var held = cells.Where(c => c.Held).ToList();
        var holders = held.Select(c => (Cell: c, By: c.Exercised.Where(e => mutant.KeepsRules || e != mutant.Control.Id).ToList())).ToList();
        if (holders.Find(h => h.By.Count == 0) is { Cell: not null } unexplained)
        {
            return (MutantVerdict.Missed, $"{unexplained.Cell.Cell} still holds by {unexplained.Cell.Probe}, and no other control was seen to hold it");
        }

        if (holders.Count > 0)
        {
            var names = string.Join(", ", holders.SelectMany(h => h.By).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            return (MutantVerdict.Equivalent, $"covered by {names}: {holders[0].Cell.Cell} still holds");
        }

        if (cells.Count > 0)
        {
            return (MutantVerdict.NothingToLose, $"{cells[0].Cell} does not hold as it is: {cells[0].Reason}");
        }

        return WithoutCells(mutant, rows);
    }

    private static (MutantVerdict Verdict, string Reason) WithoutCells(Mutant mutant, List<RequirementState> rows)
    {
        var here = rows.Where(r => r.Place == mutant.Place && r.Truth != RequirementTruth.NotApplicable).ToList();
        if (here.Count == 0)
        {
            return (MutantVerdict.NothingToLose, $"{string.Join(", ", mutant.ExpectedBlame)} does not apply at {mutant.Place}");
        }

        var papers = here.Where(r => r.Truth == RequirementTruth.Declared).Select(r => r.Requirement.ToString()).ToList();
        return papers.Count == here.Count
            ? (MutantVerdict.Missed, $"{string.Join(", ", papers)} rests on paper at {mutant.Place}; no probe aims at {mutant.Control.On}")
            : (MutantVerdict.Missed, $"no probe of {string.Join(", ", here.Select(r => r.Requirement))} aims at {mutant.Control.On}");
    }

    private LostRequirement Lost(RequirementState row)
    {
        var fallen = Fallen(row).FirstOrDefault();
        return new(row.Place, row.Requirement, row.Truth, fallen is null ? "no cell fell" : $"{fallen.Cell.Asset} {fallen.Cell.Interface}: {fallen.Reason}");
    }

    /// <summary>The cells of a row that held before and do not hold now.</summary>
    private IEnumerable<CellState> Fallen(RequirementState row)
    {
        var before = _before[(row.Place, row.Requirement)].Cells.Where(c => c.Held).Select(c => (c.Cell, c.Probe)).ToHashSet();
        return row.Cells.Where(c => !c.Held && before.Contains((c.Cell, c.Probe)));
    }
}
