namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>second-factor</c>.</summary>
internal sealed class SecondFactorBinder : ControlBinder<SecondFactorConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var exempt = r.Optional("exempt", Types.List(Types.Text), [], "accounts that need no code, for an essential function");
        var drift = r.Optional("drift", Types.Int(0, 10, "number of steps"), 1, "steps of 30 s by which token and asset may differ (default 1)");
        var once = r.Optional("single_use", Types.Bool, true, "false where a code serves as long as it is shown (default true)");
        return h => new SecondFactorConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Exempt = exempt,
            Drift = drift,
            SingleUse = once,
        };
    }
}
