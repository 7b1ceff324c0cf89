using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Passwords of one character, or of one kind of character, are taken; or passwords come back, run through at once, or live for ever.</summary>
public sealed class PasswordPolicyWeak() : MutationOperator<PasswordPolicyConfig>("password-policy-weak", "weak or old passwords are taken")
{
    private static readonly TimeSpan Ever = TimeSpan.FromDays(100_000);

    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, PasswordPolicyConfig control)
    {
        var blame = Rows("SR 1.7");
        yield return new("length", control with { MinLength = 1 }, blame, "one character is enough");
        yield return new("classes", control with { MinClasses = 1 }, blame, "one kind of character is enough");
        var people = Rows("SR 1.7 RE 1");
        yield return new("history", control with { History = 0 }, people, "passwords may be used again");
        yield return new("min-age", control with { MinAge = TimeSpan.Zero }, people, "a password may be changed twice in a row");
        if (control.MaxAge is not null)
        {
            yield return new("max-age", control with { MaxAge = Ever }, people, "a password lasts for centuries");
        }

        // Where no program has an account there is nothing to age.
        if (control.ServiceMaxAge is not null && scenario.Asset(control.On)?.Accounts.Any(a => a.Service) == true)
        {
            yield return new("service-max-age", control with { ServiceMaxAge = Ever }, Rows("SR 1.7 RE 2"), "a program's password lasts for centuries");
        }
    }
}
