using System.Net.Sockets;
using System.Text.RegularExpressions;
using Testbed.TestSupport;

namespace Testbed.Core.Tests;

/// <summary>The client side of the TLS helper against a server that nobody here wrote.</summary>
public sealed partial class TlsEndTests
{
    private static readonly TlsTrust Trust = new(["scenario"], "1.2", true, true);

    [SkippableTheory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task Shakes_Hands_With_S_Server_And_Reads_Who_It_Is(string version)
    {
        using var server = new SServer(version, "RTU-1", p => p.Certificate("RTU-1"));
        var (handshake, _) = await server.DialAsync(Trust, "RTU-1");
        await using var stream = handshake.Stream;
        Assert.Equal(new TlsPeer("RTU-1", null), handshake.Peer);
        Assert.Null(handshake.Refusal);
    }

    [SkippableTheory]
    [InlineData("wrong-name")]
    [InlineData("untrusted-issuer")]
    [InlineData("not-time-valid")]
    [InlineData("revoked")]
    [InlineData("handshake-failed")]
    public async Task Refuses_A_False_Server(string rule)
    {
        using var server = new SServer(rule == "handshake-failed" ? "-tls1_2" : "-tls1_3", "RTU-1", p => rule switch
        {
            "untrusted-issuer" => p.Forged("RTU-1"),
            "not-time-valid" => p.Genuine("RTU-1", -100, -1),
            "revoked" => p.Revoked("RTU-1"),
            _ => p.Certificate("RTU-1"),
        });
        var trust = rule == "handshake-failed" ? Trust with { MinVersion = "1.3" } : Trust;
        var (handshake, _) = await server.DialAsync(trust, rule == "wrong-name" ? "RTU-2" : "RTU-1");
        Assert.Null(handshake.Stream);
        Assert.Equal(rule, handshake.Refusal);
    }

    /// <summary>openssl s_server with a certificate of the scenario that asks its client for one.</summary>
    private sealed partial class SServer : IDisposable
    {
        private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();
        private readonly ScenarioPki _pki = new(Start);
        private readonly string _folder = Directory.CreateTempSubdirectory("testbed-tls-").FullName;
        private readonly ToolProcess _process;
        private readonly int _port;

        public SServer(string version, string name, Func<ScenarioPki, System.Security.Cryptography.X509Certificates.X509Certificate2> certificate)
        {
            var openssl = ToolProcess.Find("openssl");
            Skip.If(openssl is null, "openssl is not installed");
            using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate(_pki))!;
            File.WriteAllText(Path.Combine(_folder, "ca.pem"), _pki.Authority("scenario").ExportCertificatePem());
            File.WriteAllText(Path.Combine(_folder, $"{name}.pem"), certificate(_pki).ExportCertificatePem());
            File.WriteAllText(Path.Combine(_folder, $"{name}.key"), key.ExportPkcs8PrivateKeyPem());
            _process = ToolProcess.Start(openssl!,
                ["s_server", "-accept", "127.0.0.1:0", version, "-cert", $"{name}.pem", "-key", $"{name}.key", "-CAfile", "ca.pem", "-Verify", "1", "-verify_return_error", "-naccept", "1", "-www"], _folder);
            _port = int.Parse(Port().Match(_process.WaitFor("ACCEPT")).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        }

        public async Task<(TlsHandshake Handshake, Socket Socket)> DialAsync(TlsTrust trust, string peer)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("127.0.0.1", _port);
            return (await new TlsEnd(trust, _pki, TimeProvider.System).ConnectAsync(new NetworkStream(socket, ownsSocket: true), "SCADA-1", peer), socket);
        }

        public void Dispose()
        {
            _process.Dispose();
            _pki.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        [GeneratedRegex(@":(\d+)")]
        private static partial Regex Port();
    }
}
