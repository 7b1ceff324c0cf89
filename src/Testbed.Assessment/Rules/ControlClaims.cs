using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>Which controls claim which requirement where, and whether a reaction is one of theirs. Immutable.</summary>
public sealed class ControlClaims
{
    private readonly ILookup<string, ControlDescription> _byId;
    private readonly IReadOnlyList<ControlDescription> _all;
    private readonly Dictionary<string, IReadOnlyList<string>> _conduits;

    /// <summary>Takes the scenario's controls and places.</summary>
    public ControlClaims(IReadOnlyList<ControlDescription> controls, IReadOnlyList<Place> places)
    {
        _all = controls;
        _conduits = places.ToDictionary(p => p.Id, p => p.Conduits, StringComparer.Ordinal);
        _byId = controls.ToLookup(c => c.Id, StringComparer.Ordinal);
    }

    /// <summary>The controls at a place that claim a requirement, in id order.</summary>
    public IReadOnlyList<ControlDescription> At(string place, RequirementId requirement) =>
        [.. _all.Where(c => c.Place == place && c.Claims.Contains(requirement)).OrderBy(c => c.Id, StringComparer.Ordinal)];

    /// <summary>
    /// The controls that may claim a cell, in id order: those of its place, those of the asset it is about (content that passes a conduit uninspected is
    /// decided at the endpoint), and for a zone those of its conduits, since the boundary devices of a zone belong to them.
    /// </summary>
    public IReadOnlyList<ControlDescription> For(Cell cell) =>
    [
        .. _all.Where(c => c.Claims.Contains(cell.Requirement)
                && (c.Place == cell.Place || c.Where == cell.Asset
                    || (_conduits.TryGetValue(cell.Place, out var conduits) && conduits.Contains(c.Place))))
            .OrderBy(c => c.Id, StringComparer.Ordinal),
    ];

    /// <summary>Controls with that id (one, in a sound scenario).</summary>
    public IEnumerable<ControlDescription> WithId(string id) => _byId[id];

    /// <summary>The claiming controls that acted: blocked, altered, alerted or recorded. Forwarding is no reaction.</summary>
    public IReadOnlyList<ControlDescription> Acting(IReadOnlyList<ControlDescription> claiming, IEnumerable<TrialResult> trials)
    {
        var reactions = trials.SelectMany(t => t.Reactions).Where(IsReaction).ToList();
        return [.. claiming.Where(c => reactions.Any(r => IsBy(r, c)))];
    }

    /// <summary>Ids of controls other than the claiming ones that acted, for naming what masked a probe.</summary>
    public IReadOnlyList<string> Masking(IReadOnlyList<ControlDescription> claiming, IEnumerable<TrialResult> trials) =>
        [.. trials.SelectMany(t => t.Reactions)
            .Where(r => IsReaction(r) && !claiming.Any(c => IsBy(r, c)))
            .Select(r => r.Control)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    private static bool IsReaction(ControlReaction reaction) => reaction.Action != LedgerAction.Forwarded && reaction.Count > 0;

    // Ids are unique in a sound scenario; where they are not, the place tells two controls apart.
    private bool IsBy(ControlReaction reaction, ControlDescription control) =>
        reaction.Control == control.Id && (reaction.Place == control.Place || _byId[control.Id].Count() == 1);
}
