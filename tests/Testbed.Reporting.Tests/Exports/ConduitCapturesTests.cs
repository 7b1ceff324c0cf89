using System.Buffers.Binary;
using System.Text;
using Testbed.Core;
using Testbed.TestSupport;

namespace Testbed.Reporting.Tests.Exports;

public sealed class ConduitCapturesTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void Writes_A_File_Per_Conduit_And_A_Section_Per_Trial()
    {
        var blocks = Write(RecordingSample.Play(), RecordingSample.Probe());

        Assert.Equal(2, blocks.Count(b => b.Type == PcapngReader.Section));
        foreach (var section in blocks.GroupBy(b => b.Section))
        {
            Assert.Equal(
                [PcapngReader.Section, 1, 1, 1, PcapngReader.Names, .. Enumerable.Repeat(PcapngReader.Packet, 6), 5, 5, 5],
                section.Select(b => b.Type));
        }
    }

    [Fact]
    public void Interfaces_Have_Names_And_Count_Nanoseconds()
    {
        var interfaces = Write(RecordingSample.Play()).Where(b => b.Type == PcapngReader.Interface).ToList();

        Assert.Equal(["C4 caller's side", "C4 span", "C4 server's side"], interfaces.Select(i => Encoding.UTF8.GetString(i.Options[2].Single())));
        Assert.All(interfaces, i => Assert.Equal([9], i.Options[9].Single()));
        Assert.All(interfaces, i => Assert.Equal(1, BinaryPrimitives.ReadUInt16LittleEndian(i.Body)));
    }

    [Fact]
    public void Every_Packet_Says_Which_Trial_It_Is_Of_And_What_Came_Of_It()
    {
        var packets = Write(RecordingSample.Play(), RecordingSample.Probe()).Where(b => b.Type == PcapngReader.Packet).ToList();

        Assert.All(packets[..5], p => Assert.Equal("play/sl2/toggle; play toggle, SL 2, T0855 T0836; succeeded", p.Comment));
        Assert.Equal("play/sl2/toggle; play toggle, SL 2, T0855 T0836; succeeded; 7 packets of this connection before it are left out", packets[5].Comment);
        Assert.All(packets[6..11], p => Assert.Equal("probe/x; requirement SR 6.2 at C4, probe unnoticed-step; resisted", p.Comment));
        Assert.Equal(RecordingSample.Start.AddSeconds(1.5), PcapngReader.Time(packets[3]));
        Assert.Equal(2, BinaryPrimitives.ReadInt32LittleEndian(packets[3].Body));
    }

    [Fact]
    public void Says_What_Is_Left_Out()
    {
        var whole = Write(RecordingSample.Play());
        var cut = Write(RecordingSample.Play(leftOut: 41));

        Assert.Contains("Nothing of this trial is left out.", whole[0].Comment, StringComparison.Ordinal);
        Assert.Contains("41 packets of this trial are left out", cut[0].Comment, StringComparison.Ordinal);
        var statistics = cut.Where(b => b.Type == PcapngReader.Statistics).ToList()[2];
        Assert.Equal((47L, 41L), (BinaryPrimitives.ReadInt64LittleEndian(statistics.Options[4].Single()), BinaryPrimitives.ReadInt64LittleEndian(statistics.Options[5].Single())));
    }

    [Fact]
    public void Trials_Do_Not_Share_A_Conversation()
    {
        var packets = Write(RecordingSample.Play(), RecordingSample.Probe()).Where(b => b.Type == PcapngReader.Packet).Select(PcapngReader.Frame).ToList();

        int ClientPort(int packet) => BinaryPrimitives.ReadUInt16BigEndian(packets[packet].AsSpan(34));
        Assert.NotEqual(ClientPort(0), ClientPort(6));
        Assert.Equal(ClientPort(0), ClientPort(3));
    }

    [Fact]
    public void Leaves_Nothing_When_It_Is_Given_Up()
    {
        using (var captures = new ConduitCaptures(_temp["out"]))
        {
            captures.Add(RecordingSample.Play());
        }

        Assert.Empty(Directory.GetFiles(_temp["out"], "*", SearchOption.AllDirectories));
    }

    [SkippableFact]
    [Trait("Category", "Interop")]
    public void Tshark_Reads_Names_Comments_And_Modbus()
    {
        var tshark = ToolProcess.Find("tshark");
        Skip.If(tshark is null, "tshark is not installed");
        Write(RecordingSample.Play(), RecordingSample.Probe());

        var lines = Run(tshark!, "-Y", "modbus", "-T", "fields", "-E", "separator=;", "-e", "frame.interface_name", "-e", "ip.src", "-e", "modbus.func_code", "-e", "frame.time_epoch");
        var malformed = Run(tshark!, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", "-Y", "_ws.malformed || tcp.checksum.status == 0 || ip.checksum.status == 0");
        var commented = Run(tshark!, "-Y", "frame.comment contains \"requirement SR 6.2\"", "-T", "fields", "-e", "frame.number");

        var second = RecordingSample.Start.AddSeconds(1.5).ToUnixTimeMilliseconds() / 1000.0;
        Assert.Equal(4, lines.Length);
        Assert.StartsWith(FormattableString.Invariant($"C4 server's side;10.4.0.11;3;{second:F1}"), lines[0], StringComparison.Ordinal);
        Assert.Empty(malformed);
        Assert.Equal(["7", "8", "9", "10", "11", "12"], commented);

        string[] Run(string program, params string[] arguments)
        {
            var result = ToolProcess.Run(program, ["-r", Path.Combine(_temp["out"], "pcapng", "C4.pcapng"), .. arguments]);
            Assert.True(result.ExitCode == 0, result.ToString());
            return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    public void Dispose() => _temp.Dispose();

    private IReadOnlyList<PcapngBlock> Write(params TrialRecording[] trials)
    {
        using var captures = new ConduitCaptures(_temp["out"]);
        foreach (var trial in trials)
        {
            captures.Add(trial);
        }

        var path = Assert.Single(captures.Complete());
        Assert.Equal(Path.Combine(_temp["out"], "pcapng", "C4.pcapng"), path);
        return PcapngReader.Read(File.ReadAllBytes(path));
    }
}
