using System.Text.RegularExpressions;
using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>An engineer's working day at a controller of the live twin, with <c>testbed plc</c> only.</summary>
[Trait("Category", "Slow")]
public sealed partial class EngineeringTests : IDisposable
{
    private const string Variable = "TESTBED_TEST_ENGINEER";
    private readonly TempFolder _temp = new();

    public EngineeringTests() => Environment.SetEnvironmentVariable(Variable, "Copper.Ridge-77");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Takes_Only_Signed_Programs()
    {
        var scenario = _temp.Copy("scenarios/station-lab", "station-lab");
        var file = Path.Combine(scenario, "scenario.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(
            "\ncontrols:\n", "\ncontrols:\n  - { kind: signed-program, id: plc-signed, on: PLC-CGS, signers: [release-desk] }\n", StringComparison.Ordinal));
        var pki = TestbedCli.Run("pki", scenario, "--out", _temp["pki"]);
        Assert.True(pki.ExitCode == 0, pki.ToString());
        Assert.Matches(@"release-desk\s+signer", pki.Output);
        using var twin = TestbedCli.Start("up", scenario, "--seconds", "120", "--join", "Z-CGS", "--pki", _temp["pki"]);
        var port = Forwarder().Match(twin.WaitFor("PLC-CGS:502")).Groups[1].Value;
        ToolResult Plc(params string[] arguments) =>
            TestbedCli.Run(["plc", arguments[0], $"127.0.0.1:{port}", .. arguments.Skip(1), "--user", "m.brandt", "--password-env", Variable]);

        var before = Plc("state");
        Assert.True(before.ExitCode == 0, before.ToString());
        Assert.Matches(@"state\s+RUN\nprogram\s+city-gate 1\.0", before.Output);
        Assert.Equal(0, Plc("upload", "-o", _temp["sources"]).ExitCode);
        var source = Assert.Single(Directory.GetFiles(_temp["sources"]));
        File.AppendAllText(source, "\n(* reviewed *)\n");

        var unsigned = Plc("download", source, "--name", "city-gate", "--program-version", "1.1");
        Assert.Equal((1, "error: download: signature refused: the program is not signed\n"), (unsigned.ExitCode, unsigned.Error));
        twin.WaitFor("plc-signed blocked unsigned");
        Assert.Equal(before.Output, Plc("state").Output);

        var keys = Path.Combine(_temp["pki"], "certificates");
        var signed = TestbedCli.Run("plc", "sign", source, "--name", "city-gate", "--program-version", "1.1",
            "--cert", Path.Combine(keys, "release-desk.pem"), "--key", Path.Combine(keys, "release-desk.key"), "-o", _temp["next.bundle"]);
        Assert.True(signed.ExitCode == 0, signed.ToString());
        var taken = Plc("download", _temp["next.bundle"], "--start");
        Assert.True(taken.ExitCode == 0, taken.ToString());
        Assert.Matches(@"state\s+RUN\nprogram\s+city-gate 1\.1\ndigest\s+[0-9a-f]{64}\nsigned by\s+release-desk", Plc("state").Output);
    }

    [Fact]
    public void Goes_Over_Tls_By_The_Role_In_The_Certificate()
    {
        var scenario = _temp.Copy("scenarios/station-lab", "station-lab");
        var file = Path.Combine(scenario, "scenario.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(
            "\ncontrols:\n", "\ncontrols:\n  - { kind: modbus-security, id: gate-tls, on: PLC-CGS, roles: { maintenance: [4, 100], panel: [4] } }\n", StringComparison.Ordinal));
        Assert.Equal(0, TestbedCli.Run("pki", scenario, "--out", _temp["pki"]).ExitCode);
        using var twin = TestbedCli.Start("up", scenario, "--seconds", "120", "--join", "Z-CGS", "--pki", _temp["pki"]);
        var port = Forwarder().Match(twin.WaitFor("PLC-CGS:802")).Groups[1].Value;
        ToolResult State(string holder) => TestbedCli.Run("plc", "state", $"127.0.0.1:{port}", "--user", "m.brandt", "--password-env", Variable,
            "--cert", Path.Combine(_temp["pki"], "certificates", $"{holder}.pem"), "--key", Path.Combine(_temp["pki"], "certificates", $"{holder}.key"),
            "--ca", Path.Combine(_temp["pki"], "ca.pem"));

        var laptop = State("CGS-LAPTOP-2");
        Assert.True(laptop.ExitCode == 0, laptop.ToString());
        Assert.Matches(@"state\s+RUN", laptop.Output);

        var panel = State("CGS-PANEL");
        Assert.Equal(1, panel.ExitCode);
        Assert.StartsWith("error: ", panel.Error, StringComparison.Ordinal);
        twin.WaitFor("gate-tls blocked panel-fc-100");

        var lost = State("CGS-LAPTOP-1");
        Assert.Equal((3, "error: log-on of m.brandt: connection closed (the controller may not accept this certificate)\n"), (lost.ExitCode, lost.Error));
        twin.WaitFor("gate-tls blocked revoked");
    }

    [GeneratedRegex(@"127\.0\.0\.1:(\d+)")]
    private static partial Regex Forwarder();
}
