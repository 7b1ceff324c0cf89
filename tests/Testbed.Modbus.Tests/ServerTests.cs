using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests;

/// <summary>The server over an in-memory connection that keeps segments apart.</summary>
public sealed class ServerTests
{
    private readonly RegisterBank _bank = new(100, 100, 200, 200);
    private readonly RecordingObserver _observer = new();

    [Fact]
    public async Task Answers_A_Request_Split_At_Every_Byte_Boundary()
    {
        byte[] request = ModbusFrame.ToAdu(9, 1, Hex.Bytes("10 0001 0002 04 000A 0102"));
        for (int cut = 1; cut < request.Length; cut++)
        {
            (DuplexStream client, Task<ModbusConnectionEnd> serving) = Start();
            await client.WriteAsync(request.AsMemory(0, cut));
            await client.WriteAsync(request.AsMemory(cut));
            Assert.Equal("0009000000060110" + "00010002", Hex.Text(await client.ReadExactAsync(12)));
            client.CloseOutgoing();
            Assert.Equal(ModbusConnectionEnd.PeerClosed, await serving);
        }
    }

    [Fact]
    public async Task Answers_Byte_By_Byte()
    {
        (DuplexStream client, Task<ModbusConnectionEnd> serving) = Start();
        foreach (byte single in ModbusFrame.ToAdu(9, 1, Hex.Bytes("06 0064 035C")))
        {
            await client.WriteAsync(new[] { single });
        }

        await client.ReadExactAsync(12);
        Assert.Equal(860, _bank.HoldingRegisters[100]);
        client.Dispose();
        await serving;
    }

    [Fact]
    public async Task Answers_200_Pipelined_Requests_In_Order()
    {
        (DuplexStream client, Task<ModbusConnectionEnd> serving) = Start();
        byte[] all = [.. Enumerable.Range(0, 200).SelectMany(i => ModbusFrame.ToAdu((ushort)(1000 + i), 1, ReadRegisters(i % 75, 125)))];
        await client.WriteAsync(all);
        for (int i = 0; i < 200; i++)
        {
            byte[] response = await client.ReadExactAsync(9 + 250);
            Assert.Equal(ModbusFrameStatus.Ok, ModbusFrame.TryReadAdu(response, out ModbusAdu adu, out _));
            Assert.Equal(1000 + i, adu.TransactionId);
            Assert.Equal(3, adu.Pdu[0]);
        }

        client.CloseOutgoing();
        Assert.Equal(ModbusConnectionEnd.PeerClosed, await serving);
    }

    [Fact]
    public async Task Serves_A_Read_And_A_Write_In_One_Segment()
    {
        byte[] both = [.. ModbusFrame.ToAdu(1, 1, ReadRegisters(0, 1)), .. ModbusFrame.ToAdu(2, 1, Hex.Bytes("06 0000 0007"))];
        Assert.Equal("0001000000050103020000" + "000200000006010600000007", await ExchangeAsync(both, ModbusConnectionEnd.PeerClosed));
        Assert.Equal(["plc: unit 1 FC 3 HR 0 -> FC 3 [0]", "plc: unit 1 FC 6 HR 0 = 7 -> FC 6 ok"], _observer.Lines);
    }

    [Theory]
    [InlineData("0001 0001 0006 01 0300000001", ModbusFrameStatus.ProtocolIdNotZero)]
    [InlineData("0001 0000 0000 01 0300000001", ModbusFrameStatus.LengthTooShort)]
    [InlineData("0001 0000 0001 01 0300000001", ModbusFrameStatus.LengthTooShort)]
    [InlineData("0001 0000 00FF 01 0300000001", ModbusFrameStatus.LengthTooLong)]
    [InlineData("0001 0000 0600 01 0300000001", ModbusFrameStatus.LengthTooLong)]
    public async Task Answers_What_Came_Before_And_Closes_On_A_Malformed_Header(string malformed, ModbusFrameStatus reason)
    {
        byte[] bytes = [.. ModbusFrame.ToAdu(1, 1, ReadRegisters(0, 1)), .. Hex.Bytes(malformed)];
        Assert.Equal("0001000000050103020000", await ExchangeAsync(bytes, ModbusConnectionEnd.Malformed, server: null, closes: false));
        Assert.Equal($"plc: {reason} {Hex.Text(Hex.Bytes(malformed))}", _observer.Lines[^1]);
    }

