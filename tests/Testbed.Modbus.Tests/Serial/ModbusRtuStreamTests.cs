using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests.Serial;

/// <summary>RTU frames over a stream, client against server and bytes against server.</summary>
public sealed class ModbusRtuStreamTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly RegisterBank _bank = new(16, 16, 200, 200)
    {
        Files = new Dictionary<ushort, ushort[]> { [4] = new ushort[100] },
        FifoQueues = new Dictionary<ushort, Queue<ushort>> { [9] = new([1, 2, 3]) },
        Identification = new ModbusDeviceIdentification("Orrery", "R8", "2.1", new Dictionary<byte, string> { [4] = "Remote unit", [0x80] = new('x', 240) }),
    };

    [Fact]
    public void Serves_Every_Typed_Call() => SingleThread.Run(async () =>
    {
        using ModbusRtuClient client = Connect();
        Assert.True((await client.WriteMultipleRegistersAsync(7, 10, new ushort[] { 1, 2, 3 })).IsOk);
        Assert.Equal([1, 2, 3], (await client.ReadHoldingRegistersAsync(7, 10, 3)).Value!);
        Assert.True((await client.WriteMultipleCoilsAsync(7, 0, new[] { true, false, true })).IsOk);
        Assert.Equal(new[] { true, false, true }, (await client.ReadCoilsAsync(7, 0, 3)).Value!);
        Assert.True((await client.MaskWriteRegisterAsync(7, 10, 0x00F2, 0x0025)).IsOk);
        Assert.Equal([0x0005, 9], (await client.ReadWriteMultipleRegistersAsync(7, 10, 2, 11, [9])).Value!);
        Assert.Equal([1, 2, 3], (await client.ReadFifoQueueAsync(7, 9)).Value!);
        Assert.True((await client.WriteFileRecordsAsync(7, 4, 20, [5, 6])).IsOk);
        Assert.Equal([[5, 6], [0]], (await client.ReadFileRecordsAsync(7, [new(4, 20, 2), new(4, 0, 1)])).Value!);
        IReadOnlyDictionary<byte, string> objects = (await client.ReadDeviceIdentificationAsync(7)).Value!;
        Assert.Equal(["Orrery", "R8", "2.1", "Remote unit", new string('x', 240)], objects.Values); // in two responses
        Assert.Equal(3, (await client.ReadDeviceIdentificationAsync(7, category: 1)).Value!.Count);
        Assert.Equal([7, 0xFF], (await client.ReportServerIdAsync(7)).Value!);
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, (await client.ReadHoldingRegistersAsync(7, 300, 1)).Exception);
    });

    [Fact]
    public void Broadcasts_And_Foreign_Units_Are_Not_Answered() => SingleThread.Run(async () =>
    {
        using ModbusRtuClient client = Connect();
        Assert.True((await client.SendPduAsync(0, Hex.Bytes("06 0003 0008"))).IsOk);
        Task<ModbusResult<byte[]>> foreign = client.SendPduAsync(8, Hex.Bytes("03 0003 0001"));
        Task<ModbusResult<ushort[]>> next = client.ReadHoldingRegistersAsync(7, 3, 1);
        await Settle();
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ModbusStatus.TimedOut, (await foreign).Status);
        Assert.Equal([8], (await next).Value!);
    });

    [Fact]
    public void Damage_Is_Dropped_And_The_Next_Request_Served() => SingleThread.Run(async () =>
    {
        (DuplexStream client, DuplexStream server) = DuplexStream.CreatePair();
        Task<ModbusConnectionEnd> serving = Server().ServeAsync(server, default);
        byte[] good = ModbusRtuFrame.ToArray(7, Hex.Bytes("06 0003 0008"));
        byte[] bad = [.. good];
        bad[4] ^= 1;
        await client.WriteAsync(bad);
        foreach (byte b in good)
        {
            await client.WriteAsync(new[] { b });
        }

        Assert.Equal(good, await client.ReadExactAsync(good.Length));

        // Half a frame that is left lying makes room for the next one.
        await client.WriteAsync(good.AsMemory(0, 4));
        await Settle();
        _time.Advance(TimeSpan.FromSeconds(2));
        await client.WriteAsync(good);
        Assert.Equal(good, await client.ReadExactAsync(good.Length));
        client.CloseOutgoing();
        Assert.Equal(ModbusConnectionEnd.PeerClosed, await serving);
    });

    [Fact]
    public void An_Unknown_Function_Code_Gets_Exception_1() => SingleThread.Run(async () =>
    {
        using ModbusRtuClient client = Connect();
        Assert.Equal(ModbusExceptionCode.IllegalFunction, (await client.SendPduAsync(7, Hex.Bytes("64 0102030405"))).Exception);
    });

    private static async Task Settle()
    {
        for (int i = 0; i < 50; i++)
        {
            await Task.Yield();
        }
    }

    private ModbusRtuServer Server() => new(_time, new Dictionary<byte, ModbusSerialUnit> { [7] = new(_bank, [7]) });

    private ModbusRtuClient Connect()
    {
        (DuplexStream client, DuplexStream server) = DuplexStream.CreatePair();
        _ = Server().ServeAsync(server, new ModbusCallContext(1, "peer"));
        return new ModbusRtuClient(client, _time, TimeSpan.FromSeconds(1));
    }
}
