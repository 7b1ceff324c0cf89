using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Conduits.Tests;

public sealed class MutualTlsTests
{
    private sealed class Recording : ISpanTap
    {
        public List<byte> Bytes { get; } = [];

        public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
        {
            Bytes.AddRange(bytes.Span);
            return bytes;
        }
    }

    private sealed class Flip : ISpanTap
    {
        private int _chunks;

        public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
        {
            if (direction != SpanDirection.ToServer || ++_chunks < 4)
            {
                return bytes;
            }

            var copy = bytes.ToArray();
            copy[^1] ^= 1;
            return copy;
        }
    }

    [Fact]
    public void Carries_A_Poll_And_The_Span_Shows_No_Plain_Text()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Tls()));
        var tap = new Recording();
        using var on = bench.Network.Tap("C1", tap);
        using var client = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.ReadHoldingRegistersAsync(1, 100, 2)).Status);
        Assert.True(tap.Bytes.Count > 500, "a handshake passes the span");
        var request = new byte[] { 0, 0, 0, 6, 1, 3, 0, 100, 0, 2 };
        Assert.Equal(-1, tap.Bytes.ToArray().AsSpan().IndexOf(request));
    }

    [Fact]
    public void Plain_Span_Shows_The_Request()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Tls()), armed: false);
        var tap = new Recording();
        using var on = bench.Network.Tap("C1", tap);
        using var client = bench.Client();
        bench.Run(() => client.ReadHoldingRegistersAsync(1, 100, 2));
        Assert.True(tap.Bytes.ToArray().AsSpan().IndexOf(new byte[] { 0, 0, 0, 6, 1, 3, 0, 100, 0, 2 }) > 0);
    }

    [Fact]
    public void A_Changed_Record_Ends_The_Connection_And_Changes_Nothing()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Tls()));
        using var client = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 860)).Status);
        using var on = bench.Network.Tap("C1", new Flip());
        for (var i = 0; i < 6; i++)
        {
            bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 861));
        }

        Assert.False(client.IsOpen);
        Assert.InRange(bench.Registers.HoldingRegisters[100], (ushort)860, (ushort)861);
    }

    public static TheoryData<string, string> Intruders => new()
    {
        { "self-signed", "untrusted-issuer" }, { "foreign", "untrusted-issuer" }, { "expired", "not-time-valid" }, { "early", "not-time-valid" },
        { "wrong-usage", "wrong-usage" }, { "revoked", "revoked" }, { "forged", "untrusted-issuer" }, { "wrong-name", "wrong-name" }, { "none", "no-certificate" },
    };

    [Theory]
    [MemberData(nameof(Intruders))]
    public void Refuses_A_Host_On_The_Medium_With_A_Bad_Certificate(string kind, string rule)
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Tls()));
        var accepted = bench.Run(() => AttemptAsync(bench, Certificate(bench.Pki, kind)));
        Assert.False(accepted);
        Assert.Contains(bench.Blocked, l => l.Control == "C1-tls" && l.Rule == rule);
    }

    [Fact]
    public void Accepts_A_Genuine_Certificate_Of_The_Opposite_End()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Tls()));
        Assert.True(bench.Run(() => AttemptAsync(bench, bench.Pki.Genuine("C1.gw-a", -1, 1))));
    }

    private static X509Certificate2? Certificate(ScenarioPki pki, string kind) => kind switch
    {
        "self-signed" => pki.SelfSigned("C1.gw-a"),
        "foreign" => pki.Foreign("C1.gw-a"),
        "expired" => pki.Genuine("C1.gw-a", -100, -1),
        "early" => pki.Genuine("C1.gw-a", 1, 100),
        "wrong-usage" => pki.WrongUsage("C1.gw-a"),
        "forged" => pki.Forged("C1.gw-a"),
        "revoked" => pki.Revoked("C1.gw-a"),
        "wrong-name" => pki.Genuine("C9.gw-a", -1, 1),
        _ => null,
    };

    private static async Task<bool> AttemptAsync(Bench bench, X509Certificate2? certificate)
    {
        var dial = await bench.Network.DialGatewayAsync("C1", "Z-B", "intruder");
        await using var tls = new SslStream(dial.Stream!);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "C1.gw-b",
                ClientCertificates = certificate is null ? null : [certificate],
                LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            });
            await tls.WriteAsync(SpanPreamble.Encode(
                System.Net.IPAddress.Parse("10.4.0.1"), System.Net.IPAddress.Parse("10.5.0.1"), 4242, 502));
            await tls.WriteAsync(ModbusFrame.ToAdu(1, 1, [6, 0, 100, 0, 7]));
            return await tls.ReadAsync(new byte[64]) > 0;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return false;
        }
    }
}
