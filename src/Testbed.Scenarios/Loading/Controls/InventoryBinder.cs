namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>inventory</c>.</summary>
internal sealed class InventoryBinder : ControlBinder<InventoryConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var register = r.OptionalObject("register", Types.Ref(Named.Asset), "the log collector that keeps the system's inventory; leave it out to keep it local");
        var listen = r.Optional("listen", Types.Bool, true, "hosts that nobody registered are noted when they connect (default true)");
        Collectors.Check(r, "register", register);
        Consoles.Check(r);
        return h => new InventoryConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Register = register,
            Listen = listen,
        };
    }
}
