using System.Text;
using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Conduits.Tests;

/// <summary>What a gateway does with connections that break, dribble, burst and swell.</summary>
public sealed class GatewayStreamTests
{
    private static readonly byte[] Read = ModbusFrame.ToAdu(1, 1, [3, 0, 100, 0, 1]);

    [Fact]
    public void A_Server_That_Closes_Ends_The_Clients_Connection()
    {
        using var bench = new Bench(Full(), plc: c => Task.CompletedTask);
        using var stream = bench.Raw();
        Assert.Empty(bench.Run(() => Wire.ReceiveAsync(stream)));
        using var client = bench.Client();
        Assert.NotEqual(ModbusStatus.Ok, bench.Run(() => client.ReadHoldingRegistersAsync(1, 100, 1)).Status);
        Assert.False(client.IsOpen);
    }

    [Fact]
    public void A_Server_That_Closes_In_The_Middle_Of_An_Answer_Leaves_No_Half_Of_It()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Inspection()), plc: async c =>
        {
            await c.Stream.ReadExactlyAsync(new byte[12]);
            await c.Stream.WriteAsync((byte[])[0, 1, 0, 0, 0, 5, 1, 3]);
        });
        using var stream = bench.Raw();
        bench.Run(async () => await stream.WriteAsync(Read));
        Assert.Empty(bench.Run(() => Wire.ReceiveAsync(stream)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(11)]
    public void A_Client_That_Leaves_In_The_Middle_Of_A_Frame_Does_Nothing(int sent)
    {
        using var bench = new Bench(Full());
        var stream = bench.Raw();
        bench.Run(async () => await stream.WriteAsync(ModbusFrame.ToAdu(1, 1, [6, 0, 100, 3, 92]).AsMemory(0, sent)));
        stream.Dispose();
        bench.Settle();
        Assert.Equal(0, bench.Registers.HoldingRegisters[100]);
        Assert.DoesNotContain(bench.Lines, l => l.Pdu.Contains("FC 6", StringComparison.Ordinal));
        using var client = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 860)).Status);
    }

    [Fact]
    public void Half_A_Frame_Waits_For_Its_Other_Half()
    {
        using var bench = new Bench(Full());
        using var stream = bench.Raw();
        bench.Run(async () => await stream.WriteAsync(Read.AsMemory(0, 5)));
        bench.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(bench.Lines, l => l.Pdu.Contains("FC 3", StringComparison.Ordinal));
        bench.Run(async () => await stream.WriteAsync(Read.AsMemory(5)));
        Assert.Equal([0, 1, 0, 0, 0, 5, 1, 3, 2, 0, 0], bench.Run(() => Wire.ReceiveAsync(stream, 11)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_Hundred_Requests_In_One_Write_Are_Answered_In_Order(bool noisy)
    {
        using var bench = new Bench(Full(), noise: noisy ? new DeliveryNoise(5) : null);
        for (var i = 0; i < 200; i++)
        {
            bench.Registers.HoldingRegisters[i] = (ushort)(1000 + i);
        }

        using var stream = bench.Raw();
        bench.Run(async () => await stream.WriteAsync(Enumerable.Range(0, 200).SelectMany(i => ModbusFrame.ToAdu((ushort)i, 1, [3, 0, (byte)i, 0, 1])).ToArray()));
        var answers = bench.Run(() => Wire.ReceiveAsync(stream, 200 * 11));
        Assert.Equal(Enumerable.Range(0, 200).SelectMany(i => ModbusFrame.ToAdu((ushort)i, 1, [3, 2, (byte)((1000 + i) >> 8), (byte)(1000 + i)])), answers);
        Assert.Empty(bench.Blocked);
        Assert.Equal(400, bench.Lines.Count(l => l is { Action: LedgerAction.Forwarded, Where: "C1.gw-b" } && l.Pdu.Contains("FC 3", StringComparison.Ordinal)));
    }

    [Fact]
    public void Permitted_And_Blocked_Requests_In_One_Write_Are_Told_Apart()
    {
        using var bench = new Bench(Full());
        using var stream = bench.Raw();
        bench.Run(async () => await stream.WriteAsync(
            Enumerable.Range(0, 200).SelectMany(i => ModbusFrame.ToAdu((ushort)i, 1, i % 2 == 0 ? [3, 0, 0, 0, 1] : [6, 0, 110, 0, 1])).ToArray()));
        var answers = bench.Run(() => Wire.ReceiveAsync(stream, (100 * 11) + (100 * 9)));
        Assert.Equal(2000, answers.Length);
        Assert.Equal(100, bench.Blocked.Count(l => l.Rule == "address-not-allowed"));
        Assert.Equal(0, bench.Registers.HoldingRegisters[110]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Large_Transfers_Pass_Both_Ways_Intact(bool tls)
    {
        const int length = 5_000_000;
        using var bench = new Bench(tls ? TwoZones.With(TwoZones.Tls()) : TwoZones.With());
        var (up, down) = (Wire.Pattern(length, 1), Wire.Pattern(length, 2));
        Task<byte[]>? arrived = null;
        bench.Network.Listen("PLC", 9000, async c =>
        {
            arrived = Wire.ReceiveAsync(c.Stream, length);
            await Wire.SendAsync(c.Stream, down);
            await arrived;
        });
        using var stream = bench.Raw(port: 9000);
        var sent = Wire.SendAsync(stream, up);
        var back = bench.Run(() => Wire.ReceiveAsync(stream, length));
        bench.Settle();
        Assert.True(sent.IsCompletedSuccessfully);
        Assert.True(down.AsSpan().SequenceEqual(back));
        Assert.True(up.AsSpan().SequenceEqual(Wire.Ended(arrived!)));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(false)]
    [InlineData(true)]
    public void A_Client_That_Does_Not_Read_Is_Slowed_Down_And_Loses_No_Answer(bool tls)
    {
        const int reads = 24_000;
        using var faults = new EscapedFaults();
        using var bench = new Bench(tls ? TwoZones.With(TwoZones.Inspection(), TwoZones.Tls()) : TwoZones.With(TwoZones.Inspection()));
        var raw = Intruder.Dial(bench);
        // A bounded window, so that a few megabytes are enough to fill the way back.
        Wire.SocketOf(raw).ReceiveBufferSize = 262_144;
        using var stream = tls ? bench.Run(() => Intruder.SecureAsync(raw, bench.Pki.Genuine("C1.gw-a", -1, 1))) : raw;
        var asked = Enumerable.Range(0, reads).SelectMany(i => ModbusFrame.ToAdu((ushort)i, 1, [3, 0, 0, 0, 125]));
        var sent = Wire.SendAsync(stream, [.. Intruder.Claim("10.4.0.1"), .. asked], 4096);
        bench.Settle();
        var linesBefore = bench.Lines.Count;
        // The way back is full now; the gateway answers these itself while answers of the device are still under way.
        var refused = Wire.SendAsync(stream, [.. Enumerable.Range(reads, 100).SelectMany(i => ModbusFrame.ToAdu((ushort)i, 1, [6, 0, 110, 0, 1]))]);
        bench.Settle();
        var answers = bench.Run(() => Wire.ReceiveAsync(stream, (reads * 259) + (100 * 9)));
        bench.Settle();
        Assert.True(linesBefore < 2 * reads, "the way back was full");
        Assert.True(sent.IsCompletedSuccessfully && refused.IsCompletedSuccessfully);
        Assert.Equal((reads * 259) + (100 * 9), answers.Length);
        Assert.Equal(100, bench.Blocked.Count());
        AssertFrames(answers, reads + 100);
        faults.AssertNone();
    }

    [Fact]
    public void What_Cannot_Be_Parsed_Passes_Unchanged_Without_A_Strict_Control()
    {
        using var bench = new Bench(TwoZones.With(), plc: c => EchoAsync(c.Stream));
        using var stream = bench.Raw();
        byte[] noise = [9, 9, 9, 9, 9, 9, 9, 9, 9, 9];
        bench.Run(async () => await stream.WriteAsync(noise));
        Assert.Equal(noise, bench.Run(() => Wire.ReceiveAsync(stream, noise.Length)));
        Assert.Contains(bench.Lines, l => l.Rule == "not-inspected");
    }

    [Fact]
    public void Half_An_Answer_Is_Not_Lost_When_The_Client_Stops_Making_Sense()
    {
        byte[] answer = ModbusFrame.ToAdu(1, 1, [3, 2, 3, 92]);
        Stream? server = null;
        using var bench = new Bench(TwoZones.With(), plc: async c =>
        {
            server = c.Stream;
            await Wire.ReceiveAsync(c.Stream);
        });
        using var stream = bench.Raw();
        bench.Run(async () => await stream.WriteAsync(Read));
        bench.Run(async () => await server!.WriteAsync(answer.AsMemory(0, 6)));
        bench.Run(async () => await stream.WriteAsync((byte[])[0, 2, 0, 7, 0, 6, 1, 3, 0, 0, 0, 1]));
        bench.Run(async () => await server!.WriteAsync(answer.AsMemory(6)));
        Assert.Equal(answer, bench.Run(() => Wire.ReceiveAsync(stream, answer.Length)));
    }

    [Fact]
    public void Console_Lines_Are_Told_Without_Their_Arguments()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor()));
        bench.Network.Listen("PLC", 23, async c =>
        {
            await c.Stream.ReadExactlyAsync(new byte[23]);
            await c.Stream.WriteAsync("530 no\r\n"u8.ToArray());
            await Wire.ReceiveAsync(c.Stream);
        });
        using var stream = bench.Raw(port: 23);
        bench.Run(async () => await stream.WriteAsync("login keller Secret-1\r\n"u8.ToArray()));
        bench.Settle();
        Assert.Contains(bench.Lines, l => l is { Port: 23, Pdu: "LOGIN" });
        Assert.DoesNotContain(bench.Lines, l => l.Pdu.Contains("Secret", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(bench.Alerts, l => l.Rule == "C1/C1-monitor/failed-log-on");
        Assert.DoesNotContain("Secret", string.Concat(bench.Collected), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_Pdu_Has_A_Ledger_Line_At_The_Servers_End()
    {
        using var bench = new Bench(Full());
        using var client = bench.Client();
        bench.Run(() => client.ReadHoldingRegistersAsync(1, 100, 1));
        bench.Run(() => client.WriteSingleRegisterAsync(1, 110, 1));
        var text = new StringBuilder();
        foreach (var l in bench.Lines)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{l.Place} {l.Where} {l.Control} {l.Action} {l.Rule} {l.From} {l.To} {l.Port}");
        }

        Assert.Equal(
            """
            C1 C1.gw-b  Forwarded  MASTER PLC 502
            C1 C1.gw-b C1-tls Recorded encrypted MASTER PLC 502
            C1 C1.gw-b C1-inspection Forwarded F1.1 MASTER PLC 502
            C1 C1.gw-b  Forwarded  MASTER PLC 502
            C1 C1.gw-b C1-inspection Blocked address-not-allowed MASTER PLC 502

            """.ReplaceLineEndings(), text.ToString());
    }

    private static void AssertFrames(byte[] bytes, int expected)
    {
        var frames = 0;
        for (var at = 0; at < bytes.Length; frames++)
        {
            Assert.Equal(ModbusFrameStatus.Ok, ModbusFrame.TryReadAdu(bytes.AsSpan(at), out _, out var consumed));
            at += consumed;
        }

        Assert.Equal(expected, frames);
    }

    private static Scenarios.Scenario Full() => TwoZones.With(TwoZones.AllowList(), TwoZones.Tls(), TwoZones.Inspection());

    private static async Task EchoAsync(Stream stream)
    {
        var buffer = new byte[256];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    [Fact]
    public void A_Stranger_On_The_Medium_Cannot_Answer_A_Dial_That_Is_Under_Way()
    {
        using var bench = new Bench(TwoZones.With());
        var tap = new Swallow();
        using (bench.Network.Tap("C1", tap))
        {
            var dial = bench.Network.DialAsync("MASTER", "PLC", 502);
            bench.Settle();
            Assert.Equal(SpanPreamble.Length, tap.Taken.Count);
            using var stranger = Intruder.Dial(bench);
            Intruder.Send(bench, stranger, tap.Taken.ToArray());
            bench.Settle();
            Assert.Equal(1, bench.Served);
            Assert.False(dial.IsCompleted, "the caller's header was replayed, and it was taken for the caller's own");
        }
    }

    /// <summary>Keeps what passes towards the server and carries nothing on.</summary>
    private sealed class Swallow : ISpanTap
    {
        public List<byte> Taken { get; } = [];

        public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
        {
            Taken.AddRange(bytes.Span);
            return default;
        }
    }
}
