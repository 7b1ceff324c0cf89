using Testbed.Core;

namespace Testbed.Runtime.Tests;

/// <summary>A folder of certificates: what is written is read back, and what does not fit is named.</summary>
public sealed class PkiFolderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 4, 15, 0, TimeSpan.Zero);

    private static readonly PkiPlan Plan = PkiPlan.Around(Start) with
    {
        Identities = [new("SCADA-1", "asset", "operator", false), new("C1.gw-a", "gateway", null, false), new("LAPTOP-7", "holder", "operator", true)],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("testbed-pki-").FullName;

    public PkiFolderTests()
    {
        using var pki = new ScenarioPki(Plan);
        PkiFolder.Write(pki, _folder);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Is_Read_Back_With_Keys_Roles_And_Revocations()
    {
        using var pki = new ScenarioPki(Plan, PkiFolder.Load(_folder, Plan));
        Assert.True(pki.Certificate("SCADA-1").HasPrivateKey);
        Assert.Equal("operator", ModbusRole.Of(pki.Certificate("SCADA-1")));
        Assert.Equal("revoked", pki.Revocations.Refusal(pki.Certificate("LAPTOP-7"), Start));
        Assert.Null(pki.Revocations.Refusal(pki.Certificate("SCADA-1"), Start));
    }

    [Fact]
    public void Keys_Are_Readable_By_Their_Owner_Only()
    {
        using var pki = new ScenarioPki(Plan);
        PkiFolder.Write(pki, _folder);
        var keys = Directory.GetFiles(_folder, "*.key", SearchOption.AllDirectories);
        Assert.Equal(4, keys.Length);
        foreach (var key in keys)
        {
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(key) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), key);
        }
    }

    [Theory]
    [InlineData("ca.key", null, "ca.pem with ca.key cannot be used")]
    [InlineData("certificates/SCADA-1.pem", null, "SCADA-1.pem with SCADA-1.key cannot be used")]
    [InlineData("certificates/SCADA-1.key", "nothing", "SCADA-1.pem with SCADA-1.key cannot be used")]
    [InlineData("crl.pem", null, "crl.pem")]
    [InlineData("crl.pem", "nothing", "this is no revocation list in PEM")]
    public void Names_What_Is_Missing_Or_Broken(string file, string? text, string message)
    {
        File.Delete(Path.Combine(_folder, file));
        if (text is not null)
        {
            File.WriteAllText(Path.Combine(_folder, file), text);
        }

        Assert.Contains(message, Assert.Throws<PkiFolderException>(() => PkiFolder.Load(_folder, Plan)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_Another_Role_And_An_Authority_Past_Its_Time()
    {
        var other = Plan with { Identities = [new("SCADA-1", "asset", "viewer", false)] };
        Assert.Contains("carries the role 'operator', the scenario declares the role 'viewer'", Assert.Throws<PkiFolderException>(() => PkiFolder.Load(_folder, other)).Message,
            StringComparison.Ordinal);
        Assert.Contains("the scenario begins on 2036-01-15", Assert.Throws<PkiFolderException>(() => PkiFolder.Load(_folder, Plan with { Start = Start.AddYears(10) })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_A_Certificate_With_Anothers_Key()
    {
        File.Copy(Path.Combine(_folder, "certificates/LAPTOP-7.key"), Path.Combine(_folder, "certificates/SCADA-1.key"), overwrite: true);
        Assert.Throws<PkiFolderException>(() => PkiFolder.Load(_folder, Plan));
    }
}
