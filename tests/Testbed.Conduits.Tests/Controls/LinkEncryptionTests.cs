using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>A pair of encrypting modems on a real span.</summary>
public sealed class LinkEncryptionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_Ciphertext_Is_On_The_Span(bool armed)
    {
        using var bench = new Bench(TwoZones.With(Link()), armed);
        var tap = new Tap();
        using var on = bench.Network.Tap("C1", tap);
        Assert.Equal(860, Write(bench, 860));
        Assert.Equal(!armed, tap.Seen.ToArray().AsSpan().IndexOf((byte[])[6, 0, 100, 0x03, 0x5C]) >= 0);
        Assert.Equal(armed, bench.Lines.Any(l => l is { Control: "C1-link", Rule: "encrypted" }));
    }

    [Fact]
    public void Delays_And_Cuts_On_The_Way_Change_Nothing()
    {
        using var bench = new Bench(TwoZones.With(Link()), noise: new DeliveryNoise(7));
        using var client = bench.Client();
        for (ushort i = 0; i < 40; i++)
        {
            Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.ReadHoldingRegistersAsync(1, i, 60)).Status);
        }

        Assert.Empty(bench.Blocked);
    }

    [Fact]
    public void An_Altered_Frame_Is_Dropped_And_The_Link_Goes_On()
    {
        using var bench = new Bench(TwoZones.With(Link()));
        var tap = new Tap();
        using var on = bench.Network.Tap("C1", tap);
        using var client = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 860)).Status);
        tap.Change = b => { b[LinkCipher.HeaderLength + 11] ^= 1; return b; };
        Assert.NotEqual(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 870)).Status);
        tap.Change = b => b;
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.ReadHoldingRegistersAsync(1, 100, 1)).Status);
        Assert.Equal(860, bench.Registers.HoldingRegisters[100]);
        Assert.Single(bench.Blocked, l => l is { Control: "C1-link", Rule: "not-authentic", Where: "C1.gw-b", From: "MASTER", To: "PLC" });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_Frame_That_Comes_Again_Is_Dropped_Where_Somebody_Counts(bool counts)
    {
        using var bench = new Bench(TwoZones.With(Link() with { CheckSequence = counts }));
        var tap = new Tap();
        using var on = bench.Network.Tap("C1", tap);
        using var client = bench.Client();
        byte[] recorded = [];
        tap.Change = b => recorded = b;
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 860)).Status);
        tap.Change = b => b;
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 870)).Status);
        tap.Change = b => [.. b, .. recorded];
        bench.Run(() => client.ReadHoldingRegistersAsync(1, 100, 1));
        Assert.Equal(counts ? 870 : 860, bench.Registers.HoldingRegisters[100]);
        Assert.Equal(counts, bench.Blocked.Any(l => l.Rule == "replayed"));
    }

    [Fact]
    public void A_Whole_Recorded_Connection_Is_Not_Taken_A_Second_Time()
    {
        using var bench = new Bench(TwoZones.With(Link()));
        var tap = new Tap();
        using (bench.Network.Tap("C1", tap))
        {
            Write(bench, 860);
            Write(bench, 870);
        }

        using var stream = Intruder.Dial(bench);
        Intruder.Send(bench, stream, tap.Seen.ToArray());
        Assert.Equal(870, bench.Registers.HoldingRegisters[100]);
        Assert.Equal(2, bench.Served);
        Assert.Contains(bench.Blocked, l => l is { Rule: "replayed", From: "intruder" });
    }

    [Fact]
    public void A_Stranger_Without_The_Key_Gets_No_Answer()
    {
        using var bench = new Bench(TwoZones.With(Link()));
        using var stream = Intruder.Enter(bench, "10.4.0.1");
        Intruder.Send(bench, stream, ModbusFrame.ToAdu(1, 1, [3, 0, 100, 0, 1]));
        using var forger = new LinkCipher("some other key of length");
        using var second = Intruder.Dial(bench);
        Intruder.Send(bench, second, forger.Seal(new(true, true, 900, 0), Intruder.Claim("10.4.0.1"), true));
        bench.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, bench.Served);
        Assert.Contains(bench.Blocked, l => l.Rule == "not-authentic");
    }

    [Fact]
    public void Many_Connections_Both_Ways_Share_One_Key()
    {
        using var bench = new Bench(TwoZones.With(Link()));
        var clients = Enumerable.Range(0, 6).Select(_ => bench.Client()).ToList();
        Assert.All(clients, c => Assert.Equal(ModbusStatus.Ok, bench.Run(() => c.ReadHoldingRegistersAsync(1, 0, 100)).Status));
        using (var log = bench.Dial("PLC", "LOG", 601).Stream!)
        {
            bench.Run(() => log.WriteAsync(SyslogMessage.Frame(new string('x', 8000))).AsTask());
        }

        bench.Settle();
        Assert.Equal(8005, Assert.Single(bench.Collected).Length);
        Assert.Empty(bench.Blocked);
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public void Goes_Over_A_One_Way_Conduit_Too()
    {
        using var bench = new Bench(TwoZones.With(Link(), new DataDiodeConfig { Id = "C1-diode", On = "C1", FromZone = "Z-B" }));
        using (var log = bench.Dial("PLC", "LOG", 601).Stream!)
        {
            bench.Run(() => log.WriteAsync("pushed"u8.ToArray()).AsTask());
        }

        bench.Settle();
        Assert.Equal("pushed", Assert.Single(bench.Collected));
    }

    private static LinkEncryptionConfig Link() => new() { Id = "C1-link", On = "C1", Key = "a key of the pair, long" };

    private static int Write(Bench bench, ushort value)
    {
        using var client = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, value)).Status);
        return bench.Registers.HoldingRegisters[100];
    }

    private sealed class Tap : ISpanTap
    {
        public List<byte> Seen { get; } = [];

        public Func<byte[], byte[]> Change { get; set; } = b => b;

        public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
        {
            if (direction != SpanDirection.ToServer)
            {
                return bytes;
            }

            Seen.AddRange(bytes.Span);
            return Change(bytes.ToArray());
        }
    }
}
