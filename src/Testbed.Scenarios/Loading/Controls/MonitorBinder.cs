namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>monitor</c>.</summary>
internal sealed class MonitorBinder : ControlBinder<MonitorConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var collector = r.Required("collector", Types.Ref(Named.Asset), "the log collector that takes the alerts");
        var rules = r.Optional("rules", Types.List(Types.OneOf("monitoring rule", MonitorConfig.AllRules)), MonitorConfig.AllRules,
            "rules switched on (default all)");
        Collectors.Check(r, "collector", collector);
        return h => new MonitorConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Collector = collector,
            Rules = rules,
        };
    }
}
