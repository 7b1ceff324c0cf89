namespace Testbed.Scenarios.Loading;

/// <summary>Binds a declared flow and its Modbus access.</summary>
internal static class FlowBinder
{
    /// <summary>Binds a flow of a conduit between two zones.</summary>
    public static FlowConfig Bind(MapReader r, string zoneA, string zoneB)
    {
        var protocol = r.Required("protocol", Types.Word<ServiceProtocol>("protocol"), "what is spoken");
        var access = r.Optional("access", Types.List(AccessType), [], "for Modbus: what the flow may do; without it everything");
        if (access.Count > 0 && r.IsGood("protocol") && !protocol.IsModbus())
        {
            r.Report(DiagnosticCodes.AccessNotModbus, "access", $"{Types.Kebab(protocol)} has no Modbus access to declare", "remove 'access'");
        }

        var flow = new FlowConfig(
            r.Required("id", Types.NewId(Named.Flow), "the flow's id; rules made from it carry it"),
            r.Required("from", Types.Ref(Named.Asset | Named.Gateway), "the asset, or the gateway end such as C6.gw-a, that opens the connection"),
            r.Required("to", Types.Ref(Named.Asset), "the asset that answers"),
            r.Required("port", Types.Port, "logical port"),
            protocol, access,
            r.Required("reason", Types.Text, "why the flow is needed"));
        var (from, to, port) = (r.At("from"), r.At("to"), r.At("port"));
        r.Binding.Later(scenario =>
        {
            CheckEnds(r.Binding, scenario, flow, zoneA, zoneB, from, to);
            if (r.IsGood("port") && r.IsGood("protocol") && scenario.Asset(flow.To) is { } target
                && !target.Services.Any(s => s.Port == flow.Port && s.Protocol == protocol))
            {
                r.Binding.Report(DiagnosticCodes.NoSuchService, port, $"{flow.To} has no {Types.Kebab(protocol)} service on port {flow.Port}",
                    ServicesOf(target));
            }
        });
        return flow;
    }

    /// <summary>The services an asset has, as a hint.</summary>
    public static string ServicesOf(AssetConfig asset) => asset.Services.Count == 0
        ? $"declare the service under {asset.Id}"
        : $"{asset.Id} has {string.Join(", ", asset.Services.Select(s => $"{Types.Kebab(s.Protocol)} {s.Port}"))}";

    /// <summary>Modbus access.</summary>
    public static MapType<ModbusAccessConfig> AccessType { get; } = Types.Map("access", BindAccess);

    private static ModbusAccessConfig BindAccess(MapReader r)
    {
        var functions = r.Required("functions", Types.ListOrOne(Types.FunctionCode, needsOne: true), "function codes");
        var (first, last) = r.Required("addresses", Types.Range, "PDU address or range, such as 100-101");
        (int Min, int Max)? values = r.OptionalValue("values", Types.Range, "register values allowed in writes, such as 800-920");
        var change = r.OptionalValue("max_change", Types.Int(0, 65535, "largest change"), "largest change of the register within 'per'");
        var per = r.OptionalValue("per", Types.Duration, "the period of max_change");
        if (change.HasValue != per.HasValue && r.Has("max_change") != r.Has("per"))
        {
            r.Report(DiagnosticCodes.RateIncomplete, change.HasValue ? "max_change" : "per", "a rate of change needs both 'max_change' and 'per'");
        }

        return new(functions, first, last, values?.Min, values?.Max, change, per);
    }

    private static void CheckEnds(Binding binding, Scenario scenario, FlowConfig flow, string zoneA, string zoneB, Mark from, Mark to)
    {
        var (source, target) = (scenario.ZoneOf(flow.From), scenario.Asset(flow.To));
        if (source is null || target is null || new[] { source, target.Zone, zoneA, zoneB }.Any(z => scenario.Zone(z) is null))
        {
            return;
        }

        var fix = $"a flow through this conduit leads from {zoneA} to {zoneB} or back";
        if (source != zoneA && source != zoneB)
        {
            binding.Report(DiagnosticCodes.FlowOutsideConduit, from, $"{flow.From} lies in {source}, at neither end of this conduit", fix);
        }
        else if (target.Zone != (source == zoneA ? zoneB : zoneA))
        {
            binding.Report(DiagnosticCodes.FlowOutsideConduit, to, $"{target.Id} lies in {target.Zone}, not at the other end of this conduit", fix);
        }
    }
}
