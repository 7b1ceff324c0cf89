using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 5.1 RE 1: switches as found that carry networks of different criticality. A zone that no found switch carries is not decided.</summary>
public sealed class SharedSwitches() : ModelCheck("shared-switches", "SR 5.1 RE 1")
{
    /// <inheritdoc/>
    public override IEnumerable<(Cell Cell, AttackOutcome Outcome)> Check(Scenario scenario)
    {
        foreach (var zone in scenario.Assessed())
        {
            var carrying = scenario.AsBuilt.Switches.Where(s => s.Zones.Contains(zone.Id)).ToList();
            var violations = carrying.SelectMany(s => s.Zones.Where(z => Class(scenario, z) != Class(scenario, zone.Id))
                .Select(z => $"The switch {s.Id} carries {zone.Id} and {z}."));
            yield return Decide(
                zone.Id, "as-built-switches", carrying.Count > 0, [.. violations],
                $"The as-built model holds no switch of {zone.Id}.", $"No switch of {zone.Id} carries a network of another criticality.");
        }

        foreach (var conduit in scenario.Conduits)
        {
            var known = scenario.AsBuilt.Switches.Any(s => s.Zones.Contains(conduit.ZoneA))
                && scenario.AsBuilt.Switches.Any(s => s.Zones.Contains(conduit.ZoneB));
            var violations = Class(scenario, conduit.ZoneA) == Class(scenario, conduit.ZoneB) ? [] : scenario.AsBuilt.Switches
                .Where(s => s.Zones.Contains(conduit.ZoneA) && s.Zones.Contains(conduit.ZoneB))
                .Select(s => $"The switch {s.Id} carries both ends of {conduit.Id}.");
            yield return Decide(
                conduit.Id, "as-built-switches", known, [.. violations],
                $"The as-built model lacks the switches of an end of {conduit.Id}.", $"The ends of {conduit.Id} share no switch across criticality.");
        }
    }
}
