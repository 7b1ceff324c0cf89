namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>accounts</c>.</summary>
internal sealed class AccountsBinder : ControlBinder<AccountsConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var personal = r.Optional("personal_only", Types.Bool, true, "shared accounts cannot log on (default true)");
        var refuse = r.Optional("refuse_vendor_defaults", Types.Bool, true, "supplier default credentials are refused (default true)");
        return h => new AccountsConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            PersonalOnly = personal,
            RefuseVendorDefaults = refuse,
        };
    }
}
