namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>jump-host</c>.</summary>
internal sealed class JumpHostBinder : ControlBinder<JumpHostConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var host = r.Required("host", Types.Ref(Named.Asset), "the asset in one of the conduit's zones where people's sessions end and go on");
        var key = r.Required("key", Types.Text, "the key entered at the gateways and at the host");
        var past = r.Optional("lets_past", Types.List(Types.Word<JumpHostGap>("way past the host")), [], "what passes all the same, as found: direct, relay (default nothing)");
        var at = r.At("host");
        return h =>
        {
            if (h.Conduit is { } conduit && h.System.Asset(host) is { } asset)
            {
                Check(r, h.System, conduit, asset, at);
            }

            return new JumpHostConfig
            {
                Id = h.Id,
                On = h.On,
                Product = h.Product,
                KnownLimits = h.KnownLimits,
                ClaimsOverride = h.Claims,
                Host = host,
                Key = key,
                LetsPast = past,
            };
        };
    }

    private static void Check(MapReader r, Scenario scenario, ConduitConfig conduit, AssetConfig host, Mark at)
    {
        if (host.Zone != conduit.ZoneA && host.Zone != conduit.ZoneB)
        {
            r.Binding.Report(DiagnosticCodes.JumpHostElsewhere, at, $"{host.Id} lies in {host.Zone}, beside {conduit.Id}",
                $"name an asset of {conduit.ZoneA} or {conduit.ZoneB}");
        }
        else if (host.Services.All(s => s.Protocol != ServiceProtocol.Console))
        {
            r.Binding.Report(DiagnosticCodes.JumpHostWithoutConsole, at, $"{host.Id} has no console, so nobody can log on there", "give it a console service, or name another host");
        }

        foreach (var flow in conduit.Flows.Where(f => f.Protocol == ServiceProtocol.Console && f.From != host.Id && scenario.ZoneOf(f.To) != host.Zone))
        {
            r.Binding.Report(DiagnosticCodes.FlowPastJumpHost, at, $"flow '{flow.Id}' leads {flow.From} past {host.Id} to the console of {flow.To}",
                $"let it begin at {host.Id}, or remove it");
        }
    }
}
