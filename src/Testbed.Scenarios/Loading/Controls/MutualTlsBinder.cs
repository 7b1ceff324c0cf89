namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>mutual-tls</c>.</summary>
internal sealed class MutualTlsBinder : ControlBinder<MutualTlsConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var trust = TrustKeys.Read(r);
        return h => new MutualTlsConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            TrustedAuthorities = trust.Authorities,
            MinVersion = trust.MinVersion,
            CheckValidity = trust.CheckValidity,
            CheckRevocation = trust.CheckRevocation,
        };
    }
}
