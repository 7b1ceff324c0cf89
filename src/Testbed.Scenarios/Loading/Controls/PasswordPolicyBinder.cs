namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>password-policy</c>.</summary>
internal sealed class PasswordPolicyBinder : ControlBinder<PasswordPolicyConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var length = r.Optional("min_length", Types.Int(1, 128, "shortest password"), 12, "shortest password (default 12)");
        var classes = r.Optional("min_classes", Types.Int(1, 4, "number of classes"), 3, "how many of lower case, upper case, digits, others (default 3)");
        var history = r.Optional("history", Types.Int(0, 24, "number of passwords"), 0, "so many last passwords, the present one among them, are not taken again (default 0)");
        var min = r.Optional("min_age", Types.DurationOrZero, TimeSpan.Zero, "a password that was set here is kept at least so long (default 0s)");
        var max = r.OptionalValue("max_age", Types.Duration, "who logs on with an older password must change it first (default: no limit)");
        var service = r.OptionalValue("service_max_age", Types.Duration, "the same for programs: they keep reading and an event is raised (default: no limit)");
        var warning = r.Optional("warning", Types.DurationOrZero, TimeSpan.FromDays(14), "from so long before the greatest age on a log-on warns (default 14d)");
        foreach (var (key, age) in new[] { ("max_age", max), ("service_max_age", service) })
        {
            if (age <= min)
            {
                r.Report(DiagnosticCodes.PasswordAgeOrder, key, $"'{key}' must be longer than 'min_age', or no password could ever be in order",
                    "make it longer, or 'min_age' shorter");
            }
        }

        return h => new PasswordPolicyConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            MinLength = length,
            MinClasses = classes,
            History = history,
            MinAge = min,
            MaxAge = max,
            ServiceMaxAge = service,
            Warning = warning,
        };
    }
}
