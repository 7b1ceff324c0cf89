using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Certificates of an authority that has nothing to do with the plant are trusted too.</summary>
public sealed class WrongCertificateTrusted() : MutationOperator<MutualTlsConfig>("wrong-certificate-trusted", "a foreign authority is trusted")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, MutualTlsConfig control) => control.TrustedAuthorities.Contains("foreign")
        ? []
        :
        [
            new("", control with { TrustedAuthorities = [.. control.TrustedAuthorities, "foreign"] }, Rows("SR 1.8", "SR 1.9"),
                "the foreign authority's certificates are accepted"),
        ];
}
