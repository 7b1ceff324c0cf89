using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 1.13, as-built part: a link from an untrusted network (external zone, cellular, radio, Internet, modem) that no conduit declares.</summary>
public sealed class UndeclaredAccess() : ModelCheck("undeclared-access", "SR 1.13")
{
    /// <inheritdoc/>
    public override IEnumerable<(Cell Cell, AttackOutcome Outcome)> Check(Scenario scenario) => scenario.Assessed().Select(zone => Decide(
        zone.Id, "as-built-links", scenario.AsBuilt.Links.Count > 0, UndeclaredLink.At(scenario, zone.Id, untrustedOnly: true),
        "The as-built model holds no links.", $"No undeclared access from an untrusted network was found at {zone.Id}."));
}
