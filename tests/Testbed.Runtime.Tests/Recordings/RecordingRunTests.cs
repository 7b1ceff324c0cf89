using Testbed.Attacks;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>Trials of the teaching plant, run and then played again with recorders on.</summary>
public sealed class RecordingRunTests
{
    private const string Play = "play/sl1/wrong-station";

    private static readonly Lazy<(RunRequest Request, AssessmentRun Run, Dictionary<string, TrialResult> Ended)> Before = new(Run);
    private static readonly Lazy<List<TrialRecording>> Recorded = new(() => Record(new(new WireCap(), true)));

    [Fact]
    public void Takes_Armed_Trials_In_Order_With_The_Runs_Own_Results()
    {
        var (_, _, ended) = Before.Value;

        Assert.Equal(Recorded.Value.Select(r => r.Result.Id).Order(StringComparer.Ordinal), Recorded.Value.Select(r => r.Result.Id));
        Assert.All(Recorded.Value, r => Assert.Same(ended[r.Result.Id], r.Result));
        Assert.All(Recorded.Value, r => Assert.Equal(TwinKind.Armed, r.Result.Twin));
        Assert.Contains(Recorded.Value, r => r.Result.Id == Play);
        Assert.Contains(Recorded.Value, r => r.Result.Kind == TrialKind.Probe);
    }

    [Fact]
    public void Conversations_Hold_Whole_Modbus_Frames_Between_Handshake_And_End()
    {
        var conduit = Recorded.Value.Single(r => r.Result.Id == Play).Conduits.Single(c => c.Conduit == "C4");
        var polls = conduit.Conversations.Index().Where(c => c.Item is { Point: WirePoint.ServerSide, Port: 502 } && c.Item.Client.Name == "SCADA-1").ToList();

        Assert.NotEmpty(polls);
        var frames = 0;
        foreach (var (index, conversation) in polls)
        {
            var packets = conduit.Packets.Where(p => p.Conversation == index).ToList();
            Assert.Equal([TcpBits.Syn, TcpBits.Syn | TcpBits.Ack, TcpBits.Ack], packets.Take(3).Select(p => p.Bits));
            Assert.Equal("10.4.0.11", conversation.Client.Address.ToString());
            var next = new Dictionary<bool, uint> { [true] = 1001, [false] = 5001 };
            foreach (var packet in packets.Skip(3))
            {
                Assert.Equal((next[packet.ToServer], next[!packet.ToServer]), (packet.Sequence, packet.Acknowledge));
                next[packet.ToServer] += (uint)packet.Payload.Length + (packet.Bits.HasFlag(TcpBits.Fin) ? 1u : 0u);
            }

            var requests = packets.Where(p => p.ToServer).SelectMany(p => p.Payload.ToArray()).ToArray();
            frames += Frames(requests);
        }

        Assert.True(frames > 10);
    }

    [Fact]
    public void What_Was_Open_To_The_End_Of_A_Trial_Ends_From_Both_Sides()
    {
        // A play that succeeded is watched for hours; its conduits are not recorded as long.
        var whole = Recorded.Value.SelectMany(r => r.Conduits).Where(c => c.LeftOut.Count == 0).ToList();
        Assert.NotEmpty(whole);
        foreach (var conversation in whole.SelectMany(c => c.Packets.GroupBy(p => p.Conversation)).Where(g => g.Count() > 1))
        {
            Assert.Equal([false, true], conversation.Where(p => p.Bits.HasFlag(TcpBits.Fin)).Select(p => p.ToServer).Order());
        }
    }

    [Fact]
    public void Times_Are_Simulated_And_Never_Go_Back()
    {
        var start = StationLab.AsFound.Start;
        foreach (var conduit in Recorded.Value.SelectMany(r => r.Conduits))
        {
            Assert.Equal(conduit.Packets.Select(p => p.At).Order(), conduit.Packets.Select(p => p.At));
            Assert.All(conduit.Packets, p => Assert.InRange(p.At, start, start.AddHours(8)));
        }
    }

