using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using Testbed.TestSupport;

namespace Testbed.Runtime.Tests;

/// <summary>Modbus/TCP Security on the running controller of scenarios/modbus-pair: who gets in, what a role may do, what is written down.</summary>
public sealed class ModbusSecurityTests
{
    private static readonly Scenario Pair = ScenarioLoader.Load(Repository.PathOf("scenarios/modbus-pair")).Scenario!;
    private static readonly byte[] Read = [4, 0, 0, 0, 2];
    private static readonly byte[] Write = [6, 0, 100, 0, 205];

    public static TheoryData<string, string> Refused => new()
    {
        { "none", "no-certificate" }, { "self-signed", "untrusted-issuer" }, { "foreign", "untrusted-issuer" }, { "forged", "untrusted-issuer" },
        { "expired", "not-time-valid" }, { "early", "not-time-valid" }, { "wrong-usage", "wrong-usage" }, { "revoked", "revoked" }, { "declared-revoked", "revoked" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_A_Bad_Certificate_Before_Any_Answer(string kind, string rule)
    {
        using var range = new Range(Pair);
        var ledger = Watch(range);
        Assert.Null(Ask(range, Certificate(range.Pki, kind), Read));
        Assert.Contains(ledger, e => e is { Control: "RTU-security", Action: LedgerAction.Blocked } && e.Rule == rule);
        Assert.Contains(range.Device("RTU-1").AuditRecords, r => r is { Type: "tls-refused", Result: "failure" } && r.Detail == rule);
    }

    public static TheoryData<string?, bool, bool> Rights => new() { { "operator", true, true }, { "reader", true, false }, { null, false, false }, { "visitor", false, false } };

    [Theory]
    [MemberData(nameof(Rights))]
    public void Serves_What_The_Role_Covers_And_Answers_Exception_1_To_The_Rest(string? role, bool reads, bool writes)
    {
        using var range = new Range(Pair);
        var ledger = Watch(range);
        var certificate = range.Pki.WithRole("PANEL-2", role);
        Assert.Equal(reads, Ask(range, certificate, Read)![0] == 4);
        var answer = Ask(range, certificate, Write)!;
        Assert.Equal(writes ? Write : [0x86, 0x01], answer);
        Assert.Equal(writes ? 20.5 : 20, range.Device("RTU-1").Point("set-point"));
        Assert.Contains(ledger, e => e.Control == "RTU-security" && e.Action == (writes ? LedgerAction.Recorded : LedgerAction.Blocked)
            && e.Rule == $"{role ?? "no-role"}-fc-6" && e.Pdu.StartsWith("PANEL-2", StringComparison.Ordinal));
        Assert.Contains(range.Device("RTU-1").AuditRecords, r => r.Subject == "PANEL-2" && r.Type == (writes ? "write" : "role-refused"));
    }

    [Fact]
    public void Refuses_Plain_Modbus_And_An_Address_Outside_The_Roles_Range()
    {
        using var range = new Range(Pair);
        var ledger = Watch(range);
        using var guest = range.Twin.ZoneNetwork.Enter("Z-DRS", "guest");
        Assert.Null(range.Run(async () => await ExchangeAsync((await range.Twin.ZoneNetwork.DialAsync("guest", "RTU-1", 802)).Stream!, Read)));
        Assert.Contains(ledger, e => e is { Control: "RTU-security", Rule: "plain" });
        Assert.Equal([0x86, 0x01], Ask(range, range.Pki.Certificate("SCADA-1"), [6, 0, 110, 0, 250]));
    }

    [Fact]
    public void Disarmed_It_Takes_Plain_Modbus_And_Any_Certificate()
    {
        using var range = new Range(Pair, TwinKind.Open);
        using (range.Twin.ZoneNetwork.Enter("Z-DRS", "guest"))
        {
            Assert.Equal(4, range.Run(async () => await ExchangeAsync((await range.Twin.ZoneNetwork.DialAsync("guest", "RTU-1", 802)).Stream!, Read))![0]);
        }

        Assert.Equal(Write, Ask(range, range.Pki.SelfSigned("anybody"), Write));
        Assert.Equal(4, Ask(range, null, Read)![0]);
    }

    [Theory]
    [InlineData(TwinKind.Armed)]
    [InlineData(TwinKind.Open)]
    public void Masters_Poll_And_Write_Over_Both_Services(TwinKind kind)
    {
        using var range = new Range(Pair, kind);
        range.Tick(61);
        Assert.All(Pair.Traffic.Polls, p => Assert.Equal(0, range.Device(p.From).PollCounters[p.Id].Failed));
        Assert.All(Pair.Traffic.Polls, p => Assert.True(range.Device(p.From).PollCounters[p.Id].Good > 0, p.Id));
    }

    [Fact]
    public void Audit_Names_The_Master_Whose_Certificate_Was_Verified()
    {
        using var range = new Range(Pair);
        range.Tick(601);
        Assert.Contains(range.Device("RTU-1").AuditRecords, r => r is { Subject: "SCADA-1", Type: "write" } && r.Detail.StartsWith("set-point 20.5", StringComparison.Ordinal));
    }

    [Fact]
    public void A_Silent_Peer_Is_Let_Go_After_The_Handshake_Timeout()
    {
        using var range = new Range(Pair);
        using var guest = range.Twin.ZoneNetwork.Enter("Z-DRS", "guest");
        var stream = range.Dial("guest", "RTU-1", 802).Stream!;
        Assert.Equal(0, range.Run(async () => await stream.ReadAsync(new byte[16]), seconds: 8));
    }

    [Fact]
    public void Close_Plain_Keeps_The_Plain_Service_Shut()
    {
        var closed = Pair with { Controls = [.. Pair.Controls.Select(c => c is ModbusSecurityConfig m ? m with { ClosePlain = true } : c)] };
        using var range = new Range(closed);
        Assert.Equal(DialOutcome.Closed, range.Dial("SCADA-1", "RTU-1", 502).Outcome);
        Assert.Equal(4, Ask(range, range.Pki.Certificate("HIST-1"), Read)![0]);
    }

    private static List<LedgerEntry> Watch(Range range)
    {
        var entries = new List<LedgerEntry>();
        range.Twin.Record.OnLedger = entries.Add;
        return entries;
    }

    private static X509Certificate2? Certificate(ScenarioPki pki, string kind) => kind switch
    {
        "self-signed" => pki.SelfSigned("SCADA-1"),
        "foreign" => pki.Foreign("SCADA-1"),
        "forged" => pki.Forged("SCADA-1"),
        "expired" => pki.Genuine("SCADA-1", -100, -1),
        "early" => pki.Genuine("SCADA-1", 1, 100),
        "wrong-usage" => pki.WrongUsage("SCADA-1"),
        "revoked" => pki.Revoked("SCADA-1"),
        "declared-revoked" => pki.Certificate("LAPTOP-7"),
        _ => null,
    };

    /// <summary>The answer's PDU to a guest in the station; null when the connection ended without one.</summary>
    private static byte[]? Ask(Range range, X509Certificate2? certificate, byte[] pdu)
    {
        using var guest = range.Twin.ZoneNetwork.Enter("Z-DRS", "guest");
        return range.Run(async () =>
        {
            await using var tls = new SslStream((await range.Twin.ZoneNetwork.DialAsync("guest", "RTU-1", 802)).Stream!);
            try
            {
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
                {
                    TargetHost = "RTU-1",
                    LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
                    RemoteCertificateValidationCallback = (_, _, _, _) => true,
                    CertificateChainPolicy = TlsEnd.NoSystemTrust,
                });
                return await ExchangeAsync(tls, pdu);
            }
            catch (Exception e) when (e is AuthenticationException or IOException)
            {
                return null;
            }
        });
    }

    private static async Task<byte[]?> ExchangeAsync(Stream stream, byte[] pdu)
    {
        try
        {
            await stream.WriteAsync(ModbusFrame.ToAdu(1, 1, pdu));
            var answer = new byte[ModbusLimits.MaxAduLength];
            var read = await stream.ReadAsync(answer);
            return read == 0 ? null : answer[ModbusLimits.MbapHeaderLength..read];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
