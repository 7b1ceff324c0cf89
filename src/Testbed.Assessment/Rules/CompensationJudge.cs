using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>
/// Lets an equivalent measure stand in for a failed or open row: in force, accepted by the owner, naming controls each of which was
/// itself tested for the same requirement where it stands. The tested verdicts are those before any compensation, so none leans on another.
/// </summary>
internal sealed class CompensationJudge
{
    private readonly DeclarationBook _book;
    private readonly ControlClaims _claims;
    private readonly Dictionary<(string Place, RequirementId Id), RequirementVerdict> _tested;

    public CompensationJudge(DeclarationBook book, ControlClaims claims, IEnumerable<RequirementVerdict> verdicts)
    {
        _book = book;
        _claims = claims;
        _tested = verdicts.Where(v => v.Verdict == Verdict.MetTested).ToDictionary(v => (v.Place, v.Requirement.Id));
    }

    /// <summary>The verdict, compensated where a compensation counts.</summary>
    public RequirementVerdict Apply(RequirementVerdict verdict)
    {
        if (verdict.Verdict.Supports())
        {
            return verdict;
        }

        foreach (var declaration in _book.InForce(DeclarationKind.Compensation, verdict.Place, verdict.Requirement.Id))
        {
            if (WhyNot(declaration, [verdict.Requirement.Id]) is { } refusal)
            {
                _book.Refuse(declaration, $"{verdict.Place} {verdict.Requirement.Id}: {refusal}");
                continue;
            }

            return verdict with
            {
                Verdict = Verdict.Compensated,
                Declarations = [declaration.Id],
                Reason = $"{verdict.Verdict.Words()} ({verdict.Reason}); compensated by {string.Join(", ", declaration.Controls)}, "
                    + $"accepted by {declaration.AcceptedBy}, review by {declaration.Expiry:yyyy-MM-dd}",
            };
        }

        return verdict;
    }

    /// <summary>Why a declaration that names controls does not count for these rows, or null when it does. Each control must be re-tested on one of
    /// them.</summary>
    public string? WhyNot(Declaration declaration, IReadOnlyCollection<RequirementId> rows)
    {
        if (string.IsNullOrWhiteSpace(declaration.AcceptedBy))
        {
            return "the owner has not accepted it";
        }

        if (declaration.Controls.Count == 0)
        {
            return "it names no control";
        }

        foreach (var id in declaration.Controls)
        {
            if (!_claims.WithId(id).Any())
            {
                return $"there is no control {id}";
            }

            if (!_claims.WithId(id).Any(c => rows.Any(row => Retested(c, row))))
            {
                return $"{id} was not itself tested for it where it stands";
            }
        }

        return null;
    }

    private bool Retested(ControlDescription control, RequirementId row) =>
        control.Claims.Contains(row)
        && _tested.TryGetValue((control.Place, row), out var verdict)
        && verdict.Cells.Any(c => c.Status == CellStatus.MetTested && (c.ByModelCheck || c.Exercised.Contains(control.Id)));
}