    [Fact]
    public void Series_Tell_Truth_Transmitters_And_Screens_And_When_The_Attacker_Acted()
    {
        var series = Recorded.Value.Single(r => r.Result.Id == Play).Series!;

        var process = StationLab.AsFound.Process;
        var names = series.Columns.Select(c => c.Name).ToList();
        Assert.All(process.Nodes, n => Assert.Contains($"pressure_bar:{n.Id}", names));
        Assert.All(process.ControlValves, v => Assert.Contains($"opening_percent:{v.Id}", names));
        Assert.All(process.Regulators, r => Assert.Contains($"set_point_bar:{r.Id}", names));
        Assert.Contains(names, n => n.StartsWith("screen:SCADA-1:", StringComparison.Ordinal));
        Assert.Equal(process.Sensors.Count, names.Count(n => n.StartsWith("transmitter_", StringComparison.Ordinal)));
        Assert.All(series.Columns, c => Assert.Equal(series.Seconds.Count, c.Values.Length));
        Assert.Equal([10, 20, 30, 40, 50, 60], series.Seconds.Take(6));
        Assert.Equal(series.Seconds.Distinct(), series.Seconds);
        Assert.Contains(true, series.Acted);
        Assert.DoesNotContain(true, series.Acted.Take(5));
        Assert.Equal(AttackPhase.After, series.Phases[^1]);
        Assert.Null(Recorded.Value.First(r => r.Result.Kind == TrialKind.Probe).Series);
    }

    [Fact]
    public void Caps_Hold_And_What_They_Leave_Out_Is_Counted()
    {
        var whole = Conduit(Recorded.Value);
        var cut = Conduit(Record(new(new WireCap(PerConnection: 10, PerConduit: 60), false)));

        Assert.Equal(60, cut.Packets.Count);
        Assert.Equal(whole.Packets.Count + whole.LeftOut.Values.Sum(), cut.Packets.Count + cut.LeftOut.Values.Sum());
        Assert.All(cut.Packets.Where(p => !p.Bits.HasFlag(TcpBits.Fin)).GroupBy(p => p.Conversation), g => Assert.InRange(g.Count(), 1, 10));

        static ConduitCapture Conduit(IEnumerable<TrialRecording> trials) => trials.Single(r => r.Result.Id == Play).Conduits.Single(c => c.Conduit == "C4");
    }

    [Fact]
    public void Without_Captures_No_Probe_Is_Played_Again() =>
        Assert.Equal([Play], new RecordingRun(Before.Value.Request, Before.Value.Run.Plan, new(null, true)).Chosen(Before.Value.Ended).Select(t => t.Id));

    [Fact]
    public void Stops_Where_A_Trial_Does_Not_Come_Out_As_In_The_Run()
    {
        var (request, run, ended) = Before.Value;
        var other = ended.ToDictionary(t => t.Key, t => t.Key == Play ? t.Value with { EvidenceHash = "00" } : t.Value);

        var error = Assert.Throws<RecordingDiffersException>(() => new RecordingRun(request, run.Plan, new(null, true)).Execute(other, _ => { }));

        Assert.StartsWith($"{Play} did not come out as in the run", error.Message, StringComparison.Ordinal);
    }

    private static int Frames(ReadOnlySpan<byte> stream)
    {
        var count = 0;
        while (!stream.IsEmpty)
        {
            Assert.Equal(ModbusFrameStatus.Ok, ModbusFrame.TryReadAdu(stream, out var adu, out var consumed));
            Assert.False(adu.Pdu.IsEmpty);
            stream = stream[consumed..];
            count++;
        }

        return count;
    }

    private static List<TrialRecording> Record(RecordingOptions options)
    {
        var (request, run, ended) = Before.Value;
        List<TrialRecording> recordings = [];
        new RecordingRun(request, run.Plan, options).Execute(ended, recordings.Add);
        return recordings;
    }

    private static (RunRequest, AssessmentRun, Dictionary<string, TrialResult>) Run()
    {
        var request = new RunRequest { Scenario = StationLab.AsFound, Only = [Play, "SR 5.2/C4"], AsOf = new(2026, 11, 23), Workers = 2, PreferredSlot = 160 };
        var run = new AssessmentRun(request, AttackLibrary.Load(Path.Combine(StationLab.Root, "attack-profiles")), "test");
        return (request, run, run.Execute(null, null, default).Input.Trials.ToDictionary(t => t.Id));
    }
}
