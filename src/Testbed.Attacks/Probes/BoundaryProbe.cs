using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>One direction through a conduit: from a zone into the other.</summary>
internal sealed record Crossing(ConduitConfig Conduit, ZoneConfig From, ZoneConfig Into)
{
    /// <summary>Every direction of every conduit between known zones.</summary>
    public static IEnumerable<Crossing> All(Scenario scenario) =>
        from conduit in scenario.Conduits
        from pair in new[] { (conduit.ZoneA, conduit.ZoneB), (conduit.ZoneB, conduit.ZoneA) }
        let source = scenario.Zone(pair.Item1)
        let target = scenario.Zone(pair.Item2)
        where source is not null && target is not null
        select new Crossing(conduit, source, target);
}

/// <summary>
/// Base of probes of a zone boundary: each cell stands once for the conduit and once for the zone the attempt leads into (interface
/// <c>conduit:detail</c>), since a boundary belongs to both. Zones outside the system have no cells.
/// </summary>
public abstract class BoundaryProbe : Probe
{
    /// <summary>Sets id and requirement.</summary>
    protected BoundaryProbe(string id, string requirement)
        : base(id, requirement)
    {
    }

    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public sealed override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var crossing in Crossing.All(scenario).Where(c => c.Into.Criticality != ZoneCriticality.External))
        {
            foreach (var (asset, detail) in Attempts(scenario, crossing))
            {
                yield return At(crossing.Conduit.Id, asset, $"{crossing.Conduit.Id}:{detail}");
                yield return At(crossing.Into.Id, asset, $"{crossing.Conduit.Id}:{detail}");
            }
        }
    }

    /// <inheritdoc/>
    public sealed override Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':', 2);
        var asset = range.Scenario.Asset(cell.Asset)!;
        var conduit = range.Scenario.Conduit(parts[0])!;
        var crossing = new Crossing(conduit, range.Scenario.Zone(conduit.Other(asset.Zone))!, range.Scenario.Zone(asset.Zone)!);
        return AttemptAsync(crossing, asset, parts[1], range);
    }

    /// <summary>The attempts through one crossing: target asset and detail.</summary>
    private protected abstract IEnumerable<(string Asset, string Detail)> Attempts(Scenario scenario, Crossing crossing);

    /// <summary>Makes one attempt.</summary>
    private protected abstract Task<AttackOutcome> AttemptAsync(Crossing crossing, AssetConfig asset, string detail, IAttackRange range);

    /// <summary>The services of a zone with their assets.</summary>
    private protected static IEnumerable<(AssetConfig Asset, ServiceConfig Service)> ServicesOf(Scenario scenario, string zone) =>
        scenario.In(zone).SelectMany(a => a.Services.Select(s => (a, s)));
}
