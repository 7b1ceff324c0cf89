using System.Text.RegularExpressions;
using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>Clients that nobody here wrote, on Modbus/TCP Security of the live twin, with the certificates that <c>testbed pki</c> wrote.</summary>
[Trait("Category", "Slow")]
public sealed partial class OpensslTests
{
    // A read of two input registers, then a frame that is none, on which the server closes: so the client ends by itself.
    private const string Read = @"\0\1\0\0\0\6\1\4\0\0\0\2" + Bad;
    private const string Write = @"\0\1\0\0\0\6\1\6\0\144\0\322" + Bad;
    private const string Bad = @"\0\2\22\64\0\6\1\4\0\0\0\1";

    [SkippableFact]
    public void Serves_By_Role_And_Refuses_Revoked_And_Nameless()
    {
        var openssl = ToolProcess.Find("openssl");
        Skip.If(openssl is null || ToolProcess.Find("sh") is null, "openssl is not installed");
        var folder = Directory.CreateTempSubdirectory("testbed-pki-").FullName;
        var pki = TestbedCli.Run("pki", "scenarios/modbus-pair", "--out", folder);
        Assert.True(pki.ExitCode == 0, pki.ToString());
        using var twin = TestbedCli.Start("up", "scenarios/modbus-pair", "--seconds", "60", "--join", "Z-DRS", "--pki", folder);
        var port = Forwarder().Match(twin.WaitFor("RTU-1:802 modbus-security")).Groups[1].Value;

        string Ask(string? holder, string bytes)
        {
            var identity = holder is null ? "" : $"-cert certificates/{holder}.pem -key certificates/{holder}.key";
            var client = ToolProcess.Run("sh",
                ["-c", $"printf '{bytes}' | openssl s_client -quiet -connect 127.0.0.1:{port} -CAfile ca.pem {identity} | od -An -v -tx1"], folder, 30);
            return string.Concat(client.Output.Where(char.IsAsciiHexDigit));
        }

        Assert.Matches("^0001000000070104040159....$", Ask("SCADA-1", Read));
        Assert.Equal("0001000000060106006400d2", Ask("SCADA-1", Write));
        Assert.Equal("000100000003018601", Ask("HIST-1", Write));
        Assert.Equal("000100000003018401", Ask("RTU-1", Read));
        Assert.Equal("", Ask("LAPTOP-7", Read));
        Assert.Equal("", Ask(null, Read));
        twin.WaitFor("RTU-security blocked no-role-fc-4");
        twin.WaitFor("RTU-security blocked revoked");
        twin.WaitFor("RTU-security blocked no-certificate");
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"127\.0\.0\.1:(\d+)")]
    private static partial Regex Forwarder();
}
