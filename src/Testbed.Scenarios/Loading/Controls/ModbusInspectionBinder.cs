namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>modbus-inspection</c>.</summary>
internal sealed class ModbusInspectionBinder : ControlBinder<ModbusInspectionConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var rules = r.Optional(
            "rules", new DeclaredOrListType<ModbusRuleConfig>(Types.Map("rule", BindRule)), DeclaredOr<ModbusRuleConfig>.Declared,
            "'declared' (default) for the access of the conduit's declared flows, or a list of rules; 'declared' may be one of its entries");
        return h => new ModbusInspectionConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Rules = rules.Expand(() => FromFlows(h)),
        };
    }

    private static IEnumerable<ModbusRuleConfig> FromFlows(ControlHead head)
    {
        foreach (var flow in (head.Conduit?.Flows ?? []).Where(f => f.Protocol == ServiceProtocol.Modbus))
        {
            // A flow declared without access may do everything its protocol can; what vendors added to it (the codes that users define) has to be named.
            var accesses = flow.Access.Count > 0 ? flow.Access : [new([.. Enumerable.Range(1, 127).Where(f => f is not ((>= 65 and <= 72) or (>= 100 and <= 110)))], 0, 65535, null, null, null, null)];
            var unit = head.System.Asset(flow.To)?.Services.FirstOrDefault(s => s.Port == flow.Port)?.Unit;
            for (var i = 0; i < accesses.Count; i++)
            {
                yield return new(accesses.Count == 1 ? flow.Id : FormattableString.Invariant($"{flow.Id}-{i + 1}"), flow.From, flow.To, flow.Port, unit,
                    accesses[i]);
            }
        }
    }

    private static ModbusRuleConfig BindRule(MapReader r) => new(
        r.Required("id", Types.NewId(Named.Rule), "the rule's id"),
        r.Required("from", Types.RefOrAny(Named.Asset), "source asset, or * for any"),
        r.Required("to", Types.RefOrAny(Named.Asset), "target asset, or * for any"),
        r.Required("port", Types.Int(0, 65535, "port", DiagnosticCodes.PortOutOfRange), "logical port, 0 for any"),
        r.OptionalValue("unit", Types.Unit, "Modbus unit id; leave it out for any"),
        r.Required("access", FlowBinder.AccessType, "what is permitted"));
}
