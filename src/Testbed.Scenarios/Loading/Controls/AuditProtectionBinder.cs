namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>audit-protection</c>.</summary>
internal sealed class AuditProtectionBinder : ControlBinder<AuditProtectionConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        return h => new AuditProtectionConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
        };
    }
}
