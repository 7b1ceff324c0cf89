using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Certificates of an authority that has nothing to do with the plant are trusted too.</summary>
public sealed class WrongCertificateTrusted() : MutationOperator<MutualTlsConfig>("wrong-certificate-trusted", "a foreign authority is trusted")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, MutualTlsConfig control) => control.TrustedAuthorities.Contains("foreign")
        ? []
        : [new("", control with { TrustedAuthorities = [.. control.TrustedAuthorities, "foreign"] }, Rows("SR 1.8", "SR 1.9"), "the foreign authority's certificates are accepted")];
}

/// <summary>Certificates are accepted before and after their time.</summary>
public sealed class ValidityUnchecked() : MutationOperator<MutualTlsConfig>("validity-unchecked", "a certificate's validity period is not checked")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, MutualTlsConfig control) =>
        [new("", control with { CheckValidity = false }, Rows("SR 1.9"), "expired and not yet valid certificates are accepted")];
}

/// <summary>An older protocol version than the declared one is taken.</summary>
public sealed class ProtocolOutdated() : MutationOperator<MutualTlsConfig>("protocol-outdated", "an older protocol version is taken than declared")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, MutualTlsConfig control) =>
        [new("", control with { MinVersion = "1.2" }, Rows("SR 4.3"), "TLS 1.2 is taken although 1.3 is declared")];
}
