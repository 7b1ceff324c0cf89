using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>Names of the gateway ends of a conduit.</summary>
public static class GatewayNames
{
    /// <summary>The end in a zone: <c>C4.gw-a</c> or <c>C4.gw-b</c>.</summary>
    public static string End(ConduitConfig conduit, string zone) => zone == conduit.ZoneA ? $"{conduit.Id}.gw-a" : $"{conduit.Id}.gw-b";

    /// <summary>The end in or nearest to a zone.</summary>
    public static string EndNear(ConduitConfig conduit, string? zone) => End(conduit, zone == conduit.ZoneB ? conduit.ZoneB : conduit.ZoneA);
}
