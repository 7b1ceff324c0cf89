using System.Security.Cryptography;
using System.Text;

namespace Testbed.Core.Tests.Programs;

public sealed class ProgramBundleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 4, 0, 0, TimeSpan.Zero);

    private static ProgramBundle Sample => ProgramBundle.Create("gate", "1.2", [new("b.st", "x := 1;"), new("a.st", "ä")]);

    [Fact]
    public void Has_One_Serialisation_Whatever_The_Order_Of_Its_Files()
    {
        var expected = "54425042" + "01" + "04" + "67617465" + "03" + "312E32" + "0002"
            + "04" + "612E7374" + "00000002" + "C3A4" + "04" + "622E7374" + "00000007" + "78203A3D20313B" + "00";
        Assert.Equal(expected, Convert.ToHexString(Sample.ToBytes()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(expected[..^2]))), Sample.DigestText);
        Assert.Equal(Sample.DigestText, ProgramBundle.Create("gate", "1.2", [new("a.st", "ä"), new("b.st", "x := 1;")]).DigestText);
    }

    [Fact]
    public void Comes_Back_As_It_Was_With_And_Without_Signature()
    {
        using var pki = Pki();
        foreach (var bundle in (ProgramBundle[])[Sample, Sample.Sign(pki.Certificate("desk"))])
        {
            Assert.True(ProgramBundle.TryParse(bundle.ToBytes(), out var read, out var problem), problem);
            Assert.Equal(("gate", "1.2", bundle.DigestText), (read!.Name, read.Version, read.DigestText));
            Assert.Equal(bundle.Files, read.Files);
            Assert.Equal(bundle.ToBytes(), read.ToBytes());
        }
    }

    [Fact]
    public void Is_Signed_By_The_Key_Of_One_Certificate_And_Over_These_Bytes()
    {
        using var pki = Pki();
        var signed = Sample.Sign(pki.Certificate("desk"));
        Assert.True(signed.IsSignedBy(pki.Certificate("desk")));
        Assert.False(signed.IsSignedBy(pki.Certificate("other")));
        Assert.False(Sample.IsSignedBy(pki.Certificate("desk")));
        Assert.False(ProgramBundle.Create("gate", "1.3", Sample.Files).With(signed.Signature).IsSignedBy(pki.Certificate("desk")));
        Assert.Equal(Sample.DigestText, signed.DigestText);
    }

    [Fact]
    public void Refuses_Every_Single_Byte_That_Is_Cut_Or_Added()
    {
        using var pki = Pki();
        var bytes = Sample.Sign(pki.Certificate("desk")).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(ProgramBundle.TryParse(bytes.AsSpan(0, length), out _, out _));
        }

        Assert.False(ProgramBundle.TryParse([.. bytes, 0], out _, out _));
    }

    [Fact]
    public void No_Changed_Byte_Goes_Unnoticed()
    {
        using var pki = Pki();
        var signer = pki.Certificate("desk");
        var bytes = Sample.Sign(signer).ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x01;
            var isSame = ProgramBundle.TryParse(bytes, out var read, out _)
                && read!.Signature!.Certificate.Span.SequenceEqual(signer.RawData) && read.IsSignedBy(signer);
            Assert.False(isSame, $"byte {at}");
            bytes[at] ^= 0x01;
        }
    }

    [Fact]
    public void Never_Throws_For_Damaged_Bytes()
    {
        var random = RandomStream.For(3, "bundles");
        var good = Sample.ToBytes();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = good.ToArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                bytes[random.Next(0, bytes.Length)] = (byte)random.Next(0, 256);
            }

            if (ProgramBundle.TryParse(bytes, out var read, out _))
            {
                Assert.Equal(bytes, read!.ToBytes());
            }
        }
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData("../x", "1")]
    [InlineData(".x", "1")]
    [InlineData("gate", "")]
    [InlineData("gate", "1.")]
    [InlineData("gate", "01")]
    [InlineData("gate", "1.2.3.4.5")]
    [InlineData("gate", "v1")]
    public void Refuses_Names_And_Versions_That_Are_None(string name, string version) =>
        Assert.Throws<ArgumentException>(() => ProgramBundle.Create(name, version, Sample.Files));

    [Fact]
    public void Refuses_Files_That_Would_Not_Travel()
    {
        Assert.Throws<ArgumentException>(() => ProgramBundle.Create("a", "1", []));
        Assert.Throws<ArgumentException>(() => ProgramBundle.Create("a", "1", [new("x.st", ""), new("x.st", "")]));
        Assert.Throws<ArgumentException>(() => ProgramBundle.Create("a", "1", [new("x/y.st", "")]));
        Assert.Throws<ArgumentException>(() => ProgramBundle.Create("a", "1", [new("x.st", "\ud800")]));
        Assert.Throws<ArgumentException>(() => ProgramBundle.Create("a", "1", [new("x.st", new string('a', 600_000)), new("y.st", new string('a', 600_000))]));
        Assert.Throws<ArgumentException>(() => ProgramBundle.Create("a", "1", Enumerable.Range(0, 257).Select(i => new ProgramFile($"f{i}", ""))));
    }

    [Fact]
    public void Refuses_Files_Out_Of_Order()
    {
        var text = Encoding.Latin1.GetString(Sample.ToBytes());
        var swapped = Encoding.Latin1.GetBytes(text.Replace("a.st", "c.st", StringComparison.Ordinal));
        Assert.False(ProgramBundle.TryParse(swapped, out _, out var problem));
        Assert.Contains("order", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.9", "1.10", -1)]
    [InlineData("2", "1.99.99", 1)]
    [InlineData("1.0", "1", 0)]
    [InlineData("1.0.0.1", "1", 1)]
    public void Orders_Versions_By_Number(string first, string second, int order) =>
        Assert.Equal(order, Math.Sign(ProgramBundle.CompareVersions(first, second)));

    private static ScenarioPki Pki() => new(PkiPlan.Around(Start) with
    {
        Identities = [new("desk", PkiIdentity.Signer, null, false), new("other", PkiIdentity.Signer, null, false)],
    });
}
