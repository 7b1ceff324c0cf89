using System.Net.Sockets;
using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests;

/// <summary>The server over real sockets, on a single-threaded executor as in a trial.</summary>
public sealed class LoopbackTests
{
    private readonly RegisterBank _bank = new(16, 16, 16, 200);

    [Fact]
    public void Registers_Written_At_Once_Are_Never_Torn() => SingleThread.Run(async () =>
    {
        using var loopback = new Loopback(new ModbusServer(_bank));
        using ModbusClient writer = await loopback.ConnectClientAsync();
        using ModbusClient reader = await loopback.ConnectClientAsync();
        int seen = 0;
        bool writing = true;

        async Task WriteAsync()
        {
            ushort[] values = new ushort[ModbusLimits.MaxWriteRegisters];
            for (ushort k = 1; k <= 300; k++)
            {
                Array.Fill(values, k);
                Assert.True((await writer.WriteMultipleRegistersAsync(1, 0, values)).IsOk);
            }

            writing = false;
        }

        async Task ReadAsync()
        {
            var distinct = new HashSet<ushort>();
            while (writing)
            {
                ModbusResult<ushort[]> read = await reader.ReadHoldingRegistersAsync(1, 0, ModbusLimits.MaxWriteRegisters);
                Assert.True(read.IsOk);
                Assert.Single(read.Value.Distinct());
                distinct.Add(read.Value[0]);
            }

            seen = distinct.Count;
        }

        await Task.WhenAll(WriteAsync(), ReadAsync());
        Assert.True(seen > 10, $"the reader saw {seen} states only, the test showed nothing");
    });

    [Fact]
    public void Hundred_Connections_With_Twenty_Requests_Each() => SingleThread.Run(async () =>
    {
        using var loopback = new Loopback(new ModbusServer(_bank));
        _bank.HoldingRegisters[3] = 33;

        async Task ClientAsync()
        {
            using ModbusClient client = await loopback.ConnectClientAsync();
            for (int i = 0; i < 20; i++)
            {
                ModbusResult<ushort[]> read = await client.ReadHoldingRegistersAsync(1, 3, 1);
                Assert.Equal(33, read.Value![0]);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ClientAsync()));
        ModbusConnectionEnd[] ends = await Task.WhenAll(loopback.Connections);
        Assert.Equal(100, ends.Length);
        Assert.All(ends, end => Assert.Equal(ModbusConnectionEnd.PeerClosed, end));
    });

    [Fact]
    public void Half_Frames_And_Peers_That_Never_Read_Do_Not_Stop_Another_Client() => SingleThread.Run(async () =>
    {
        using var loopback = new Loopback(new ModbusServer(_bank));
        var idle = new List<Socket>();
        for (int i = 0; i < 50; i++)
        {
            Socket socket = await loopback.ConnectAsync();
            await socket.SendAsync(Hex.Bytes("0001 0000 0006 01"));
            idle.Add(socket);
        }

        // Requests without end, responses never read: both windows fill and the server has to stop reading this one.
        Socket flooder = await loopback.ConnectAsync();
        byte[] requests = [.. Enumerable.Range(0, 500).SelectMany(i => ModbusFrame.ToAdu((ushort)i, 1, Hex.Bytes("03 0000 007D")))];
        Task flood = FloodAsync(flooder, requests);

        using (ModbusClient client = await loopback.ConnectClientAsync())
        {
            for (int i = 0; i < 200; i++)
            {
                Assert.True((await client.WriteSingleRegisterAsync(1, 0, 5)).IsOk);
            }
        }

        Assert.False(flood.IsCompleted, "the server buffers without bound");
        flooder.Dispose();
        await flood;
        idle.ForEach(socket => socket.Dispose());
        ModbusConnectionEnd[] ends = await Task.WhenAll(loopback.Connections);
        Assert.Equal(50, ends.Count(end => end == ModbusConnectionEnd.PeerClosedInFrame));
        Assert.Equal(1, ends.Count(end => end == ModbusConnectionEnd.Reset));
    });

    [Fact]
    public void A_Reset_Ends_The_Connection_And_A_Half_Close_Still_Gets_Its_Answer() => SingleThread.Run(async () =>
    {
        using var loopback = new Loopback(new ModbusServer(_bank));
        using (Socket resetting = await loopback.ConnectAsync())
        {
            resetting.LingerState = new LingerOption(enable: true, seconds: 0);
            await resetting.SendAsync(Hex.Bytes("0001 0000 00"));
        }

        using Socket halfClosing = await loopback.ConnectAsync();
        await halfClosing.SendAsync(ModbusFrame.ToAdu(1, 1, Hex.Bytes("03 0000 0001")));
        halfClosing.Shutdown(SocketShutdown.Send);
        byte[] answer = new byte[64];
        Assert.Equal(11, await halfClosing.ReceiveAsync(answer));
        Assert.Equal(0, await halfClosing.ReceiveAsync(answer));
        ModbusConnectionEnd[] ends = await Task.WhenAll(loopback.Connections);
        Assert.Equal([ModbusConnectionEnd.Reset, ModbusConnectionEnd.PeerClosed], ends);
    });

    [Fact]
    public void Five_Hundred_Connections_Closed_Or_Reset_Leave_The_Server_Serving() => SingleThread.Run(async () =>
    {
        using var loopback = new Loopback(new ModbusServer(_bank));
        for (int i = 0; i < 500; i++)
        {
            using Socket socket = await loopback.ConnectAsync();
            if (i % 3 == 0)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }

            // Closed with the answer unread, mostly while it is being written.
            await socket.SendAsync(ModbusFrame.ToAdu(1, 1, Hex.Bytes("03 0000 007D")));
        }

        using ModbusClient client = await loopback.ConnectClientAsync();
        Assert.True((await client.ReadHoldingRegistersAsync(1, 0, 1)).IsOk);
        client.Dispose();
        ModbusConnectionEnd[] ends = await Task.WhenAll(loopback.Connections);
        Assert.Equal(501, ends.Length);
        Assert.All(ends, end => Assert.True(end is ModbusConnectionEnd.Reset or ModbusConnectionEnd.PeerClosed));
    });

    private static async Task FloodAsync(Socket socket, byte[] requests)
    {
        try
        {
            for (int i = 0; i < 10_000; i++)
            {
                await socket.SendAsync(requests);
            }
        }
        catch (SocketException)
        {
            // Closed by the test while blocked.
        }
        catch (ObjectDisposedException)
        {
            // Closed by the test between two sends.
        }
    }
}
