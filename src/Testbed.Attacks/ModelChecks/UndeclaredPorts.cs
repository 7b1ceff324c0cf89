using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Compares ports found open with declared services.</summary>
internal static class UndeclaredPort
{
    /// <summary>True when some port of the zone was found open: then its assets were looked at.</summary>
    public static bool IsInspected(Scenario scenario, string zone) => scenario.AsBuilt.Ports.Any(p => scenario.Asset(p.Asset)?.Zone == zone);

    /// <summary>Ports found open that no service declares, as sentences.</summary>
    public static IReadOnlyList<string> In(Scenario scenario, string zone) =>
        [.. scenario.AsBuilt.Ports
            .Where(p => scenario.Asset(p.Asset) is { } a && a.Zone == zone && a.Services.All(s => s.Port != p.Port || s.Protocol != p.Protocol))
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Asset} has port {p.Port} open, which is not declared."))];
}

/// <summary>SR 7.7, as-built part: services found that nobody declared, hence nobody needs.</summary>
public sealed class UndeclaredPorts() : ModelCheck("undeclared-ports", "SR 7.7")
{
    /// <inheritdoc/>
    public override IEnumerable<(Cell Cell, AttackOutcome Outcome)> Check(Scenario scenario) => scenario.Assessed().Select(zone => Decide(
        zone.Id, "as-built-ports", UndeclaredPort.IsInspected(scenario, zone.Id), UndeclaredPort.In(scenario, zone.Id),
        $"The as-built model holds no ports of {zone.Id}.", $"No undeclared service was found in {zone.Id}."));
}
