namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>password-policy</c>.</summary>
internal sealed class PasswordPolicyBinder : ControlBinder<PasswordPolicyConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var length = r.Optional("min_length", Types.Int(1, 128, "shortest password"), 12, "shortest password (default 12)");
        var classes = r.Optional("min_classes", Types.Int(1, 4, "number of classes"), 3, "how many of lower case, upper case, digits, others (default 3)");
        return h => new PasswordPolicyConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            MinLength = length,
            MinClasses = classes,
        };
    }
}
