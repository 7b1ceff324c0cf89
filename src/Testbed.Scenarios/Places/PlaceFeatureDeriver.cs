using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>
/// Derives the facts of a place (words of <see cref="PlaceFeatures"/>) from the model. The rules, each in one line below, are part of what is measured:
/// a row applies where its feature is there. Pure.
/// </summary>
public static class PlaceFeatureDeriver
{
    /// <summary>The features of a zone or conduit; those written by hand are added. Empty for an unknown id.</summary>
    public static IReadOnlySet<string> Features(Scenario scenario, string place)
    {
        if (scenario.Zone(place) is { } zone)
        {
            return OfZone(scenario, zone);
        }

        return scenario.Conduit(place) is { } conduit ? OfConduit(scenario, conduit) : new HashSet<string>(StringComparer.Ordinal);
    }

    private static HashSet<string> OfZone(Scenario scenario, ZoneConfig zone)
    {
        var assets = scenario.Assets.Where(a => a.Zone == zone.Id).ToList();
        var ids = assets.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var conduits = scenario.Conduits.Where(c => c.ZoneA == zone.Id || c.ZoneB == zone.Id).ToList();
        var flows = conduits.SelectMany(c => c.Flows).ToList();
        var services = assets.SelectMany(a => a.Services).ToList();
        var features = new HashSet<string>(zone.Features, StringComparer.Ordinal);

        // An interface for people is a console somewhere in the zone; one for programs is a service, or being the client of one.
        AddIf(features, PlaceFeatures.HumanInterface, services.Any(s => s.Interface == "human"));
        AddIf(features, PlaceFeatures.MachineInterface, services.Any(s => s.Interface == "machine")
            || flows.Any(f => f.Protocol != ServiceProtocol.Console && ids.Contains(f.From)));
        AddIf(features, PlaceFeatures.Passwords, assets.Any(a => a.Accounts.Count > 0));

        // Certificates, and an untrusted medium, are matters of the zone when one of its conduits has them: the gateway end stands in the zone.
        AddIf(features, PlaceFeatures.Pki, conduits.Any(c => UsesCertificates(scenario, c)) || ids.Any(a => HasModbusSecurity(scenario, a)));
        AddIf(features, PlaceFeatures.UntrustedSpan, conduits.Any(c => !c.Span.Trusted));

        // The radio stands at the end in the field: the zone with controllers. Where neither or both ends have any, both count.
        AddIf(features, PlaceFeatures.Wireless,
            conduits.Any(c => c.Span.IsWireless && (HasControllers(scenario, zone.Id) || !HasControllers(scenario, c.Other(zone.Id)))));

        // Remote access: people in another zone open a console here.
        AddIf(features, PlaceFeatures.RemoteAccess, flows.Any(f => f.Protocol == ServiceProtocol.Console && ids.Contains(f.To)));
        AddIf(features, PlaceFeatures.Hosts, assets.Any(a => !a.Kind.IsController()));
        AddIf(features, PlaceFeatures.Controllers, HasControllers(scenario, zone.Id));
        AddIf(features, PlaceFeatures.ConfidentialData, assets.Any(a => a.Confidential));
        AddIf(features, PlaceFeatures.FileTransfer, services.Any(s => s.Protocol == ServiceProtocol.Files));

        // Every asset with a console keeps audit records, if only locally; a collector keeps those of others.
        AddIf(features, PlaceFeatures.AuditStore, services.Any(s => s.Interface == "human") || assets.Any(a => a.Kind == AssetKind.LogCollector));
        AddIf(features, PlaceFeatures.MixedCriticality, SharesAHost(scenario, zone));
        return features;
    }

    private static HashSet<string> OfConduit(Scenario scenario, ConduitConfig conduit)
    {
        var features = new HashSet<string>(conduit.Features, StringComparer.Ordinal);
        var consoles = conduit.Flows.Where(f => f.Protocol == ServiceProtocol.Console).ToList();

        // A conduit has the interfaces that its declared flows reach through it.
        AddIf(features, PlaceFeatures.HumanInterface, consoles.Count > 0);
        AddIf(features, PlaceFeatures.MachineInterface, conduit.Flows.Any(f => f.Protocol != ServiceProtocol.Console));
        AddIf(features, PlaceFeatures.Passwords, consoles.Any(f => scenario.Asset(f.To)?.Accounts.Count > 0));
        AddIf(features, PlaceFeatures.Pki, UsesCertificates(scenario, conduit));
        AddIf(features, PlaceFeatures.Wireless, conduit.Span.IsWireless);
        AddIf(features, PlaceFeatures.UntrustedSpan, !conduit.Span.Trusted);
        AddIf(features, PlaceFeatures.RemoteAccess, consoles.Count > 0);
        AddIf(features, PlaceFeatures.FileTransfer, conduit.Flows.Any(f => f.Protocol == ServiceProtocol.Files));
        AddIf(features, PlaceFeatures.ConfidentialData,
            conduit.Flows.Any(f => scenario.Asset(f.From)?.Confidential == true || scenario.Asset(f.To)?.Confidential == true));

        // Functions of different criticality meet at a conduit whose two zones differ in it.
        AddIf(features, PlaceFeatures.MixedCriticality, scenario.Zone(conduit.ZoneA)?.Criticality != scenario.Zone(conduit.ZoneB)?.Criticality);
        return features;
    }

    private static void AddIf(HashSet<string> features, string feature, bool holds)
    {
        if (holds)
        {
            features.Add(feature);
        }
    }

    // Certificates pass a conduit where its gateways have them, or where it carries a service whose ends do.
    private static bool UsesCertificates(Scenario scenario, ConduitConfig conduit) =>
        scenario.ControlsOn(conduit.Id).Any(c => c is MutualTlsConfig)
        || conduit.Flows.Any(f => f.Protocol == ServiceProtocol.ModbusSecurity && HasModbusSecurity(scenario, f.To));

    private static bool HasModbusSecurity(Scenario scenario, string asset) => scenario.ControlsOn(asset).Any(c => c is ModbusSecurityConfig);

    private static bool HasControllers(Scenario scenario, string zone) => scenario.Assets.Any(a => a.Zone == zone && a.Kind.IsController());

    /// <summary>A physical host or switch, as found, serves this zone and one of another criticality.</summary>
    private static bool SharesAHost(Scenario scenario, ZoneConfig zone)
    {
        var hosts = scenario.AsBuilt.Hosts.Select(h => h.Assets.Select(a => scenario.Asset(a)?.Zone));
        var switches = scenario.AsBuilt.Switches.Select(s => s.Zones.Select(z => (string?)z));
        return hosts.Concat(switches).Any(zones => zones.Contains(zone.Id)
            && zones.Any(z => z is not null && scenario.Zone(z) is { } other && other.Criticality != zone.Criticality));
    }
}
