namespace Testbed.Scenarios;

/// <summary>What a site inspection found. Model checks compare it with what is declared.</summary>
public sealed record AsBuiltConfig(
    IReadOnlyList<LinkConfig> Links, IReadOnlyList<HostConfig> Hosts, IReadOnlyList<SwitchConfig> Switches,
    IReadOnlyList<OpenPortConfig> Ports, IReadOnlyList<FoundRuleConfig> Rules);

/// <summary>A link between two zones (or to an asset) as found. Without a conduit it is a path nobody declared.</summary>
/// <param name="Id">The id.</param>
/// <param name="From">Zone.</param>
/// <param name="To">Zone.</param>
/// <param name="Kind">Medium.</param>
/// <param name="Conduit">The declared conduit it realises, or null.</param>
/// <param name="Found">How it was found: inspection, scan, invoice.</param>
public sealed record LinkConfig(string Id, string From, string To, string Kind, string? Conduit, string Found)
{
    /// <summary>Whether it leads from one place to the other, either way. A place is an asset or guest and the zone where it stands; a link may end at either.</summary>
    public bool Joins(string a, string zoneOfA, string b, string zoneOfB) =>
        (EndsAt(From, a, zoneOfA) && EndsAt(To, b, zoneOfB)) || (EndsAt(From, b, zoneOfB) && EndsAt(To, a, zoneOfA));

    private static bool EndsAt(string end, string asset, string zone) => end == asset || end == zone;
}

/// <summary>A physical host and the assets that run on it.</summary>
public sealed record HostConfig(string Id, IReadOnlyList<string> Assets);

/// <summary>A physical switch and the zones whose networks it carries.</summary>
public sealed record SwitchConfig(string Id, IReadOnlyList<string> Zones);

/// <summary>A port found open on an asset.</summary>
public sealed record OpenPortConfig(string Asset, int Port, ServiceProtocol Protocol);

/// <summary>A permit found in a gateway beyond those of the control's configuration.</summary>
public sealed record FoundRuleConfig(string Control, string From, string To, int Port);
