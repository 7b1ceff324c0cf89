namespace Testbed.Attacks;

/// <summary>
/// SR 1.9: public key authentication with expired, not yet valid, revoked, self-signed and foreign certificates, with the wrong usage, and without proof of the
/// key.
/// </summary>
public sealed class InvalidCertificate() : CertificateProbe(
    "invalid-certificate", "SR 1.9",
    ("expired", CertificateCase.Expired), ("not-yet-valid", CertificateCase.NotYetValid), ("revoked", CertificateCase.Revoked),
     ("without-key", CertificateCase.WithoutKey),
    ("self-signed", CertificateCase.SelfSigned), ("foreign-authority", CertificateCase.ForeignAuthority), ("wrong-usage", CertificateCase.WrongUsage));
