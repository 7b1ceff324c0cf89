using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>How a handshake ended: with a stream, or with the rule that refused it.</summary>
public sealed record SpanHandshake(SslStream? Stream, string? Refusal);

/// <summary>
/// TLS of a conduit's two ends: each presents its own certificate and accepts only the opposite end's, issued by a trusted authority and valid at the
/// simulated time. Stateless but for its configuration; trial thread only.
/// </summary>
public sealed class SpanTls(MutualTlsConfig config, ScenarioPki pki, TimeProvider clock)
{
    private const SslProtocols From12 = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>
    /// Keeps SslStream from building a chain against the host's root store before it asks us: our own trust decides, and the host's must not even be read.
    /// </summary>
    private static X509ChainPolicy NoSystemTrust => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    private SslProtocols Versions => config.MinVersion == "1.3" ? SslProtocols.Tls13 : From12;

    /// <summary>Opens the client side.</summary>
    public Task<SpanHandshake> ConnectAsync(Stream raw, string self, string peer) => ShakeAsync(raw, peer, "1.3.6.1.5.5.7.3.1", (tls, accepts) =>
        tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = peer,
            EnabledSslProtocols = Versions,
            ClientCertificateContext = pki.Gateway(self),
            CertificateChainPolicy = NoSystemTrust,
            RemoteCertificateValidationCallback = accepts,
        }));

    /// <summary>Opens the server side; a peer without an acceptable certificate is refused.</summary>
    public Task<SpanHandshake> AcceptAsync(Stream raw, string self, string peer) => ShakeAsync(raw, peer, "1.3.6.1.5.5.7.3.2", (tls, accepts) =>
        tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = pki.Gateway(self),
            ClientCertificateRequired = true,
            EnabledSslProtocols = Versions,
            CertificateChainPolicy = NoSystemTrust,
            RemoteCertificateValidationCallback = accepts,
        }));

    private async Task<SpanHandshake> ShakeAsync(Stream raw, string peer, string usage, Func<SslStream, RemoteCertificateValidationCallback, Task> authenticate)
    {
        string? refusal = null;
        var tls = new SslStream(raw, leaveInnerStreamOpen: false);
        try
        {
            await authenticate(tls, (_, certificate, _, _) => (refusal = Refusal(certificate as X509Certificate2, peer, usage)) is null);
            return new SpanHandshake(tls, null);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return new SpanHandshake(null, refusal ?? "handshake-failed");
        }
    }

    private string? Refusal(X509Certificate2? certificate, string peer, string usage)
    {
        if (certificate is null)
        {
            return "no-certificate";
        }

        // Building a chain is the dearest part of a handshake, and the same certificates meet all day long.
        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var key = $"{certificate.Thumbprint}|{usage}|{string.Join(',', config.TrustedAuthorities)}|{config.CheckValidity}|{day:yyyy-MM-dd}";
        var refusal = pki.ChainVerdicts.GetOrAdd(key, _ => ChainRefusal(certificate, usage) ?? "");
        return refusal.Length > 0 ? refusal : certificate.GetNameInfo(X509NameType.SimpleName, false) == peer ? null : "wrong-name";
    }

    private string? ChainRefusal(X509Certificate2 certificate, string usage)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        foreach (var authority in config.TrustedAuthorities)
        {
            chain.ChainPolicy.CustomTrustStore.Add(pki.Authority(authority));
        }

        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(usage));
        if (!config.CheckValidity)
        {
            chain.ChainPolicy.VerificationFlags |= X509VerificationFlags.IgnoreNotTimeValid;
        }

        return chain.Build(certificate) ? null
            : chain.ChainStatus.Any(s => s.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) ? "not-time-valid"
            : chain.ChainStatus.Any(s => s.Status.HasFlag(X509ChainStatusFlags.NotValidForUsage)) ? "wrong-usage"
            : "untrusted-issuer";
    }
}