    [Theory]
    [InlineData("0001 0000 0007 01 0300000001 AA", "0001 0000 0003 01 83 03")] // length counts a trailing byte
    [InlineData("0001 0000 0005 01 03000000", "0001 0000 0003 01 83 03")] // length cuts the PDU
    [InlineData("0001 0000 0002 01 00", "0001 0000 0003 01 80 01")]
    [InlineData("0001 0000 0002 01 FF", "0001 0000 0003 01 FF 01")]
    [InlineData("0001 0000 0006 01 03 FFFF 007E", "0001 0000 0003 01 83 03")]
    [InlineData("0001 0000 0006 01 03 00C8 0001", "0001 0000 0003 01 83 02")]
    [InlineData("0001 0000 0006 01 01 0064 0001", "0001 0000 0003 01 81 02")]
    public async Task Serves_The_Next_Request_After_A_Refused_One(string refused, string exception)
    {
        byte[] bytes = [.. Hex.Bytes(refused), .. ModbusFrame.ToAdu(2, 1, ReadRegisters(0, 1))];
        string expected = Hex.Text(Hex.Bytes(exception)) + "0002000000050103020000";
        Assert.Equal(expected, await ExchangeAsync(bytes, ModbusConnectionEnd.PeerClosed));
    }

    [Fact]
    public async Task Closes_When_A_Lying_Length_Swallows_The_Next_Header()
    {
        // The length field claims one byte less: its last byte then starts the "next" frame and shifts it.
        byte[] bytes = [.. Hex.Bytes("0001 0000 0005 01 0300000001"), .. ModbusFrame.ToAdu(2, 1, ReadRegisters(0, 1))];
        Assert.Equal("000100000003018303", await ExchangeAsync(bytes, ModbusConnectionEnd.Malformed, server: null, closes: false));
    }

    [Fact]
    public async Task Ignores_An_Unknown_Unit_And_Answers_As_Itself_On_0_And_255()
    {
        byte[] bytes = [.. new byte[] { 2, 0, 255, 1 }.SelectMany(unit => ModbusFrame.ToAdu(unit, unit, ReadRegisters(0, 1)))];
        string expected = "0000000000050003020000" + "00FF00000005FF03020000" + "0001000000050103020000";
        Assert.Equal(expected, await ExchangeAsync(bytes, ModbusConnectionEnd.PeerClosed));
        Assert.Equal("plc: unknown unit 2 FC 3 HR 0", _observer.Lines[0]);
    }

    [Fact]
    public async Task Routes_Units_To_Their_Devices()
    {
        var other = new RegisterBank(0, 0, 0, 10);
        other.HoldingRegisters[0] = 2;
        _bank.HoldingRegisters[0] = 1;
        var server = new ModbusServer(_bank, new Dictionary<byte, IModbusDevice> { [7] = other, [8] = _bank });
        byte[] bytes = [.. new byte[] { 7, 8, 255, 1 }.SelectMany(unit => ModbusFrame.ToAdu(unit, unit, ReadRegisters(0, 1)))];
        string expected = "0007000000050703020002" + "0008000000050803020001" + "00FF00000005FF03020001";
        Assert.Equal(expected, await ExchangeAsync(bytes, ModbusConnectionEnd.PeerClosed, server));
    }

    [Fact]
    public async Task Tells_The_Device_Who_Asks_And_Passes_Its_Exception_On()
    {
        var device = new ScriptedDevice(_ => ModbusExceptionCode.ServerDeviceFailure);
        var server = new ModbusServer(device, unitId: 5);
        byte[] bytes = [.. ModbusFrame.ToAdu(1, 5, Hex.Bytes("06 0064 035C")), .. ModbusFrame.ToAdu(2, 255, ReadRegisters(0, 1))];
        Assert.Equal("000100000003058604" + "000200000003FF8304", await ExchangeAsync(bytes, ModbusConnectionEnd.PeerClosed, server));
        Assert.Equal(new ModbusCallContext(42, "plc", "operator") { UnitId = 5, FunctionCode = 6 }, device.Calls[0]);
        Assert.Equal(new ModbusCallContext(42, "plc", "operator") { UnitId = 255, FunctionCode = 3 }, device.Calls[1]);
    }

