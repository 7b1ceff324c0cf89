using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>The client side of TLS as an attacker uses it: with any certificate or none, and without caring whom he talks to.</summary>
internal static class AttackTls
{
    /// <summary>Shakes hands on a stream; null, with the stream closed, when the other side refuses. In TLS 1.3 a refusal may show only with the first read.</summary>
    [SuppressMessage("Security", "CA5359", Justification = "The attacker does not care whom he talks to.")]
    public static async Task<SslStream?> OpenAsync(IAttackRange range, Stream stream, string host, X509Certificate2? certificate)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            RemoteCertificateValidationCallback = AcceptAnybody,
            ClientCertificates = certificate is null ? null : new X509CertificateCollection { certificate },
            LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
            CertificateChainPolicy = TlsEnd.NoSystemTrust,
        };
        using var patience = new CancellationTokenSource(AttackTimes.Call, range.Clock);
        await using var end = range.Clock.CreateTimer(_ => stream.Dispose(), null, AttackTimes.Call, Timeout.InfiniteTimeSpan);
        try
        {
            await tls.AuthenticateAsClientAsync(options, patience.Token);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            await tls.DisposeAsync();
            range.Note("tls", $"{host}: handshake failed");
            return null;
        }

        range.Note("tls", $"{host}: handshake done");
        return tls;
    }

    /// <summary>True for what a refusing peer causes, false for our own mistakes.</summary>
    public static bool IsRefusal(Exception e) =>
        e is IOException or AuthenticationException or OperationCanceledException or CryptographicException or ObjectDisposedException;

    private static bool AcceptAnybody(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;
}
