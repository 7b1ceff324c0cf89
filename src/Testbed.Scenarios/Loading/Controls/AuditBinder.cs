namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>audit</c>.</summary>
internal sealed class AuditBinder : ControlBinder<AuditConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var collector = r.OptionalObject("collector", Types.Ref(Named.Asset), "the log collector; leave it out to keep records local");
        var capacity = r.Optional("capacity", Types.Int(1, 1_000_000, "number of records"), 1000, "records kept locally (default 1000)");
        Collectors.Check(r, "collector", collector);
        return h => new AuditConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Collector = collector,
            Capacity = capacity,
        };
    }
}
