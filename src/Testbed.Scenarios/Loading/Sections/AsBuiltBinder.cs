namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>as_built:</c>.</summary>
internal static class AsBuiltBinder
{
    private static readonly string[] LinkKinds = [.. ConduitBinder.SpanKinds, "modem", "vlan"];

    /// <summary>The section.</summary>
    public static MapType<AsBuiltConfig> Section { get; } = Types.Map("as_built", r => new AsBuiltConfig(
        r.Optional("links", Types.List(Types.Map("link", BindLink)), [], "links as found; one without conduit is a path nobody declared"),
        r.Optional("hosts", Types.List(Types.Map("host", h => new HostConfig(
            h.Required("id", Types.NewId(Named.Host), "the physical host's id"),
            h.Required("assets", Types.List(Types.Ref(Named.Asset), needsOne: true), "assets that run on it")))), [], "physical hosts"),
        r.Optional("switches", Types.List(Types.Map("switch", s => new SwitchConfig(
            s.Required("id", Types.NewId(Named.Switch), "the physical switch's id"),
            s.Required("zones", Types.List(Types.Ref(Named.Zone), needsOne: true), "zones whose networks it carries")))), [], "physical switches"),
        r.Optional("ports", Types.List(Types.Map("port", p => new OpenPortConfig(
            p.Required("asset", Types.Ref(Named.Asset), "the asset"),
            p.Required("port", Types.Port, "logical port"),
            p.Required("protocol", Types.Word<ServiceProtocol>("protocol"), "what answers there")))), [], "ports found open"),
        r.Optional("rules", Types.List(Types.Map("rule", p => new FoundRuleConfig(
            p.Required("control", Types.Ref(Named.Control), "the control in whose gateway it was found"),
            p.Required("from", Types.RefOrAny(Named.Asset), "source asset, or * for any"),
            p.Required("to", Types.RefOrAny(Named.Asset), "target asset, or * for any"),
            p.Required("port", Types.Int(0, 65535, "port", DiagnosticCodes.PortOutOfRange), "logical port, 0 for any")))), [],
            "permits found in gateways beyond the configuration")));

    private static LinkConfig BindLink(MapReader r)
    {
        var link = new LinkConfig(
            r.Required("id", Types.NewId(Named.Link), "the link's id"),
            r.Required("from", Types.Ref(Named.Zone | Named.Asset), "zone, or asset where it ends in one"),
            r.Required("to", Types.Ref(Named.Zone | Named.Asset), "zone, or asset where it ends in one"),
            r.Required("kind", Types.OneOf("kind of link", LinkKinds), "the medium"),
            r.OptionalObject("conduit", Types.Ref(Named.Conduit), "the declared conduit it realises; leave it out for an undeclared path"),
            r.Required("found", Types.Text, "how it was found"));
        var at = r.At("conduit");
        r.Binding.Later(scenario =>
        {
            if (link.Conduit is { } id && scenario.Conduit(id) is { } conduit && link.From.Length > 0 && link.To.Length > 0
                && !conduit.Joins(ZoneOf(scenario, link.From), ZoneOf(scenario, link.To)))
            {
                r.Binding.Report(DiagnosticCodes.LinkOutsideConduit, at, $"{id} joins {conduit.ZoneA} and {conduit.ZoneB}, this link does not");
            }
        });
        return link;
    }

    private static string ZoneOf(Scenario scenario, string end) => scenario.Asset(end)?.Zone ?? end;
}