    [Fact]
    public async Task A_Throwing_Device_Closes_The_Connection_And_Surfaces()
    {
        // An ObjectDisposedException looks like a broken stream, yet it is the device's bug.
        var server = new ModbusServer(new ScriptedDevice(_ => throw new ObjectDisposedException("device")));
        (DuplexStream client, Task<ModbusConnectionEnd> serving) = Start(server);
        await client.WriteAsync(ModbusFrame.ToAdu(1, 1, ReadRegisters(0, 1)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => serving);
        Assert.Empty(await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Tells_An_End_Inside_A_Frame_From_One_Between_Frames()
    {
        byte[] frame = ModbusFrame.ToAdu(1, 1, ReadRegisters(0, 1));
        Assert.Equal("", await ExchangeAsync(frame[..^1], ModbusConnectionEnd.PeerClosedInFrame));
        Assert.Equal("", await ExchangeAsync([], ModbusConnectionEnd.PeerClosed));
    }

    [Fact]
    public async Task Cancellation_Ends_The_Connection_Without_Throwing()
    {
        using var cancellation = new CancellationTokenSource();
        (DuplexStream client, DuplexStream stream) = DuplexStream.CreatePair();
        Task<ModbusConnectionEnd> serving = new ModbusServer(_bank).ServeAsync(stream, default, cancellation.Token);
        Assert.False(serving.IsCompleted);
        await cancellation.CancelAsync();
        Assert.Equal(ModbusConnectionEnd.Cancelled, await serving);
        Assert.Empty(await client.ReadToEndAsync());
    }

    [Fact]
    public void Allocates_Nothing_Per_Request()
    {
        byte[] requests =
        [
            .. ModbusFrame.ToAdu(1, 1, ReadRegisters(0, 125)), .. ModbusFrame.ToAdu(2, 1, Hex.Bytes("06 0000 0007")),
            .. ModbusFrame.ToAdu(3, 1, Hex.Bytes("01 0000 0064")), .. ModbusFrame.ToAdu(4, 1, Hex.Bytes("05 0000 FF00")),
            .. ModbusFrame.ToAdu(5, 1, Hex.Bytes("10 0000 0001 02 0005")), .. ModbusFrame.ToAdu(6, 1, Hex.Bytes("0F 0000 0001 01 01")),
            .. ModbusFrame.ToAdu(7, 1, Hex.Bytes("2B 0E0100")), .. ModbusFrame.ToAdu(8, 9, ReadRegisters(0, 1)),
        ];
        using var stream = new LoopingStream(requests, warmUpReads: 200, countedReads: 2000);
        SingleThread.Run(() => new ModbusServer(_bank).ServeAsync(stream, new ModbusCallContext(1, "peer")));
        Assert.Equal(0, stream.AllocatedBytes);
        Assert.Equal(2199L * (259 + 12 + 22 + 12 + 12 + 12 + 9), stream.BytesWritten);
    }

    [Fact]
    public void A_Peer_That_Never_Pauses_Lets_Others_Run()
    {
        using var stream = new LoopingStream(ModbusFrame.ToAdu(1, 1, ReadRegisters(0, 1)), warmUpReads: 1, countedReads: 1000);
        bool othersRan = false;
        SingleThread.Run(async () =>
        {
            SynchronizationContext.Current!.Post(_ => othersRan = true, null);
            Task<ModbusConnectionEnd> serving = new ModbusServer(_bank).ServeAsync(stream, default);
            Assert.False(serving.IsCompleted);
            await Task.Yield();
            Assert.True(othersRan);
            Assert.False(serving.IsCompleted);
            await serving;
        });
    }

    private static byte[] ReadRegisters(int address, int quantity)
    {
        byte[] pdu = new byte[5];
        ModbusRequestEncoder.WriteRead(pdu, ModbusFunctionCode.ReadHoldingRegisters, (ushort)address, quantity);
        return pdu;
    }

    private (DuplexStream Client, Task<ModbusConnectionEnd> Serving) Start(ModbusServer? server = null)
    {
        (DuplexStream client, DuplexStream stream) = DuplexStream.CreatePair();
        server ??= new ModbusServer(_bank, unitId: 1, _observer);
        return (client, server.ServeAsync(stream, new ModbusCallContext(42, "plc", "operator")));
    }

    /// <summary>Sends all, half-closes unless the server is expected to close, and returns the answers as hex.</summary>
    private async Task<string> ExchangeAsync(byte[] bytes, ModbusConnectionEnd expected, ModbusServer? server = null, bool closes = true)
    {
        (DuplexStream client, Task<ModbusConnectionEnd> serving) = Start(server);
        await client.WriteAsync(bytes);
        if (closes)
        {
            client.CloseOutgoing();
        }

        string answers = Hex.Text(await client.ReadToEndAsync());
        Assert.Equal(expected, await serving);
        return answers;
    }
}
