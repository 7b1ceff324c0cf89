namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>data-diode</c>.</summary>
internal sealed class DataDiodeBinder : ControlBinder<DataDiodeConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var from = r.Required("from_zone", Types.Ref(Named.Zone), "the zone that sends; the other one of the conduit receives");
        var returns = r.Optional("returns", Types.List(Types.Word<DiodeReturn>("way back")), [],
            "what the product lets back in spite of its name, as found: replies, connections (default nothing)");
        var (at, on) = (r.At("from_zone"), r.At("on"));
        CheckTls(r, on);
        return h =>
        {
            if (h.Conduit is { } conduit)
            {
                CheckFlows(r, h.System, conduit, from, at, on);
            }

            return new DataDiodeConfig
            {
                Id = h.Id,
                On = h.On,
                Product = h.Product,
                KnownLimits = h.KnownLimits,
                ClaimsOverride = h.Claims,
                FromZone = from,
                Returns = returns,
            };
        };
    }

    private static void CheckFlows(MapReader r, Scenario scenario, ConduitConfig conduit, string from, Mark at, Mark on)
    {
        if (from != conduit.ZoneA && from != conduit.ZoneB)
        {
            r.Binding.Report(DiagnosticCodes.DiodeSide, at, $"{from} is not at an end of {conduit.Id}", $"write {conduit.ZoneA} or {conduit.ZoneB}");
            return;
        }

        foreach (var flow in conduit.Flows.Where(f => scenario.ZoneOf(f.To) == from || !f.Protocol.IsPush()))
        {
            var why = flow.Protocol.IsPush() ? $"runs towards {from}" : $"needs answers, as {flow.Protocol.Word()} does";
            r.Binding.Report(DiagnosticCodes.DiodeAgainstFlow, on, $"flow '{flow.Id}' of {conduit.Id} {why}: a one-way conduit never carries it",
                "leave one-way conduits to flows that push (syslog), and give this flow a conduit of its own");
        }
    }

    private static void CheckTls(MapReader r, Mark on) => r.Binding.Later(scenario =>
    {
        var places = r.Places("on");
        foreach (var tls in scenario.Controls.OfType<MutualTlsConfig>().Where(t => places.Contains(t.On)))
        {
            r.Binding.Report(DiagnosticCodes.DiodeWithTls, on, $"'{tls.Id}' shakes hands over {tls.On}, which takes both directions", "remove one of the two");
        }
    });
}
