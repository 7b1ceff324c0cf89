namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>supervisor-override</c>.</summary>
internal sealed class SupervisorOverrideBinder : ControlBinder<SupervisorOverrideConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var permissions = r.Required("permissions", Types.List(Types.OneOf("permission that can be lent", SupervisorOverrideConfig.Lendable), needsOne: true),
            "permissions that can be lent; none that decides about rights or records");
        var supervisors = r.Required("supervisors", Types.List(Types.Text, needsOne: true), "accounts of the asset that may lend them to others");
        var longest = r.Optional("longest", Types.Duration, TimeSpan.FromMinutes(30), "the longest loan (default 30min)");
        var (places, at) = (r.Places("on"), r.At("supervisors"));
        r.Binding.Later(scenario =>
        {
            foreach (var asset in places.Select(scenario.Asset).OfType<AssetConfig>())
            {
                People.Check(r.Binding, asset, supervisors, at);
            }
        });
        return h => new SupervisorOverrideConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Permissions = permissions,
            Supervisors = supervisors,
            Longest = longest,
        };
    }
}
