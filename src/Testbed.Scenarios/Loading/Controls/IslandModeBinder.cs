namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>island-mode</c>.</summary>
internal sealed class IslandModeBinder : ControlBinder<IslandModeConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var from = r.Required("ordered_from", Types.List(Types.Ref(Named.Asset), needsOne: true), "assets at whose console the order is given, by roles with the permission 'island'");
        var key = r.Required("key", Types.Text, "the key entered at the gateways and at these assets");
        var cuts = r.Optional("cuts_running", Types.Bool, true, "false where connections that run go on (default true)");
        var at = r.At("ordered_from");
        return h =>
        {
            foreach (var asset in from.Select(h.System.Asset).OfType<AssetConfig>())
            {
                if (h.Conduit is { } conduit && asset.Zone != conduit.ZoneA && asset.Zone != conduit.ZoneB)
                {
                    r.Binding.Report(DiagnosticCodes.OrderFromElsewhere, at, $"{asset.Id} lies in {asset.Zone}, beside {conduit.Id}",
                        $"name assets of {conduit.ZoneA} or {conduit.ZoneB}: the order must not need a conduit");
                }
            }

            return new IslandModeConfig
            {
                Id = h.Id,
                On = h.On,
                Product = h.Product,
                KnownLimits = h.KnownLimits,
                ClaimsOverride = h.Claims,
                OrderedFrom = from,
                Key = key,
                CutsRunning = cuts,
            };
        };
    }
}
