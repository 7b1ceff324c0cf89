namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>wireless</c>.</summary>
internal sealed class WirelessBinder : ControlBinder<WirelessConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var devices = r.Required("devices", Types.List(Types.Map("device", BindDevice), needsOne: true), "the devices that may join, with their keys; both gateway ends are among them");
        var withdrawn = r.Optional("withdrawn", Types.List(Types.Text), [], "devices of the list that may not any more: lost, stolen, replaced");
        var perDevice = r.Optional("per_device", Types.Bool, true, "each device shows its own key; false: the key of any device will do (default true)");
        var exclusive = r.Optional("exclusive", Types.Bool, true, "an identity that is on line is refused from another place (default true)");
        var declared = r.Optional("declared_only", Types.Bool, true, "devices get to the conduit's declared flows only (default true)");
        var collector = r.OptionalObject("collector", Types.Ref(Named.Asset), "the log collector that is told of devices which were not let on");
        Collectors.Check(r, "collector", collector);
        var (at, atWithdrawn, isGood) = (r.At("devices"), r.At("withdrawn"), r.IsGood("devices"));
        return h =>
        {
            if (isGood && h.Conduit is { } conduit)
            {
                Check(r, conduit, devices, withdrawn, at, atWithdrawn);
            }

            return new WirelessConfig
            {
                Id = h.Id,
                On = h.On,
                Product = h.Product,
                KnownLimits = h.KnownLimits,
                ClaimsOverride = h.Claims,
                Devices = devices,
                Withdrawn = withdrawn,
                PerDevice = perDevice,
                Exclusive = exclusive,
                DeclaredOnly = declared,
                Collector = collector,
            };
        };
    }

    private static WirelessDeviceConfig BindDevice(MapReader r) => new(
        r.Required("id", Types.Text, "a gateway end such as C5.3.gw-a, or another device"),
        r.Required("key", Types.Text, "the key on its card (invented; never one in use)"));

    private static void Check(
        MapReader r, ConduitConfig conduit, IReadOnlyList<WirelessDeviceConfig> devices, IReadOnlyList<string> withdrawn, Mark at, Mark atWithdrawn)
    {
        if (!conduit.Span.IsWireless)
        {
            r.Binding.Report(DiagnosticCodes.NotWireless, at, $"the span of {conduit.Id} is {conduit.Span.Kind}, so that no device joins it over the air",
                "set the control on a conduit with a span of kind cellular, radio or private-apn");
        }

        foreach (var end in new[] { conduit.GatewayA, conduit.GatewayB }.Where(e => devices.All(d => d.Id != e)))
        {
            r.Binding.Report(DiagnosticCodes.EndCannotJoin, at, $"the gateway end {end} has no key, so that it cannot join its own medium", $"add {{ id: {end}, key: ... }}");
        }

        if (devices.Select(d => d.Key).Distinct().Count() < devices.Count || devices.Select(d => d.Id).Distinct().Count() < devices.Count)
        {
            r.Binding.Report(DiagnosticCodes.SharedIdentity, at, "two devices share a name or a key, so that they cannot be told apart", "give each device a name and a key of its own");
        }

        foreach (var lost in withdrawn.Where(w => devices.All(d => d.Id != w) || w == conduit.GatewayA || w == conduit.GatewayB))
        {
            r.Binding.Report(DiagnosticCodes.WithdrawnUnknown, atWithdrawn, $"'{lost}' is no device that could be withdrawn", "name a device of the list that is no gateway end");
        }
    }
}
