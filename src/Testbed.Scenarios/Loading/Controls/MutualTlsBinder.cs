namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>mutual-tls</c>.</summary>
internal sealed class MutualTlsBinder : ControlBinder<MutualTlsConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var authorities = r.Optional(
            "trusted_authorities", Types.List(Types.OneOf("authority", ["scenario", "foreign"]), needsOne: true), ["scenario"],
            "authorities whose certificates are accepted (default scenario; foreign is a mistake worth modelling)");
        var version = r.Optional("min_version", Types.OneOf("TLS version", ["1.2", "1.3"]), "1.2", "lowest protocol version (default 1.2)");
        var validity = r.Optional("check_validity", Types.Bool, true, "validity periods are checked at the simulated time (default true)");
        var revocation = r.Optional("check_revocation", Types.Bool, true, "the authority's revocation list is asked (default true)");
        return h => new MutualTlsConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            TrustedAuthorities = authorities,
            MinVersion = version,
            CheckValidity = validity,
            CheckRevocation = revocation,
        };
    }
}
