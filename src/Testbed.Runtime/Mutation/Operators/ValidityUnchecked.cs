using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Certificates are accepted before and after their time.</summary>
public sealed class ValidityUnchecked() : MutationOperator<MutualTlsConfig>("validity-unchecked", "a certificate's validity period is not checked")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, MutualTlsConfig control) =>
        [new("", control with { CheckValidity = false }, Rows("SR 1.9"), "expired and not yet valid certificates are accepted")];
}
