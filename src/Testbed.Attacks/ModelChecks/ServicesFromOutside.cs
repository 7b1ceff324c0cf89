using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 5.1 RE 2: assets whose accounts, time or master lie in a network outside control. Structural: it says where each service is provided, not that everything goes on when
/// the others are gone; a twin without these services has nothing that could stop.
/// </summary>
public sealed class ServicesFromOutside() : ModelCheck("services-from-outside", "SR 5.1 RE 2")
{
    /// <inheritdoc/>
    public override IEnumerable<(Cell Cell, AttackOutcome Outcome)> Check(Scenario scenario)
    {
        var uses = scenario.Assets.SelectMany(a => Uses(scenario, a)).ToList();
        foreach (var zone in scenario.Assessed())
        {
            var violations = uses.Where(u => u.By.Zone == zone.Id && u.From.Zone != zone.Id && IsOutside(scenario, u.From.Zone))
                .Select(u => $"{u.By.Id} has its {u.What} from {u.From.Id} in {u.From.Zone}, outside control.");
            yield return Decide(zone.Id, "services", scenario.In(zone.Id).Any(), [.. violations], $"{zone.Id} holds no asset.", $"Every service that {zone.Id} uses is provided within control.");
        }

        foreach (var conduit in scenario.Conduits)
        {
            // What a gateway itself uses is its collector; between networks of which one lies outside control there is nothing to keep up.
            var violations = new[] { conduit.ZoneA, conduit.ZoneB }.Any(z => IsOutside(scenario, z)) ? [] : scenario.ControlsOn(conduit.Id).OfType<MonitorConfig>()
                .Select(m => scenario.Asset(m.Collector)).OfType<AssetConfig>().Where(c => IsOutside(scenario, c.Zone))
                .Select(c => $"The gateways of {conduit.Id} report to {c.Id} in {c.Zone}, outside control.");
            yield return Decide(conduit.Id, "services", true, [.. violations], "", $"The gateways of {conduit.Id} use no service from outside control.");
        }
    }

    private static IEnumerable<(AssetConfig By, AssetConfig From, string What)> Uses(Scenario scenario, AssetConfig asset)
    {
        var servers = scenario.ControlsOn(asset.Id).Select(c => c switch
        {
            AccountDirectoryConfig d => (d.Server, "accounts"),
            ClockSyncConfig t => (t.Source, "time"),
            _ => ("", ""),
        }).Append((asset.Master ?? "", "master"));
        return from s in servers
               let server = s.Item1.Length > 0 ? scenario.Asset(s.Item1) : null
               where server is not null
               select (asset, server, s.Item2);
    }

    private static bool IsOutside(Scenario scenario, string zone) => scenario.Zone(zone)?.Criticality is ZoneCriticality.External or ZoneCriticality.NonControl;
}
