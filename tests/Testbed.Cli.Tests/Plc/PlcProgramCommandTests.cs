using Testbed.TestSupport;

namespace Testbed.Cli.Tests;

/// <summary><c>testbed plc check</c> and <c>run</c> on shipped programs and on mistakes.</summary>
public sealed class PlcProgramCommandTests : IDisposable
{
    private const string Gate = "scenarios/station-lab/programs/city-gate.st";
    private readonly TempFolder _temp = new();

    [Fact]
    public void Checks_Shipped_Programs_And_Lists_Variables()
    {
        var check = TestbedCli.Run("plc", "check", Gate, "--variables");

        Assert.Equal(0, check.ExitCode);
        Assert.Contains("No mistakes: ", check.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  CityGate\.run_b\.integral +LREAL +VAR$", check.Output);
    }

    [Fact]
    public void Runs_A_Program_And_Prints_What_Is_Watched()
    {
        var run = TestbedCli.Run(
            "plc", "run", Gate, "--scans", "4", "--cycle-ms", "250", "--csv", "--watch", "output_b", "--watch", "feeder_failed",
            "--set", "set_point_b=8.0", "--set", "sys_cycle=0.25", "--set", "feeder_pressure=7.9", "--set", "feeder_pressure=-3.0@4");

        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Trim().Split('\n');
        Assert.Equal("scan,output_b,feeder_failed", lines[0]);
        Assert.StartsWith("1,15.012", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",FALSE", lines[3], StringComparison.Ordinal);
        Assert.Equal(lines[3].Split(',')[1], lines[4].Split(',')[1]);
        Assert.EndsWith(",TRUE", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_All_Mistakes_With_Their_Places()
    {
        File.WriteAllText(_temp["bad.st"], "PROGRAM Main\nVAR\n  x : INT;\nEND_VAR\nx := 'text';\ny := 1;\nEND_PROGRAM\n");

        var check = TestbedCli.Run("plc", "check", _temp["bad.st"]);

        Assert.Equal(2, check.ExitCode);
        Assert.Contains("bad.st:5:6: error TB", check.Error, StringComparison.Ordinal);
        Assert.Contains("bad.st:6:1: error TB", check.Error, StringComparison.Ordinal);
        Assert.Contains("2 mistakes.", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Fault_Ends_The_Run_With_Its_Line()
    {
        File.WriteAllText(_temp["loop.st"], "PROGRAM Main\nVAR\n  n : DINT;\nEND_VAR\nWHILE n >= 0 DO\n  n := 1;\nEND_WHILE;\nEND_PROGRAM\n");

        var run = TestbedCli.Run("plc", "run", _temp["loop.st"], "--scans", "3", "--watch", "n");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"loop\.st:[5-7]: fault 1 Watchdog in scan 1: ", run.Error);
    }

    [Theory]
    [InlineData("there is no file", "plc", "check", "nothing.st")]
    [InlineData("no variable 'nothing'", "plc", "run", Gate, "--watch", "nothing")]
    [InlineData("is not VAR=VALUE", "plc", "run", Gate, "--set", "mode_b")]
    [InlineData("mode_b cannot be many", "plc", "run", Gate, "--set", "mode_b=many")]
    [InlineData("--scans lies in", "plc", "run", Gate, "--scans", "0")]
    public void Explains_What_Cannot_Be(string expected, params string[] arguments)
    {
        var run = TestbedCli.Run(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => _temp.Dispose();
}
