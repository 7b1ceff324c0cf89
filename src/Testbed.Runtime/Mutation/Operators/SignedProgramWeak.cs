using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Signatures of programs that are looked at too generously: one mistake each.</summary>
public sealed class SignedProgramWeak() : MutationOperator<SignedProgramConfig>("signed-program-weak", "signatures of programs are looked at too generously")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, SignedProgramConfig control)
    {
        if (!control.TrustedAuthorities.Contains("foreign"))
        {
            yield return new("authority", control with { TrustedAuthorities = [.. control.TrustedAuthorities, "foreign"] }, Rows("SR 2.4"),
                "the foreign authority's signers are accepted");
        }

        yield return new("signers", control with { Signers = [.. control.Signers, "somebody-else"] }, Rows("SR 2.4"), "somebody else may sign, too");
        yield return new("validity", control with { CheckValidity = false }, Rows("SR 2.4"), "expired signers are accepted");
        yield return new("revocation", control with { CheckRevocation = false }, Rows("SR 2.4"), "revoked signers are accepted");
        yield return new("older", control with { RefuseOlder = false }, Rows("SR 3.4"), "an earlier program is taken again");
    }
}
