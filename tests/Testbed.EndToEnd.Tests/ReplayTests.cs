using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>One trial of a run again: the same evidence, and a capture that independent tools read.</summary>
[Trait("Category", "Slow")]
public sealed class ReplayTests(ReplayTests.Run run) : IClassFixture<ReplayTests.Run>
{
    private const string Armed = "SR 3.5/Z-OPP/PLC-OPP/modbus/-/out-of-range-at-device/armed";

    [Fact]
    public void Reproduces_The_Hash_Of_A_Trial()
    {
        var replay = TestbedCli.Run("replay", Armed, "--run", run.Folder, "--trace");

        Assert.Equal(0, replay.ExitCode);
        Assert.Matches("evidence [0-9a-f]{64} is the run's", replay.Output);
        Assert.Contains("FC 6", replay.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_When_Several_Trials_Could_Be_Meant()
    {
        var replay = TestbedCli.Run("replay", "SR 3.5", "--run", run.Folder);

        Assert.Equal(2, replay.ExitCode);
        Assert.Contains("trials have 'SR 3.5' in their id", replay.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Writes_A_Capture_That_Tshark_Reads_Without_A_Malformed_Frame()
    {
        var tshark = ToolProcess.Find("tshark");
        Skip.If(tshark is null, "tshark is not installed");
        var capture = Path.Combine(run.Folder, "trial.pcap");
        Assert.Equal(0, TestbedCli.Run("replay", Armed, "--run", run.Folder, "--pcap", capture).ExitCode);

        // The plant's addresses: a stranger reads the network as the scenario draws it.
        var writes = Shark(tshark!, capture, "modbus.func_code == 6 && ip.dst == 10.6.0.11");
        Assert.NotEmpty(writes);
        Assert.NotEmpty(Shark(tshark!, capture, "modbus && tcp.srcport == 502"));
        Assert.Empty(Shark(tshark!, capture, "_ws.malformed"));
        Assert.Empty(Shark(tshark!, capture, "tcp.analysis.lost_segment || tcp.analysis.ack_lost_segment || tcp.analysis.retransmission"));
    }

    private static string[] Shark(string tshark, string capture, string filter)
    {
        var result = ToolProcess.Run(tshark, ["-r", capture, "-Y", filter]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A small run, whose trials are replayed.</summary>
    public sealed class Run : IDisposable
    {
        private readonly TempFolder _temp = new();

        public Run() => Assert.Equal(0, Selection.Run(Selection.AsFound, Folder, Selection.Least).Process.ExitCode);

        /// <summary>Its results.</summary>
        public string Folder => _temp["run"];

        public void Dispose() => _temp.Dispose();
    }
}
