using System.Security.Cryptography;
using Testbed.TestSupport;

namespace Testbed.Core.Tests;

/// <summary>The revocation list: whom it names, until when it is believed, and that only its authority can have signed it.</summary>
public sealed class RevocationListTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 4, 15, 0, TimeSpan.Zero);

    private static readonly PkiPlan Plan = PkiPlan.Around(Start) with
    {
        Identities = [new("SCADA-1", "asset", "operator", false), new("LAPTOP-7", "holder", "operator", true)],
    };

    [Fact]
    public void Names_The_Declared_And_Those_Revoked_Later()
    {
        using var pki = new ScenarioPki(Plan);
        Assert.Equal("revoked", pki.Revocations.Refusal(pki.Certificate("LAPTOP-7"), Start));
        Assert.Null(pki.Revocations.Refusal(pki.Certificate("SCADA-1"), Start));
        var later = pki.Revoked("SCADA-1");
        Assert.Equal("revoked", pki.Revocations.Refusal(later, Start));
        Assert.Null(pki.Revocations.Refusal(pki.Certificate("SCADA-1"), Start));
        Assert.Equal(2, pki.Revocations.Count);
    }

    [Fact]
    public void Is_Not_Believed_Past_Its_Next_Update()
    {
        using var pki = new ScenarioPki(Plan);
        var list = pki.Revocations;
        Assert.Equal("revocation-list-expired", list.Refusal(pki.Certificate("SCADA-1"), list.NextUpdate!.Value.AddSeconds(1)));
    }

    [Fact]
    public void Says_Nothing_Of_Another_Authoritys_Certificates()
    {
        using var pki = new ScenarioPki(Plan);
        Assert.Null(pki.Revocations.Refusal(pki.Foreign("LAPTOP-7"), Start));
    }

    [Fact]
    public void Survives_Pem_And_Refuses_A_Changed_Or_Foreign_List()
    {
        using var pki = new ScenarioPki(Plan);
        using var other = new ScenarioPki(Plan);
        var pem = pki.Revocations.Pem;
        Assert.Equal(1, RevocationList.ParsePem(pem, pki.Authority("scenario")).Count);
        Assert.Throws<CryptographicException>(() => RevocationList.ParsePem(pem, other.Authority("scenario")));
        Assert.Throws<CryptographicException>(() => RevocationList.ParsePem("-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----", pki.Authority("scenario")));
        Assert.Throws<CryptographicException>(() => RevocationList.ParsePem("nothing", pki.Authority("scenario")));
        PemEncoding.TryFind(pem, out var fields);
        var der = Convert.FromBase64String(pem[fields.Base64Data]);
        for (var i = 0; i < der.Length; i++)
        {
            var changed = (byte[])der.Clone();
            changed[i] ^= 0x01;
            Assert.Throws<CryptographicException>(() => RevocationList.Parse(changed, pki.Authority("scenario")));
        }
    }

    [SkippableFact]
    public void Is_Understood_By_Openssl()
    {
        var openssl = ToolProcess.Find("openssl");
        Skip.If(openssl is null, "openssl is not installed");
        using var pki = new ScenarioPki(Plan);
        var folder = Directory.CreateTempSubdirectory("testbed-crl-").FullName;
        string At(string name, string text)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
            return Path.Combine(folder, name);
        }

        var authority = At("ca.pem", pki.Authority("scenario").ExportCertificatePem());
        var list = At("crl.pem", pki.Revocations.Pem);
        ToolResult Verify(string name) => ToolProcess.Run(openssl!,
        [
            "verify", "-attime", $"{Start.ToUnixTimeSeconds()}", "-crl_check", "-CAfile", authority, "-CRLfile", list,
            At($"{name}.pem", pki.Certificate(name).ExportCertificatePem()),
        ]);

        Assert.Equal(0, Verify("SCADA-1").ExitCode);
        Assert.Contains("certificate revoked", Verify("LAPTOP-7").ToString(), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
