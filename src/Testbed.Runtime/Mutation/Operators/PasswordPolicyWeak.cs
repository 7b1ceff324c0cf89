using Testbed.Scenarios;

namespace Testbed.Runtime;

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
