using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Testbed.Core;

/// <summary>Whom an end of a TLS connection trusts.</summary>
/// <param name="Authorities"><c>scenario</c>, and by mistake perhaps <c>foreign</c>.</param>
/// <param name="MinVersion"><c>1.2</c> or <c>1.3</c>.</param>
/// <param name="CheckValidity">Validity periods are checked at the simulated time.</param>
/// <param name="CheckRevocation">The authority's revocation list is asked.</param>
public sealed record TlsTrust(IReadOnlyList<string> Authorities, string MinVersion, bool CheckValidity, bool CheckRevocation);

/// <summary>Who a peer has shown to be: the common name of its certificate and the role in it.</summary>
public sealed record TlsPeer(string Name, string? Role);

/// <summary>How a handshake ended: with a stream (and the peer, where it was verified), or with the rule that refused it.</summary>
public sealed record TlsHandshake(SslStream? Stream, TlsPeer? Peer, string? Refusal);

/// <summary>
/// One end of mutually authenticated TLS 1.2 or 1.3: of a conduit's span and of Modbus/TCP Security. It presents its own certificate and accepts a peer whose
/// certificate is issued by a trusted authority, valid at the simulated time, not revoked, and fit for its use. The run's own trust decides, never the host's.
/// SslStream goes on inline on the stream below. Stateless but for its configuration; trial thread only.
/// </summary>
public sealed class TlsEnd(TlsTrust trust, ScenarioPki pki, TimeProvider clock)
{
    private const SslProtocols From12 = SslProtocols.Tls12 | SslProtocols.Tls13;
    private readonly CertificateTrust _trust = new(trust, pki, clock);

    /// <summary>
    /// Keeps SslStream from building a chain against the host's root store before it asks us: our own trust decides, and the host's must not even be read.
    /// </summary>
    public static X509ChainPolicy NoSystemTrust => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    private SslProtocols Versions => trust.MinVersion == "1.3" ? SslProtocols.Tls13 : From12;

    /// <summary>Opens the client side towards a named peer.</summary>
    public Task<TlsHandshake> ConnectAsync(Stream raw, string self, string peer) => ShakeAsync(raw, peer, CertificateForms.ServerAuth, (tls, accepts) =>
        tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = peer,
            EnabledSslProtocols = Versions,
            ClientCertificateContext = pki.Identity(self),
            CertificateChainPolicy = NoSystemTrust,
            RemoteCertificateValidationCallback = accepts,
        }));

    /// <summary>Opens the server side; a peer without an acceptable certificate is refused. Without a name any trusted peer will do.</summary>
    public Task<TlsHandshake> AcceptAsync(Stream raw, string self, string? peer = null) => ShakeAsync(raw, peer, CertificateForms.ClientAuth, (tls, accepts) =>
        tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = pki.Identity(self),
            ClientCertificateRequired = true,
            EnabledSslProtocols = Versions,
            CertificateChainPolicy = NoSystemTrust,
            RemoteCertificateValidationCallback = accepts,
        }));

    /// <summary>Opens the server side for anybody, with any certificate or none: what a product does whose protection is not set up. Nobody is verified.</summary>
    [SuppressMessage("Security", "CA5359", Justification = "The disarmed form of a control.")]
    public static async Task<TlsHandshake> AcceptAnybodyAsync(Stream raw, ScenarioPki pki, string self)
    {
        var tls = new SslStream(raw, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = pki.Identity(self),
                ClientCertificateRequired = true,
                EnabledSslProtocols = From12,
                CertificateChainPolicy = NoSystemTrust,
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
            });
            return new TlsHandshake(tls, null, null);
        }
        catch (Exception e) when (IsFailure(e))
        {
            return new TlsHandshake(null, null, "handshake-failed");
        }
    }

    private static bool IsFailure(Exception e) => e is AuthenticationException or IOException or ObjectDisposedException or InvalidOperationException;

    private async Task<TlsHandshake> ShakeAsync(Stream raw, string? peer, string usage, Func<SslStream, RemoteCertificateValidationCallback, Task> authenticate)
    {
        string? refusal = null;
        TlsPeer? shown = null;
        var tls = new SslStream(raw, leaveInnerStreamOpen: false);
        try
        {
            await authenticate(tls, (_, certificate, _, _) =>
            {
                refusal = _trust.Refusal(certificate as X509Certificate2, peer, usage);
                shown = refusal is null ? new TlsPeer(CertificateTrust.NameOf((X509Certificate2)certificate!), ModbusRole.Of((X509Certificate2)certificate!)) : null;
                return refusal is null;
            });
            return new TlsHandshake(tls, shown, null);
        }
        catch (Exception e) when (IsFailure(e))
        {
            return new TlsHandshake(null, null, refusal ?? "handshake-failed");
        }
    }
}
