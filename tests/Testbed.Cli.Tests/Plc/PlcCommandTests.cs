using Testbed.Core;
using Testbed.TestSupport;

namespace Testbed.Cli.Tests;

/// <summary>The commands to a controller, against one that listens.</summary>
public sealed class PlcCommandTests : IDisposable
{
    private const string Variable = "TESTBED_TEST_PLC_PASSWORD";
    private readonly TempFolder _temp = new();
    private readonly ListeningController _plc = new();

    public PlcCommandTests() => Environment.SetEnvironmentVariable(Variable, ListeningController.Password);

    public void Dispose()
    {
        _temp.Dispose();
        _plc.Dispose();
    }

    [Fact]
    public void Shows_The_State()
    {
        var result = Plc("state");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(
            ["controller  Gate Controller 2.4", "notice      Staff only.", "state       STOP", "key         REMOTE", "program     gate 1.0", $"digest      {_plc.Program.DigestText}", "signed by   desk"],
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["log-on", "identify", "state", "log-off"], _plc.Done);
    }

    [Fact]
    public void Starts_And_Stops()
    {
        Assert.Equal((0, "started\n"), Outcome(Plc("start", "--warm")));
        Assert.Equal((0, "stopped\n"), Outcome(Plc("stop")));
        Assert.Contains("start", _plc.Done);
    }

    [Fact]
    public void Reads_Writes_Forces_And_Lists_Variables()
    {
        Assert.Equal((0, "Main.level = 3.5\n"), Outcome(Plc("read", "Main.level")));
        Assert.Equal((0, "Main.level := 4.0\n"), Outcome(Plc("write", "Main.level=4.0")));
        Assert.Equal((0, "Main.level := 5.0\n"), Outcome(Plc("force", "Main.level=5.0")));
        Assert.Equal("5.0", _plc.Level);
        Assert.Equal((0, "Main.level free\n"), Outcome(Plc("unforce", "Main.level")));
        Assert.Equal((0, "Main.level\nMain.pump\n"), Outcome(Plc("list")));
        var missing = Plc("read", "Main.nobody");
        Assert.Equal((1, "error: read Main.nobody: no such variable\n"), (missing.ExitCode, missing.Error));
    }

    [Fact]
    public void Uploads_Into_A_Folder_Or_A_Bundle()
    {
        Assert.Equal(0, Plc("upload", "-o", _temp["sources"]).ExitCode);
        Assert.Equal(_plc.Program.Files[1].Text, File.ReadAllText(Path.Combine(_temp["sources"], "b.st")));
        Assert.Equal(0, Plc("upload", "-o", _temp["x.bundle"]).ExitCode);
        Assert.Equal(_plc.Program.ToBytes(), File.ReadAllBytes(_temp["x.bundle"]));
    }

    [Fact]
    public void Signs_And_Downloads_And_Says_Why_A_Controller_Refuses()
    {
        Directory.CreateDirectory(_temp["prog"]);
        File.WriteAllText(Path.Combine(_temp["prog"], "main.st"), "(* new *)" + new string(' ', 2000));
        var refused = Plc("download", _temp["prog"]);
        Assert.Equal((1, "error: download: signature refused: the program is not signed\n"), (refused.ExitCode, refused.Error));

        using var pki = new ScenarioPki(PkiPlan.Around(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) with { Identities = [new("desk", PkiIdentity.Signer, null, false)] });
        Testbed.Runtime.PkiFolder.Write(pki, _temp["pki"]);
        string[] signer = ["--cert", Path.Combine(_temp["pki"], "certificates", "desk.pem"), "--key", Path.Combine(_temp["pki"], "certificates", "desk.key")];
        var signed = TestbedCli.Run(["plc", "sign", _temp["prog"], "--program-version", "1.1", .. signer, "-o", _temp["next.bundle"]]);
        Assert.True(signed.ExitCode == 0, signed.ToString());
        Assert.Contains("prog 1.1 signed by desk", signed.Output, StringComparison.Ordinal);
        Assert.Equal("", signed.Error);

        var taken = Plc("download", _temp["next.bundle"], "--start");
        Assert.True(taken.ExitCode == 0, taken.ToString());
        Assert.EndsWith("started\n", taken.Output, StringComparison.Ordinal);
        Assert.Equal(("prog", "1.1"), (_plc.Program.Name, _plc.Program.Version));
        Assert.True(_plc.Program.IsSignedBy(pki.Certificate("desk")));
    }

    [Fact]
    public void Says_What_Is_Wrong_With_A_Log_On()
    {
        var anonymous = TestbedCli.Run("plc", "state", _plc.At);
        Assert.Equal((1, "error: state: log-on required (name an account with --user)\n"), (anonymous.ExitCode, anonymous.Error));
        Environment.SetEnvironmentVariable(Variable, "wrong");
        var wrong = Plc("state");
        Assert.Equal((1, "error: log-on of anna: log-on refused\n"), (wrong.ExitCode, wrong.Error));
    }

    [Theory]
    [InlineData("--user needs", "plc", "state", "127.0.0.1:1", "--user", "anna")]
    [InlineData("is not HOST:PORT", "plc", "state", "127.0.0.1:x")]
    [InlineData("cannot be reached", "plc", "state", "127.0.0.1:1")]
    [InlineData("is no unit id", "plc", "stop", "127.0.0.1:1", "--unit", "256")]
    [InlineData("VARIABLE=VALUE", "plc", "write", "127.0.0.1:1", "Main.level")]
    [InlineData("There is no file or folder", "plc", "download", "127.0.0.1:1", "nowhere")]
    [InlineData("--cert, --key and --ca together", "plc", "state", "127.0.0.1:1", "--ca", "ca.pem")]
    [InlineData("There is no file nowhere.bundle", "plc", "sign", "nowhere.bundle", "--key", "k", "--cert", "c", "-o", "x.bundle")]
    public void Explains_Mistakes(string said, params string[] arguments)
    {
        var result = TestbedCli.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said.Replace("--user needs", "A log-on needs --user", StringComparison.Ordinal), result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:15000", "127.0.0.1", 15000)]
    [InlineData("plc.example", "plc.example", 502)]
    [InlineData("[::1]:15000", "::1", 15000)]
    [InlineData("[::1]", "::1", 502)]
    public void Reads_Endpoints(string text, string host, int port) => Assert.Equal((host, port), PlcTargetOptions.Endpoint(text));

    [Theory]
    [InlineData("Main.x=3.5", "Main.x", "3.5")]
    [InlineData("Main.x := TRUE", "Main.x", "TRUE")]
    [InlineData("Main.s='a=b'", "Main.s", "'a=b'")]
    public void Reads_Assignments(string text, string path, string value) => Assert.Equal((path, value), PlcVariableCommands.Assignment(text));

    private static (int Code, string Output) Outcome(ToolResult result) => (result.ExitCode, result.Output);

    private ToolResult Plc(string command, params string[] more) =>
        TestbedCli.Run(["plc", command, _plc.At, .. more, "--user", ListeningController.User, "--password-env", Variable]);
}
