namespace Testbed.Scenarios.Tests;

/// <summary>Mistakes around Modbus/TCP Security, located. § marks the place.</summary>
public sealed class ModbusSecurityDiagnosticTests
{
    private const string Roles = "      operator: [4, { functions: [3, 6], addresses: 100 }]\n      reader: [4]\n";

    [Theory]
    [Covers(DiagnosticCodes.NoSecureService)]
    [Covers(DiagnosticCodes.CertificateWithoutRole)]
    [Covers(DiagnosticCodes.UnknownCertificateRole)]
    [Covers(DiagnosticCodes.AuthorityNotValid)]
    [Covers(DiagnosticCodes.RevokedInUse)]
    [Covers(DiagnosticCodes.RoleTooNarrow)]
    [Covers(DiagnosticCodes.DuplicateCertificate)]
    [Covers(DiagnosticCodes.RevokedUnknown)]
    [InlineData(DiagnosticCodes.NoSecureService, "id: RTU-security\n    on: RTU-1", "id: RTU-security\n    on: §SCADA-1")]
    [InlineData(DiagnosticCodes.CertificateWithoutRole, "{ holder: HIST-1, role: reader }|    roles:\n" + Roles,
        "{ holder: HIST-1 }|    roles:\n      §" + "operator: [4, { functions: [3, 6], addresses: 100 }]\n      reader: [4]\n")]
    [InlineData(DiagnosticCodes.UnknownCertificateRole, "{ holder: HIST-1, role: reader }", "{ holder: HIST-1, role: §raeder }")]
    [InlineData(DiagnosticCodes.AuthorityNotValid, "pki:\n", "pki:\n  valid_to: §2025-12-31\n")]
    [InlineData(DiagnosticCodes.AuthorityNotValid, "pki:\n", "pki:\n  valid_from: §2026-02-01\n")]
    [InlineData(DiagnosticCodes.RevokedInUse, "revoked: [LAPTOP-7]", "revoked: [§SCADA-1]")]
    [InlineData(DiagnosticCodes.RoleTooNarrow, Roles, "      §" + "operator: [4, { functions: 3, addresses: 100 }]\n      reader: [4]\n")]
    [InlineData(DiagnosticCodes.DuplicateCertificate, "{ holder: LAPTOP-7, role: operator }", "{ holder: §SCADA-1, role: operator }")]
    [InlineData(DiagnosticCodes.RevokedUnknown, "revoked: [LAPTOP-7]", "revoked: [§LAPTOP-8]")]
    [InlineData(DiagnosticCodes.FunctionCodeOutOfRange, "reader: [4]", "reader: [§128]")]
    [InlineData(DiagnosticCodes.FunctionCodeOutOfRange, "functions: [3, 6], addresses: 100 }]\n      reader", "functions: [3, §0], addresses: 100 }]\n      reader")]
    [InlineData(DiagnosticCodes.BadRange, "functions: [3, 6], addresses: 100 }]\n      reader", "functions: [3, 6], addresses: §110-100 }]\n      reader")]
    [InlineData(DiagnosticCodes.UnitMismatch, "protocol: modbus-security, port: 802, unit: 1 }", "protocol: §modbus-security, port: 802 }")]
    [InlineData(DiagnosticCodes.UnknownWord, "min_version: \"1.2\"", "min_version: §\"1.1\"")]
    public void Reports_Code_And_Place(string code, string find, string replace)
    {
        var text = PairText();
        foreach (var (from, to) in find.Split('|').Zip(replace.Split('|')))
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        var (clean, line, column) = ScenarioText.Locate(text);

        var result = Load(clean);

        Assert.Null(result.Scenario);
        Assert.Contains((code, line, column), result.Diagnostics.Select(d => (d.Code, d.Line, d.Column)));
    }

    [Fact]
    public void Plans_A_Certificate_For_Every_Asset_And_Gateway_And_Other_Holder()
    {
        var scenario = Load(PairText()).Scenario!;
        var plan = PkiPlans.Of(scenario);
        Assert.Equal(["HIST-1", "RTU-1", "SCADA-1", "C1.gw-a", "C1.gw-b", "LAPTOP-7"], plan.Identities.Select(i => i.Name));
        Assert.Equal("reader", plan.RoleOf("HIST-1"));
        Assert.Null(plan.RoleOf("RTU-1"));
        Assert.True(plan.Identities.Single(i => i.Name == "LAPTOP-7").Revoked);
    }

    [Theory]
    [InlineData("operator", 6, 100, 1, true)]
    [InlineData("operator", 6, 101, 1, false)]
    [InlineData("operator", 3, 100, 2, false)]
    [InlineData("operator", 16, 100, 1, false)]
    [InlineData("reader", 4, 0, 125, true)]
    [InlineData("reader", 6, 100, 1, false)]
    [InlineData("stranger", 4, 0, 1, false)]
    [InlineData(null, 4, 0, 1, false)]
    public void Role_Covers_Its_Functions_On_Its_Addresses(string? role, int function, int address, int count, bool allowed)
    {
        var control = Load(PairText()).Scenario!.Controls.OfType<ModbusSecurityConfig>().Single();
        Assert.Equal(allowed, control.Allows(role, function, address, count));
        Assert.True((control with { Roles = null }).Allows(role, function, address, count));
    }

    private static string PairText() => TestSupport.Repository.Read("scenarios/modbus-pair/scenario.yaml");

    private static LoadResult Load(string text)
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("testbed-pair-").FullName, "modbus-pair");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), text);
        try
        {
            return ScenarioLoader.Load(folder);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }
}
