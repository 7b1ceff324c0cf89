using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Testbed.Core;

namespace Testbed.Conduits.Tests;

/// <summary>A host on the medium of conduit C1 that speaks to the controller's end without the other gateway.</summary>
internal static class Intruder
{
    /// <summary>A raw connection to the span side.</summary>
    public static Stream Dial(Bench bench) => bench.Run(() => bench.Network.DialGatewayAsync("C1", "Z-B", "intruder")).Stream!;

    /// <summary>The header that claims a source, on its way to the controller's port.</summary>
    public static byte[] Claim(string source, int port = 502) =>
        SpanPreamble.Encode(IPAddress.Parse(source), IPAddress.Parse("10.5.0.1"), 61000, port);

    /// <summary>Connects and claims a source.</summary>
    public static Stream Enter(Bench bench, string source)
    {
        var stream = Dial(bench);
        Send(bench, stream, Claim(source));
        return stream;
    }

    /// <summary>Speaks TLS with a certificate and believes any peer.</summary>
    public static async Task<Stream> SecureAsync(Stream raw, X509Certificate2 certificate)
    {
        var tls = new SslStream(raw);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "C1.gw-b",
            ClientCertificates = [certificate],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate,
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        });
        return tls;
    }

    /// <summary>Sends bytes and lets everything come to rest; a broken connection is no error here.</summary>
    public static void Send(Bench bench, Stream stream, ReadOnlyMemory<byte> bytes) => bench.Run(async () =>
    {
        try
        {
            await stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The gateway hung up.
        }
    });
}
