using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>What the configured controls make of a dial. Only what decides whether a connection comes about is looked at: links, allow-lists, closed
/// services.</summary>
internal sealed class ReachabilityPrediction(Scenario scenario, Func<string, bool> isArmed)
{
    private const string Acknowledged = "/acknowledged";

    /// <summary>The outcome and what decides it.</summary>
    public (DialOutcome Outcome, string By) Of(AssetConfig from, AssetConfig to, ServiceConfig service)
    {
        var (path, by) = Path(from, to, service.Port);
        if (path != DialOutcome.Open || by.EndsWith(Acknowledged, StringComparison.Ordinal))
        {
            return (path, by);
        }

        var closes = scenario.ControlsOn(to.Id).FirstOrDefault(c => isArmed(c.Id) && c switch
        {
            LeastFunctionalityConfig => !service.Needed,
            ModbusSecurityConfig { ClosePlain: true } => service.Protocol == ServiceProtocol.Modbus,
            _ => false,
        });
        return closes is null ? (path, by) : (DialOutcome.Closed, closes.Id);
    }

    private (DialOutcome Outcome, string By) Path(AssetConfig from, AssetConfig to, int port)
    {
        if (from.Zone == to.Zone)
        {
            return (DialOutcome.Open, "same-zone");
        }

        // A link that nobody declared has no gateway, so nothing stands in the way.
        if (scenario.AsBuilt.Links.FirstOrDefault(l => l.Conduit is null && l.Joins(from.Id, from.Zone, to.Id, to.Zone)) is { } link)
        {
            return (DialOutcome.Open, link.Id);
        }

        var conduits = scenario.Conduits.Where(c => c.Joins(from.Zone, to.Zone)).Select(c => Through(c, from, to, port)).ToList();
        return conduits.Count == 0 ? (DialOutcome.Unreachable, "no conduit")
            : conduits.Exists(c => c.Outcome == DialOutcome.Open) ? conduits.Find(c => c.Outcome == DialOutcome.Open)
            : conduits[0];
    }

    private (DialOutcome Outcome, string By) Through(ConduitConfig conduit, AssetConfig from, AssetConfig to, int port)
    {
        if (Refused(conduit, from, to, port) is { } refusal)
        {
            return (DialOutcome.Filtered, refusal);
        }

        var lists = ThroughLists(conduit, from.Id, to.Id, port);
        return lists.Outcome == DialOutcome.Open && Armed<DataDiodeConfig>(conduit) is { } diode ? (DialOutcome.Open, $"{diode.Id}{Acknowledged}") : lists;
    }

    private T? Armed<T>(ConduitConfig conduit)
        where T : ControlConfig => scenario.ControlsOn(conduit.Id).OfType<T>().FirstOrDefault(c => isArmed(c.Id));

    /// <summary>The direction of a diode, a wireless medium for declared flows only, and the way over a jump host: a bare dial of the host has no session behind it.</summary>
    private string? Refused(ConduitConfig conduit, AssetConfig from, AssetConfig to, int port)
    {
        if (Armed<DataDiodeConfig>(conduit) is { } diode && to.Zone == diode.FromZone && !diode.Returns.Contains(DiodeReturn.Connections))
        {
            return $"{diode.Id}/against-direction";
        }

        var isDeclared = conduit.Flows.Any(f => f.From == from.Id && f.To == to.Id && f.Port == port);
        if (Armed<WirelessConfig>(conduit) is { DeclaredOnly: true } wireless && !isDeclared)
        {
            return $"{wireless.Id}/not-declared";
        }

        if (Armed<JumpHostConfig>(conduit) is not { } jump || scenario.ZoneOf(jump.Host) == to.Zone)
        {
            return null;
        }

        var isConsole = to.Services.Any(s => s.Port == port && s.Protocol == ServiceProtocol.Console);
        if (from.Id != jump.Host)
        {
            return isConsole && !jump.LetsPast.Contains(JumpHostGap.Direct) ? $"{jump.Id}/direct" : null;
        }

        return jump.LetsPast.Contains(JumpHostGap.Relay) ? null
            : !isDeclared ? $"{jump.Id}/forwarding"
            : isConsole ? $"{jump.Id}/no-session" : null;
    }

    private (DialOutcome Outcome, string By) ThroughLists(ConduitConfig conduit, string from, string to, int port)
    {
        var by = $"{conduit.Id} has no allow-list";
        foreach (var list in scenario.ControlsOn(conduit.Id).OfType<AllowListConfig>().Where(c => isArmed(c.Id)))
        {
            var permit = list.Permit.FirstOrDefault(p => p.Covers(from, to, port));
            var found = scenario.AsBuilt.Rules.Any(r => r.Control == list.Id && new PermitConfig("found", r.From, r.To, r.Port).Covers(from, to, port));
            if (permit is null && !found)
            {
                return (DialOutcome.Filtered, $"{list.Id}/default-deny");
            }

            by = permit is null ? $"{list.Id}/found" : $"{list.Id}/{permit.Id}";
        }

        return (DialOutcome.Open, by);
    }
}
