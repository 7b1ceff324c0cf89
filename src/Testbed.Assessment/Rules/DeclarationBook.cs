using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>The declarations with their standing on the day of the assessment, and a record of what became of them.</summary>
internal sealed class DeclarationBook
{
    private readonly IReadOnlyList<Declaration> _all;
    private readonly DateOnly _asOf;
    private readonly List<(string Declaration, string Reason)> _refusals = [];

    public DeclarationBook(IReadOnlyList<Declaration> declarations, DateOnly asOf)
    {
        _all = [.. declarations.OrderBy(d => d.Id, StringComparer.Ordinal)];
        _asOf = asOf;
    }

    /// <summary>All declarations in id order.</summary>
    public IReadOnlyList<Declaration> All => _all;

    /// <summary>What model or evidence contradict.</summary>
    public List<Contradiction> Contradictions { get; } = [];

    /// <summary>Whether a declaration holds; both its day of issue and its last day count.</summary>
    public DeclarationStatus Status(Declaration declaration) =>
        declaration.Date > _asOf ? DeclarationStatus.NotYetIssued
        : declaration.Expiry < _asOf ? DeclarationStatus.Expired
        : DeclarationStatus.InForce;

    /// <summary>The declarations in force of one kind on one row in one place, in id order.</summary>
    public IReadOnlyList<Declaration> InForce(DeclarationKind kind, string place, RequirementId requirement) =>
        [.. _all.Where(d => d.Kind == kind && Status(d) == DeclarationStatus.InForce && d.Places.Contains(place) && d.Requirements.Contains(requirement))];

    /// <summary>Keeps why a declaration did not count somewhere.</summary>
    public void Refuse(Declaration declaration, string reason) => _refusals.Add((declaration.Id, reason));

    /// <summary>Keeps a contradiction; it refuses the declaration that caused it.</summary>
    public void Contradict(string place, RequirementId requirement, Declaration? declaration, string reason)
    {
        Contradictions.Add(new(place, requirement, declaration?.Id, reason));
        if (declaration is not null)
        {
            Refuse(declaration, $"{place} {requirement}: {reason}");
        }
    }

    /// <summary>What became of every declaration.</summary>
    public IReadOnlyList<DeclarationUse> Uses(IEnumerable<RequirementVerdict> verdicts, IEnumerable<CapabilityFlag> flags)
    {
        var carried = verdicts.SelectMany(v => v.Declarations.Select(d => (Declaration: d, Row: $"{v.Place} {v.Requirement.Id}")))
            .Concat(flags.Where(f => f.CarriedBy is not null).Select(f => (Declaration: f.CarriedBy!, Row: $"{f.Place} {f.Fr.ShortName()} above SL-C")))
            .ToLookup(x => x.Declaration, x => x.Row, StringComparer.Ordinal);
        var refused = _refusals.ToLookup(x => x.Declaration, x => x.Reason, StringComparer.Ordinal);
        return [.. _all.Select(d => new DeclarationUse(d, Status(d), [.. carried[d.Id]], [.. refused[d.Id].Distinct(StringComparer.Ordinal)]))];
    }
}
