using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>One way over real sockets: from the controller's zone to the collector's.</summary>
public sealed class DataDiodeTests
{
    private const string Message = "<110>1 - PLC audit - - - reading 1";

    [Fact]
    public void What_Is_Pushed_Arrives_Whole()
    {
        using var bench = new Bench(TwoZones.With(Diode()));
        using var stream = bench.Dial("PLC", "LOG", 601).Stream!;
        for (var i = 0; i < 50; i++)
        {
            Intruder.Send(bench, stream, SyslogMessage.Frame(Message));
        }

        stream.Dispose();
        bench.Settle();
        Assert.Equal(string.Concat(Enumerable.Repeat(Encoding.UTF8.GetString(SyslogMessage.Frame(Message)), 50)), Assert.Single(bench.Collected));
        Assert.Empty(bench.Blocked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_Answer_Hidden_In_An_Acknowledgement_Is_Kept_From_The_Sender(bool armed)
    {
        using var bench = new Bench(TwoZones.With(Diode()), armed);
        var heard = Echoed(bench);
        Assert.Equal(armed ? "" : "hello", heard);
        Assert.Equal(armed, bench.Blocked.Any(l => l is { Control: "C1-diode", Rule: "reply", Where: "C1.gw-a", From: "PLC", To: "OTHER" }));
    }

    [Fact]
    public void Nothing_But_The_Payload_Is_On_The_Span_And_Nothing_In_The_Other_Direction()
    {
        using var bench = new Bench(TwoZones.With(Diode()));
        var tap = new Directions();
        using var on = bench.Network.Tap("C1", tap);
        Echoed(bench);
        Assert.Equal((SpanPreamble.Length + 5, 0), (tap.Bytes[SpanDirection.ToServer], tap.Bytes[SpanDirection.ToClient]));
    }

    [Fact]
    public void A_Sender_Learns_Neither_Of_A_Closed_Port_Nor_Of_A_Receiver_That_Hangs_Up()
    {
        using var bench = new Bench(TwoZones.With(Diode()));
        bench.Network.Listen("OTHER", 9000, c => c.Stream.DisposeAsync().AsTask());
        foreach (var port in new[] { 8999, 9000 })
        {
            var dial = bench.Dial("PLC", "OTHER", port);
            Assert.Equal(DialOutcome.Open, dial.Outcome);
            var read = dial.Stream!.ReadAsync(new byte[16]).AsTask();
            for (var i = 0; i < 3; i++)
            {
                bench.Run(() => dial.Stream.WriteAsync("hello"u8.ToArray()).AsTask());
                bench.Advance(TimeSpan.FromSeconds(10));
            }

            Assert.False(read.IsCompleted);
            dial.Stream.Dispose();
        }

        bench.Settle();
        Assert.Null(bench.Failure);
    }

    [Fact]
    public void The_Receiving_Side_Opens_No_Connection_Nor_Does_A_Host_On_The_Medium_Even_While_The_Boundary_Has_Failed()
    {
        using var bench = new Bench(TwoZones.With(Diode()));
        foreach (var failure in new BoundaryFailure?[] { null, BoundaryFailure.CorruptRules })
        {
            if (failure is { } how)
            {
                bench.Network.BreakBoundary("C1", how);
            }

            Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 502).Outcome);
            using var stream = Intruder.Enter(bench, "10.4.0.1");
            Assert.Empty(bench.Run(() => Wire.ReceiveAsync(stream)));
            Assert.Equal("", Echoed(bench));
        }

        Assert.Equal(0, bench.Served);
        Assert.Contains(bench.Blocked, l => l is { Control: "C1-diode", Rule: "against-direction", Where: "C1.gw-a" });
        Assert.Contains(bench.Blocked, l => l is { Control: "C1-diode", Rule: "against-direction", Where: "C1.gw-b" });
    }

    [Fact]
    public void What_It_Lets_Back_By_Mistake_Comes_Back()
    {
        using var replies = new Bench(TwoZones.With(Diode(DiodeReturn.Replies)));
        Assert.Equal("hello", Echoed(replies));
        Assert.Equal(DialOutcome.Filtered, replies.Dial("MASTER", "PLC", 502).Outcome);
        using var connections = new Bench(TwoZones.With(Diode(DiodeReturn.Connections)));
        Assert.Equal("", Echoed(connections));
        Assert.Equal(DialOutcome.Open, connections.Dial("MASTER", "PLC", 502).Outcome);
    }

    private static DataDiodeConfig Diode(params DiodeReturn[] returns) => new() { Id = "C1-diode", On = "C1", FromZone = "Z-B", Returns = returns };

    /// <summary>What the sender reads back from a receiver that answers with what it got.</summary>
    private static string Echoed(Bench bench)
    {
        using var listener = bench.Network.Listen("OTHER", 9001, async c =>
        {
            var bytes = new byte[16];
            var read = await c.Stream.ReadAsync(bytes);
            await c.Stream.WriteAsync(bytes.AsMemory(0, read));
        });
        var dial = bench.Dial("PLC", "OTHER", 9001);
        using var stream = dial.Stream!;
        var heard = new byte[16];
        var answer = stream.ReadAsync(heard).AsTask();
        bench.Run(() => stream.WriteAsync("hello"u8.ToArray()).AsTask());
        bench.Advance(TimeSpan.FromSeconds(5));
        return answer.IsCompletedSuccessfully ? Encoding.ASCII.GetString(heard, 0, answer.Result) : "";
    }

    private sealed class Directions : ISpanTap
    {
        public Dictionary<SpanDirection, int> Bytes { get; } = new() { [SpanDirection.ToServer] = 0, [SpanDirection.ToClient] = 0 };

        public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
        {
            Bytes[direction] += bytes.Length;
            return bytes;
        }
    }
}
