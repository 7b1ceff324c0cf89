using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Conduits.Tests;

public sealed class ModbusInspectionTests
{
    [Fact]
    public void Passes_What_The_Rules_Cover_And_Blocks_The_Rest()
    {
        using var bench = Inspected();
        using var client = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 870)).Status);
        Assert.Equal(870, bench.Registers.HoldingRegisters[100]);
        Assert.Equal("function-not-allowed", BlockedRule(bench, () => client.WriteSingleCoilAsync(1, 0, true)));
        Assert.Equal("address-not-allowed", BlockedRule(bench, () => client.WriteSingleRegisterAsync(1, 103, 1)));
        Assert.Equal("value-out-of-range", BlockedRule(bench, () => client.WriteSingleRegisterAsync(1, 100, 8600)));
        Assert.Equal("rate-of-change", BlockedRule(bench, () => client.WriteSingleRegisterAsync(1, 100, 890)));
        Assert.Equal("rate-of-change", BlockedRule(bench, () => client.WriteMultipleRegistersAsync(1, 100, (ushort[])[881])));
        Assert.Equal(870, bench.Registers.HoldingRegisters[100]);
    }

    [Fact]
    public void Blocks_The_Write_Behind_A_Read_In_One_Segment()
    {
        using var bench = Inspected();
        using var client = bench.Client();
        bench.Run(async () => await client.SendRawAsync((byte[])[.. ModbusFrame.ToAdu(1, 1, [3, 0, 0, 0, 1]), .. ModbusFrame.ToAdu(2, 1, [6, 0, 110, 0, 1])]));
        bench.Settle();
        Assert.Equal(0, bench.Registers.HoldingRegisters[110]);
        Assert.Contains(bench.Lines, l => l.Action == LedgerAction.Forwarded && l.Pdu.Contains("FC 3", StringComparison.Ordinal));
        Assert.Single(bench.Blocked);
    }

    [Fact]
    public void Blocks_A_Write_Split_At_Every_Byte_And_The_Split_Was_Seen()
    {
        var frame = ModbusFrame.ToAdu(9, 1, [6, 0, 110, 0, 1]);
        for (var split = 1; split < frame.Length; split++)
        {
            using var bench = Inspected();
            using var client = bench.Client();
            var chunks = new List<int>();
            bench.Transport.Observer = new Sizes(chunks);
            bench.Run(async () => await client.SendRawAsync(frame.AsMemory(0, split)));
            bench.Settle();
            Assert.Empty(bench.Blocked);
            bench.Run(async () => await client.SendRawAsync(frame.AsMemory(split)));
            bench.Settle();
            Assert.Contains(split, chunks);
            Assert.Contains(frame.Length - split, chunks);
            Assert.Single(bench.Blocked);
            Assert.Equal(0, bench.Registers.HoldingRegisters[110]);
        }
    }

    [Fact]
    public void Ends_The_Connection_On_A_Duplicate_Transaction_In_Flight()
    {
        using var bench = Inspected();
        using var client = bench.Client();
        bench.Run(async () => await client.SendRawAsync(
            (byte[])[.. ModbusFrame.ToAdu(5, 1, [3, 0, 0, 0, 1]), .. ModbusFrame.ToAdu(5, 1, [6, 0, 100, 3, 90])]));
        bench.Settle();
        Assert.Contains(bench.Blocked, l => l.Rule == "duplicate-transaction");
        Assert.Equal(0, bench.Registers.HoldingRegisters[100]);
        Assert.False(client.IsOpen);
    }

    [Theory]
    [InlineData(new byte[] { 0, 1, 0, 0, 0, 255, 1, 3, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 0, 1, 0, 0, 0, 1, 1, 3, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 0, 1, 0, 7, 0, 6, 1, 3, 0, 0, 0, 1 })]
    public void Ends_The_Connection_On_A_Length_That_Lies(byte[] bytes)
    {
        using var bench = Inspected();
        using var client = bench.Client();
        bench.Run(async () => await client.SendRawAsync(bytes));
        bench.Settle();
        Assert.Contains(bench.Blocked, l => l.Rule == "malformed");
        Assert.False(client.IsOpen);
    }

    [Fact]
    public void Hidden_Frame_Behind_A_Lying_Length_Does_Not_Reach_The_Device()
    {
        using var bench = Inspected();
        using var client = bench.Client();
        // Length 12 swallows the next frame's header: strict parsing sees one FC 3 with trailing bytes.
        bench.Run(async () => await client.SendRawAsync(
            (byte[])[0, 1, 0, 0, 0, 18, 1, 3, 0, 0, 0, 1, .. ModbusFrame.ToAdu(2, 1, [6, 0, 110, 0, 1])]));
        bench.Settle();
        Assert.Contains(bench.Blocked, l => l.Rule == "invalid-request");
        Assert.Equal(0, bench.Registers.HoldingRegisters[110]);
    }

    [Fact]
    public void A_Monitor_Reports_An_Undeclared_Write_To_Its_Collector()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.Monitor()));
        using var client = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleCoilAsync(1, 0, true)).Status);
        bench.Settle();
        var message = Assert.Single(bench.Collected);
        Assert.Contains("rule=\"unauthorised-write\"", message, StringComparison.Ordinal);
        Assert.Contains(bench.Lines, l => l is { Action: LedgerAction.Alerted, Rule: "C1/C1-monitor/unauthorised-write" });
    }

    [Fact]
    public void Ordinary_Traffic_Raises_No_Alert()
    {
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList(), TwoZones.Inspection(), TwoZones.Tls(), TwoZones.Monitor()));
        using var client = bench.Client();
        for (ushort i = 0; i < 40; i++)
        {
            Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.ReadHoldingRegistersAsync(1, (ushort)(i % 10), 1)).Status);
        }

        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.WriteSingleRegisterAsync(1, 100, 870)).Status);
        Assert.Empty(bench.Collected);
        Assert.DoesNotContain(bench.Lines, l => l.Action is LedgerAction.Alerted or LedgerAction.Blocked);
    }

    private static Bench Inspected() => new(TwoZones.With(TwoZones.AllowList(), TwoZones.Inspection()));

    private static string? BlockedRule<T>(Bench bench, Func<Task<T>> write)
    {
        var before = bench.Blocked.Count();
        bench.Run(write);
        return bench.Blocked.Skip(before).SingleOrDefault()?.Rule;
    }

    private sealed class Sizes(List<int> sizes) : IWireObserver
    {
        public void OnBytes(CountedStream receiver, ReadOnlySpan<byte> bytes) => sizes.Add(bytes.Length);
    }
}
