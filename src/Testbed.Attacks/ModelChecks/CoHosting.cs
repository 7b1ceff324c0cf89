using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 5.4: physical hosts as found that run assets of zones of different criticality.</summary>
public sealed class CoHosting() : ModelCheck("co-hosting", "SR 5.4")
{
    /// <inheritdoc/>
    public override IEnumerable<(Cell Cell, AttackOutcome Outcome)> Check(Scenario scenario)
    {
        var hosts = scenario.AsBuilt.Hosts
            .Select(h => (h.Id, Zones: h.Assets.Select(scenario.Asset).OfType<AssetConfig>().Select(a => a.Zone).Distinct().ToList())).ToList();
        foreach (var zone in scenario.Assessed())
        {
            var violations = hosts.Where(h => h.Zones.Contains(zone.Id))
                .SelectMany(h => h.Zones.Where(z => Class(scenario, z) != Class(scenario, zone.Id))
                    .Select(z => $"The host {h.Id} runs assets of {zone.Id} and {z}."));
            yield return Decide(
                zone.Id, "as-built-hosts", hosts.Any(h => h.Zones.Contains(zone.Id)), [.. violations],
                $"The as-built model holds no host of {zone.Id}.", $"No host of {zone.Id} runs assets of another criticality.");
        }

        foreach (var conduit in scenario.Conduits)
        {
            var known = hosts.Any(h => h.Zones.Contains(conduit.ZoneA)) && hosts.Any(h => h.Zones.Contains(conduit.ZoneB));
            var violations = Class(scenario, conduit.ZoneA) == Class(scenario, conduit.ZoneB) ? [] : hosts
                .Where(h => h.Zones.Contains(conduit.ZoneA) && h.Zones.Contains(conduit.ZoneB))
                .Select(h => $"The host {h.Id} stands at both ends of {conduit.Id}.");
            yield return Decide(
                conduit.Id, "as-built-hosts", known, [.. violations],
                $"The as-built model lacks the hosts of an end of {conduit.Id}.", $"No host stands at both ends of {conduit.Id}.");
        }
    }
}
