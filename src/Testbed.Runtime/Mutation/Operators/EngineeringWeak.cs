using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A key switch that is wired or set up so that it stops too little: one mistake each.</summary>
public sealed class KeySwitchWeak() : MutationOperator<KeySwitchConfig>("key-switch-weak", "a key switch stops too little")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, KeySwitchConfig control)
    {
        IReadOnlyList<EngineeringOperation> all = Enum.GetValues<EngineeringOperation>();
        if (control.Positions.Keys.Any(p => all.Any(o => !control.Allows(p, o))))
        {
            yield return new("every-position", control with { Allow = control.Positions.Keys.ToDictionary(p => p, _ => all) },
                Rows("SR 2.1", "SR 2.1 RE 1", "SR 2.4", "SR 3.4"), "every position allows everything");
        }

        if (control.Allow.Values.Any(a => !a.Contains(EngineeringOperation.Download)) && control.Positions.Keys.Any(p => !control.Allows(p, EngineeringOperation.Download)))
        {
            yield return new("download", control with
            {
                Allow = control.Positions.Keys.ToDictionary(
                    p => p, p => (IReadOnlyList<EngineeringOperation>)[.. control.Allow.GetValueOrDefault(p, []).Append(EngineeringOperation.Download).Distinct()]),
            }, Rows("SR 2.4", "SR 3.4"), "every position allows a download");
        }
    }
}

/// <summary>A controller that looks too little at the signatures of its programs: one mistake each.</summary>
public sealed class SignedProgramWeak() : MutationOperator<SignedProgramConfig>("signed-program-weak", "a controller looks too little at signatures")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, SignedProgramConfig control)
    {
        yield return new("validity", control with { CheckValidity = false }, Rows("SR 2.4 RE 1", "SR 3.4"), "expired certificates of signers are accepted");
        yield return new("revocation", control with { CheckRevocation = false }, Rows("SR 2.4 RE 1", "SR 3.4"), "revoked certificates of signers are accepted");
        yield return new("older", control with { RefuseOlder = false }, Rows("SR 3.4"), "older releases are taken again");
        if (!control.TrustedAuthorities.Contains("foreign"))
        {
            yield return new("authority", control with { TrustedAuthorities = [.. control.TrustedAuthorities, "foreign"] },
                Rows("SR 2.4", "SR 2.4 RE 1", "SR 3.4"), "signers of the foreign authority are accepted");
        }
    }
}
