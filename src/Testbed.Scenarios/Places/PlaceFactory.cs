using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>Makes the places of the assessment from a scenario. Pure.</summary>
public static class PlaceFactory
{
    /// <summary>
    /// Zones that are not external, and all conduits, in id order. A conduit to an external zone is assessed: its protection is the SuC's. A conduit lists
    /// the SL-C of no product; a zone those of its assets.
    /// </summary>
    public static IReadOnlyList<Place> Places(Scenario scenario) =>
    [
        .. scenario.Zones.Where(z => z.Criticality != ZoneCriticality.External).Select(z => OfZone(scenario, z))
            .Concat(scenario.Conduits.Select(c => OfConduit(scenario, c))).OrderBy(p => p.Id, StringComparer.Ordinal),
    ];

    private static Place OfZone(Scenario scenario, ZoneConfig zone) => new(
        zone.Id, PlaceKind.Zone, zone.Title, zone.Owner, zone.Target,
        [
            .. scenario.Assets.Where(a => a.Zone == zone.Id && a.Capability is not null)
                .Select(a => new AssetCapability(a.Id, a.Product, a.Version, a.Capability!)),
        ],
        PlaceFeatureDeriver.Features(scenario, zone.Id),
        [.. scenario.Conduits.Where(c => c.ZoneA == zone.Id || c.ZoneB == zone.Id).Select(c => c.Id)]);

    private static Place OfConduit(Scenario scenario, ConduitConfig conduit) => new(
        conduit.Id, PlaceKind.Conduit, conduit.Title, conduit.Owner, conduit.Target, [], PlaceFeatureDeriver.Features(scenario, conduit.Id), []);
}
