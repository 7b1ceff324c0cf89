using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Finds links of the as-built model that realise no conduit.</summary>
internal static class UndeclaredLink
{
    /// <summary>The zone of a link's end, which may name a zone or an asset.</summary>
    public static string ZoneOf(Scenario scenario, string end) => scenario.Zone(end)?.Id ?? scenario.Asset(end)?.Zone ?? end;

    /// <summary>Links without a conduit that touch a zone, as sentences.</summary>
    public static IReadOnlyList<string> At(Scenario scenario, string zone, bool untrustedOnly) =>
        [.. scenario.AsBuilt.Links.Where(l => l.Conduit is null || scenario.Conduit(l.Conduit) is null)
            .Where(l => ZoneOf(scenario, l.From) == zone || ZoneOf(scenario, l.To) == zone)
            .Where(l => !untrustedOnly || IsUntrusted(scenario, l))
            .Select(l => $"The link {l.Id} ({l.Kind}, found by {l.Found}) joins {l.From} and {l.To} outside every conduit.")];

    private static bool IsUntrusted(Scenario scenario, LinkConfig link) =>
        link.Kind is "cellular" or "radio" or "internet" or "leased-line" or "modem"
        || new[] { link.From, link.To }.Select(e => ZoneOf(scenario, e)).Any(z => scenario.Zone(z) is null || scenario.IsExternal(z));
}

/// <summary>SR 5.2, as-built part: a link between zones that no conduit declares by-passes the boundary of every zone it touches.</summary>
public sealed class UndeclaredLinks() : ModelCheck("undeclared-links", "SR 5.2")
{
    /// <inheritdoc/>
    public override IEnumerable<(Cell Cell, AttackOutcome Outcome)> Check(Scenario scenario) => scenario.Assessed().Select(zone => Decide(
        zone.Id, "as-built-links", scenario.AsBuilt.Links.Count > 0, UndeclaredLink.At(scenario, zone.Id, untrustedOnly: false),
        "The as-built model holds no links.", $"Every link of {zone.Id} that was found belongs to a conduit."));
}
