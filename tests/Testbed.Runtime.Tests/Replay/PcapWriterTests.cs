using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;

namespace Testbed.Runtime.Tests;

public sealed class PcapWriterTests
{
    private static readonly Lazy<byte[]> Poll = new(() => Record(TwinKindOf(armed: false)));

    [Fact]
    public void The_Header_Is_That_Of_A_Classic_Capture_Of_Ethernet()
    {
        var header = Poll.Value.AsSpan(0, 24);
        Assert.Equal(0xA1B2C3D4u, BinaryPrimitives.ReadUInt32LittleEndian(header));
        Assert.Equal((2, 4), (BinaryPrimitives.ReadUInt16LittleEndian(header[4..]), BinaryPrimitives.ReadUInt16LittleEndian(header[6..])));
        Assert.Equal(1u, BinaryPrimitives.ReadUInt32LittleEndian(header[20..]));
    }

    [Fact]
    public void Checksums_Hold() => Assert.All(Capture.Read(Poll.Value), p => Assert.True(p.IpSumOk && p.TcpSumOk));

    [Fact]
    public void Every_Conversation_Opens_With_A_Handshake_And_Counts_Its_Bytes()
    {
        var conversations = Capture.Read(Poll.Value).GroupBy(p => p.FromPort >= 20000 ? (p.From, p.FromPort, p.To) : (p.To, p.ToPort, p.From)).ToList();
        Assert.True(conversations.Count > 5);
        foreach (var conversation in conversations)
        {
            var packets = conversation.ToList();
            Assert.Equal([0x02, 0x12, 0x10], packets.Take(3).Select(p => (int)p.Flags));
            var next = new Dictionary<int, uint> { [packets[0].FromPort] = packets[0].Sequence + 1, [packets[1].FromPort] = packets[1].Sequence + 1 };
            foreach (var p in packets.Skip(2))
            {
                Assert.Equal(next[p.FromPort], p.Sequence);
                Assert.Equal(next[p.ToPort], p.Acknowledge);
                next[p.FromPort] += (uint)p.Payload.Length;
            }
        }
    }

    [Fact]
    public void Addresses_Ports_And_Times_Are_The_Plants()
    {
        var packets = Capture.Read(Poll.Value);
        var start = StationLab.AsFound.Start.ToUnixTimeSeconds();
        Assert.All(packets, p => Assert.InRange(p.Seconds, start, start + 13));
        Assert.All(packets, p => Assert.Equal(10, p.From.GetAddressBytes()[0]));
        Assert.Contains(packets, p => p is { ToPort: 502, Payload.Length: > 0 } && p.From.ToString() == "10.4.0.11" && p.To.ToString() == "10.5.0.11");
        Assert.Contains(packets, p => p.Payload.AsSpan().StartsWith("\r\n\r\n"u8));
    }

    [Fact]
    public void Times_Never_Go_Back()
    {
        var seconds = Capture.Read(Poll.Value).Select(p => p.Seconds).ToList();
        Assert.Equal(seconds.Order(), seconds);
    }

    [Fact]
    public void Large_Transfers_Are_Cut_Into_Packets() => Assert.All(Capture.Read(Poll.Value), p => Assert.InRange(p.Payload.Length, 0, 1400));

    [Fact]
    public void The_Same_Trial_Gives_The_Same_Capture() => Assert.Equal(Poll.Value, Record(TwinKindOf(armed: false)));

    [SkippableFact]
    [Trait("Category", "Interop")]
    public void Tshark_Decodes_Modbus_And_Finds_Nothing_Malformed()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("testbed-pcap-").FullName, "poll.pcap");
        try
        {
            File.WriteAllBytes(file, Poll.Value);
            var malformed = Tshark("-r", file, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", "-Y", "_ws.malformed || tcp.checksum.status == 0 || ip.checksum.status == 0 || tcp.analysis.lost_segment || tcp.analysis.retransmission || tcp.analysis.ack_lost_segment");
            Assert.Equal("", malformed.Trim());
            var requests = Tshark("-r", file, "-Y", "modbus.func_code && tcp.dstport == 502 && ip.dst == 10.5.0.11", "-T", "fields", "-e", "modbus.func_code").Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains("4", requests.Select(r => r.Trim()));
            Assert.Contains("2", requests.Select(r => r.Trim()));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static Core.TwinKind TwinKindOf(bool armed) => armed ? Core.TwinKind.Armed : Core.TwinKind.Open;

    /// <summary>Twelve seconds of ordinary traffic of the teaching plant.</summary>
    private static byte[] Record(Core.TwinKind kind)
    {
        using var memory = new MemoryStream();
        using (var pcap = new PcapWriter(memory, StationLab.AsFound))
        {
            using var range = new Range(StationLab.AsFound, kind, new TwinOptions { Wire = pcap }, prepare: twin => pcap.Clock = twin.SimulatedClock);
            range.Tick(12);
            Assert.True(pcap.Packets > 30);
        }

        return memory.ToArray();
    }

    private static string Tshark(params string[] arguments)
    {
        var start = new ProcessStartInfo("tshark") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            // Not installed.
        }

        Skip.If(process is null, "tshark is not installed");
        using (process)
        {
            var errors = process!.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
            return output;
        }
    }
}
