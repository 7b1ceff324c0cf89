using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Guessing is never stopped: the limit is out of reach, or nobody is subject to it.</summary>
public sealed class LockOutOff() : MutationOperator<LockOutConfig>("lock-out-off", "an account is never locked")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, LockOutConfig control)
    {
        var blame = Rows("SR 1.11");
        yield return new("attempts", control with { Attempts = 1_000_000 }, blame, "an account is locked after a million failures");
        yield return new("exempt", control with { Exempt = [.. scenario.Asset(control.On)?.Accounts.Select(a => a.Name) ?? []] }, blame, "every account is exempt");
    }
}

/// <summary>Passwords of one character, or of one kind of character, are taken.</summary>
public sealed class PasswordPolicyWeak() : MutationOperator<PasswordPolicyConfig>("password-policy-weak", "weak passwords are taken")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, PasswordPolicyConfig control)
    {
        var blame = Rows("SR 1.7");
        yield return new("length", control with { MinLength = 1 }, blame, "one character is enough");
        yield return new("classes", control with { MinClasses = 1 }, blame, "one kind of character is enough");
    }
}

/// <summary>Supplier default credentials work. Only where the supplier ships some.</summary>
public sealed class VendorDefaultsAllowed() : MutationOperator<AccountsConfig>("vendor-defaults-allowed", "supplier default credentials work")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, AccountsConfig control)
    {
        var shipped = scenario.Asset(control.On)?.Accounts.Where(a => a.VendorDefault).ToList() ?? [];
        if (shipped.Count > 0)
        {
            // Default accounts that nobody owns are refused as shared ones too.
            yield return new(
                "", control with { RefuseVendorDefaults = false }, Rows("SR 1.5"), "supplier default credentials are not refused",
                KeepsRules: control.PersonalOnly && shipped.TrueForAll(a => !a.Personal));
        }
    }
}

/// <summary>Accounts that several people share can log on. Only where there are some.</summary>
public sealed class SharedAccountsAllowed() : MutationOperator<AccountsConfig>("shared-accounts-allowed", "shared accounts can log on")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, AccountsConfig control)
    {
        var shared = scenario.Asset(control.On)?.Accounts.Where(a => a is { Personal: false, Service: false }).ToList() ?? [];
        if (shared.Count > 0)
        {
            yield return new(
                "", control with { PersonalOnly = false }, Rows("SR 1.1 RE 1"), "shared accounts are not refused",
                KeepsRules: control.RefuseVendorDefaults && shared.TrueForAll(a => a.VendorDefault));
        }
    }
}

/// <summary>The notification before log-on is blank.</summary>
public sealed class NotificationEmpty() : MutationOperator<UseNotificationConfig>("notification-empty", "the use notification is blank")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, UseNotificationConfig control) =>
        [new("", control with { Text = "" }, Rows("SR 1.12"), "nothing is shown before log-on")];
}
