using System.Net;
using System.Net.Sockets;
using Testbed.Modbus;

namespace Testbed.Conduits.Tests;

public sealed class SlotLeaseTests
{
    [Fact]
    public void A_Slot_Has_One_Holder_And_The_Next_Takes_Another()
    {
        using var first = SlotLease.Acquire(210);
        using var second = SlotLease.Acquire(first.Slot);
        using var third = SlotLease.Acquire(first.Slot);
        Assert.Equal(3, new[] { first.Slot, second.Slot, third.Slot }.Distinct().Count());
        Assert.All([first.Slot, second.Slot, third.Slot], s => Assert.InRange(s, 1, 254));
    }

    [Fact]
    public void The_Kernel_Keeps_Other_Processes_Out_Until_The_Lease_Ends()
    {
        var lease = SlotLease.Acquire(225);
        var at = new IPEndPoint(new IPAddress([127, 64, (byte)lease.Slot, 254]), 10009);
        // Any process that leases binds this address; that the lease is held here and not in a file makes the test hold across processes.
        using (var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            Assert.Equal(SocketError.AddressAlreadyInUse, Assert.Throws<SocketException>(() => other.Bind(at)).SocketErrorCode);
        }

        lease.Dispose();
        using var next = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        next.Bind(at);
    }

    [Fact]
    public void Slots_Wrap_Around()
    {
        using var last = SlotLease.Acquire(254);
        using var next = SlotLease.Acquire(254);
        Assert.NotEqual(last.Slot, next.Slot);
        Assert.InRange(next.Slot, 1, 254);
    }

    [Fact]
    public void Two_Networks_Of_The_Same_Scenario_Stand_Side_By_Side()
    {
        using var one = new Bench(TwoZones.With(), armed: false);
        var here = one.Network.EndPointOf("PLC", 502);
        IPEndPoint? there = null;
        var thread = new Thread(() =>
        {
            using var two = new Bench(TwoZones.With(), armed: false);
            using var client = two.Client();
            two.Run(() => client.WriteSingleRegisterAsync(1, 100, 1));
            there = two.Network.EndPointOf("PLC", 502);
        });
        thread.Start();
        thread.Join();
        Assert.NotEqual(here, there);
        Assert.Equal(0, one.Registers.HoldingRegisters[100]);
    }
}
