namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>allow-list</c>.</summary>
internal sealed class AllowListBinder : ControlBinder<AllowListConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var permits = r.Optional(
            "permit", new DeclaredOrListType<PermitConfig>(Types.Map("permit", BindPermit)), DeclaredOr<PermitConfig>.Declared,
            "'declared' (default) for the conduit's declared flows, or a list of permits; 'declared' may be one of its entries");
        return h => new AllowListConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Permit = permits.Expand(() => FromFlows(h)),
        };
    }

    private static IEnumerable<PermitConfig> FromFlows(ControlHead head) =>
        (head.Conduit?.Flows ?? []).Select(f => new PermitConfig(f.Id, f.From, f.To, f.Port));

    private static PermitConfig BindPermit(MapReader r) => new(
        r.Required("id", Types.NewId(Named.Rule), "the rule's id"),
        r.Required("from", Types.RefOrAny(Named.Asset), "source asset, or * for any"),
        r.Required("to", Types.RefOrAny(Named.Asset), "target asset, or * for any"),
        r.Required("port", Types.Int(0, 65535, "port", DiagnosticCodes.PortOutOfRange), "logical port, 0 for any"));
}
