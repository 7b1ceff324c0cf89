using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class LoadTests
{
    private static readonly LoadLimitConfig Limit = new() { Id = "load", On = "RTU" };

    [Fact]
    public void A_Flood_Eats_The_Scan_When_Disarmed()
    {
        var lab = Rtu(false);
        lab.Run(2);
        Assert.Equal(TimeSpan.FromSeconds(1), lab["RTU"].LongestScanGap);
        var replies = Flood(lab, 1000);
        Assert.All(replies, r => Assert.True(Lab.Ended(r).IsOk));
        lab.Run(10);
        Assert.InRange(lab["RTU"].LongestScanGap.TotalSeconds, 4, 6);
        Assert.DoesNotContain(lab.Recorder.Entries, e => e.Control == "load");
    }

    [Fact]
    public void The_Scan_Keeps_Its_Time_And_The_Rest_Waits_When_Armed()
    {
        var lab = Rtu(true);
        lab.Run(2);
        var replies = Flood(lab, 50);
        Assert.Equal(20, replies.Count(r => r.IsCompleted));
        Assert.True(lab.Blocked("load", "pdus-per-scan"));
        lab.Run(1);
        Assert.Equal(40, replies.Count(r => r.IsCompleted));
        lab.Run(1);
        Assert.All(replies, r => Assert.True(Lab.Ended(r).IsOk));
        Assert.Equal(TimeSpan.FromSeconds(1), lab["RTU"].LongestScanGap);
    }

    [Fact]
    public void One_Connection_Does_Not_Starve_Another()
    {
        var lab = Rtu(true);
        Flood(lab, 60);
        var master = lab.Modbus("SCADA", "RTU");
        var poll = lab.Begun(() => master.ReadInputRegistersAsync(1, 1, 1));
        Assert.False(poll.IsCompleted);
        lab.Run(1);
        Assert.True(Lab.Ended(poll).IsOk);
    }

    [Fact]
    public void More_Than_The_Product_Buffers_Closes_The_Connection()
    {
        var lab = Rtu(true);
        var replies = Flood(lab, 200);
        lab.Run(2);
        Assert.All(replies, r => Assert.True(r.IsCompleted));
        Assert.Contains(replies, r => Lab.Ended(r).Status == ModbusStatus.ConnectionClosed);
        Assert.True(lab.Blocked("load", "queue-full"));
    }

    [Fact]
    public void Limits_Connections_Per_Peer_When_Armed()
    {
        var lab = Rtu(true);
        var clients = Enumerable.Range(0, 3).Select(_ => lab.Modbus("GUEST", "RTU")).ToList();
        Assert.Equal([true, true, false], clients.Select(c => c.IsOpen));
        Assert.True(lab.Blocked("load", "connections"));
        Assert.True(lab.Modbus("SCADA", "RTU").IsOpen);
        lab.Pump.Do(clients[0].Dispose);
        Assert.True(lab.Modbus("GUEST", "RTU").IsOpen);
    }

    [Fact]
    public void One_Peer_Takes_The_Whole_Backlog_When_Disarmed_But_Never_The_Masters_Place_When_Armed()
    {
        var open = Rtu(false);
        Assert.Equal(LoadLimitControl.Backlog, Enumerable.Range(0, 20).Count(_ => open.Modbus("GUEST", "RTU").IsOpen));
        Assert.False(open.Modbus("SCADA", "RTU").IsOpen);
        var armed = Rtu(true);
        Assert.Equal(LoadLimitControl.Backlog - 1, Enumerable.Range(0, 20).Count(i => armed.Modbus($"GUEST-{i}", "RTU").IsOpen));
        Assert.True(armed.Modbus("SCADA", "RTU").IsOpen);
    }

    [Fact]
    public void The_Gate_Passes_Split_And_Merged_Frames_And_Closes_On_A_Malformed_One()
    {
        var lab = Rtu(true);
        var stream = lab.Dial("GUEST", "RTU", 502)!;
        byte[] pdu = [4, 0, 1, 0, 1];
        byte[] bytes = [.. ModbusFrame.ToAdu(1, 1, pdu), .. ModbusFrame.ToAdu(2, 1, pdu)];
        var reply = new byte[64];
        var read = lab.Talk(async () =>
        {
            foreach (var b in bytes)
            {
                await stream.WriteAsync(new[] { b });
            }

            // Not ReadExactlyAsync: it leaves the executor.
            var length = 0;
            while (length < 22)
            {
                length += await stream.ReadAsync(reply.AsMemory(length));
            }

            return length;
        });
        Assert.Equal([.. ModbusFrame.ToAdu(1, 1, [4, 2, 0, 200]), .. ModbusFrame.ToAdu(2, 1, [4, 2, 0, 200])], reply[..read]);
        Assert.Equal(0, lab.Talk(async () =>
        {
            await stream.WriteAsync(new byte[] { 0, 1, 9, 9, 0, 2, 1, 1 });
            return await stream.ReadAsync(reply);
        }));
        lab.Run(1);
    }

    private static List<Task<ModbusResult<ushort[]>>> Flood(Lab lab, int pdus)
    {
        var client = lab.Modbus("GUEST", "RTU");
        List<Task<ModbusResult<ushort[]>>> replies = [];
        lab.Pump.Do(() => replies.AddRange(Enumerable.Range(0, pdus).Select(_ => client.ReadInputRegistersAsync(1, 1, 1))));
        return replies;
    }

    private static Lab Rtu(bool isArmed)
    {
        var lab = new Lab();
        Assets.Rtu(lab, "SCADA");
        return (isArmed ? lab.Arm(Limit) : lab.Disarm(Limit)).Start();
    }
}
