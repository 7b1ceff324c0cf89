using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Testbed.TestSupport;

namespace Testbed.Core.Tests;

/// <summary>The role extension, byte by byte as the specification has it (MODBUS/TCP Security v36, R-21, R-22, R-65).</summary>
public sealed class ModbusRoleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 4, 15, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Operator", "0C084F70657261746F72")]
    [InlineData("Überwacher", "0C0BC39C6265727761636865" + "72")]
    public void Is_One_Utf8String(string role, string der)
    {
        var extension = ModbusRole.Extension(role);
        Assert.Equal("1.3.6.1.4.1.50316.802.1", extension.Oid!.Value);
        Assert.False(extension.Critical);
        Assert.Equal(der, Convert.ToHexString(extension.RawData));
    }

    [Fact]
    public void Is_Read_Back_From_A_Certificate_And_Absent_Without_Extension()
    {
        using var pki = new ScenarioPki(Start);
        Assert.Equal("operator", ModbusRole.Of(pki.WithRole("SCADA-1", "operator")));
        Assert.Null(ModbusRole.Of(pki.WithRole("SCADA-2", null)));
        Assert.Null(ModbusRole.Of(pki.Certificate("SCADA-3")));
    }

    [Theory]
    [InlineData("16086F70657261746F72")] // an IA5String
    [InlineData("0C00")] // empty
    [InlineData("0C016F0C0170")] // two strings
    [InlineData("0C09")] // cut off
    [InlineData("0C02C328")] // no UTF-8
    public void Is_No_Role_When_It_Is_Not_One_Utf8String(string der)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=odd", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension(ModbusRole.Oid, Convert.FromHexString(der), false));
        using var certificate = request.CreateSelfSigned(Start.AddDays(-1), Start.AddDays(1));
        Assert.Null(ModbusRole.Of(certificate));
    }

    [SkippableFact]
    public void Is_Decoded_By_Openssl()
    {
        var openssl = ToolProcess.Find("openssl");
        Skip.If(openssl is null, "openssl is not installed");
        using var pki = new ScenarioPki(Start);
        var file = Path.Combine(Directory.CreateTempSubdirectory("testbed-role-").FullName, "client.pem");
        File.WriteAllText(file, pki.WithRole("SCADA-1", "operator").ExportCertificatePem());

        var text = ToolProcess.Run(openssl!, ["asn1parse", "-in", file]).Output.Split('\n').ToList();

        var at = text.FindIndex(l => l.Contains(ModbusRole.Oid, StringComparison.Ordinal));
        Assert.True(at > 0, string.Join('\n', text));
        Assert.EndsWith("0C086F70657261746F72", text[at + 1].TrimEnd(), StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
