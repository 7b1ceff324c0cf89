namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>rate-limit</c>.</summary>
internal sealed class RateLimitBinder : ControlBinder<RateLimitConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var pdus = r.Required("pdus_per_second", Types.Int(1, 100_000, "number of PDUs"), "application PDUs per simulated second and source asset");
        var connections = r.Required("connections", Types.Int(1, 10_000, "number of connections"), "simultaneous connections per source asset");
        return h => new RateLimitConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            PdusPerSecond = pdus,
            Connections = connections,
        };
    }
}
