namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>settings-report</c>.</summary>
internal sealed class SettingsReportBinder : ControlBinder<SettingsReportConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var verification = r.Optional("verification", Types.Bool, true, "settings are compared with those released on request (default true)");
        Consoles.Check(r);
        return h => new SettingsReportConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Verification = verification,
        };
    }
}
