using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testbed.Core;

/// <summary>
/// Whether a certificate is to be trusted for a use, by the run's own authorities, revocation list and simulated time, never by the host's store. Stateless but
/// for its configuration.
/// </summary>
public sealed class CertificateTrust(TlsTrust trust, ScenarioPki pki, TimeProvider clock)
{
    /// <summary>The use of certificates that sign programs: extended key usage code signing (RFC 5280 section 4.2.1.12).</summary>
    public const string CodeSigning = CertificateForms.CodeSigning;

    /// <summary>The use of certificates with which somebody shows who he is to a server: client authentication.</summary>
    public const string ClientAuth = CertificateForms.ClientAuth;

    /// <summary>The common name.</summary>
    public static string NameOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.GetNameInfo(X509NameType.SimpleName, false);
    }

    /// <summary>
    /// Why a certificate is not to be trusted: <c>no-certificate</c>, <c>untrusted-issuer</c>, <c>not-time-valid</c>, <c>wrong-usage</c>, <c>revoked</c>,
    /// <c>revocation-list-expired</c>, <c>wrong-name</c>; null when it is.
    /// </summary>
    /// <param name="certificate">As a peer showed it.</param>
    /// <param name="name">The name it must carry; null for any.</param>
    /// <param name="usage">The extended key usage it must be fit for.</param>
    public string? Refusal(X509Certificate2? certificate, string? name, string usage)
    {
        if (certificate is null)
        {
            return "no-certificate";
        }

        // Building a chain is the dearest part of a handshake, and the same certificates meet all day long.
        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var key = $"{certificate.Thumbprint}|{usage}|{string.Join(',', trust.Authorities)}|{trust.CheckValidity}|{day:yyyy-MM-dd}";
        var refusal = pki.ChainVerdicts.GetOrAdd(key, _ => ChainRefusal(certificate, usage) ?? "");
        return refusal.Length > 0 ? refusal
            : trust.CheckRevocation && pki.Revocations.Refusal(certificate, clock.GetUtcNow()) is { } revoked ? revoked
            : name is not null && NameOf(certificate) != name ? "wrong-name" : null;
    }

    private string? ChainRefusal(X509Certificate2 certificate, string usage)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy = TlsEnd.NoSystemTrust;
        foreach (var authority in trust.Authorities)
        {
            chain.ChainPolicy.CustomTrustStore.Add(pki.Authority(authority));
        }

        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));
        if (!trust.CheckValidity)
        {
            chain.ChainPolicy.VerificationFlags |= X509VerificationFlags.IgnoreNotTimeValid;
        }

        return chain.Build(certificate) ? null
            : chain.ChainStatus.Any(s => s.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) ? "not-time-valid"
            : chain.ChainStatus.Any(s => s.Status.HasFlag(X509ChainStatusFlags.NotValidForUsage)) ? "wrong-usage"
            : "untrusted-issuer";
    }
}
