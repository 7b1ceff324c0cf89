namespace Testbed.Attacks;

/// <summary>SR 1.8: certificates outside the declared PKI: another authority's, self-signed, issued for another use. Certificate policy is declared.</summary>
public sealed class UntrustedCertificate() : CertificateProbe(
    "untrusted-certificate", "SR 1.8",
    ("foreign-authority", CertificateCase.ForeignAuthority), ("self-signed", CertificateCase.SelfSigned), ("wrong-usage", CertificateCase.WrongUsage));
