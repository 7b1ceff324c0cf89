using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests;

public sealed class ClientTests : IDisposable
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingObserver _observer = new();
    private readonly DuplexStream _peer;
    private readonly ModbusClient _client;

    public ClientTests()
    {
        (DuplexStream stream, _peer) = DuplexStream.CreatePair();
        _client = new ModbusClient(stream, _time, OneSecond, _observer);
    }

    public void Dispose()
    {
        _client.Dispose();
        _peer.Dispose();
    }

    [Fact]
    public async Task Every_Call_Works_Against_The_Server()
    {
        var bank = new RegisterBank(20, 20, 20, 20);
        bank.DiscreteInputs[1] = true;
        bank.InputRegisters[2] = 22;
        Task<ModbusConnectionEnd> serving = new ModbusServer(bank).ServeAsync(_peer, default);

        Assert.True((await _client.WriteSingleCoilAsync(1, 0, true)).IsOk);
        Assert.True((await _client.WriteMultipleCoilsAsync(1, 2, [true, true])).IsOk);
        Assert.True((await _client.WriteSingleRegisterAsync(1, 0, 860)).IsOk);
        Assert.True((await _client.WriteMultipleRegistersAsync(1, 1, [1, 2, 3])).IsOk);
        AssertValues<bool>(await _client.ReadCoilsAsync(1, 0, 4), true, false, true, true);
        AssertValues<bool>(await _client.ReadDiscreteInputsAsync(1, 0, 2), false, true);
        AssertValues<ushort>(await _client.ReadHoldingRegistersAsync(1, 0, 4), 860, 1, 2, 3);
        AssertValues<ushort>(await _client.ReadInputRegistersAsync(1, 2, 2), 22, 0);
        Assert.Equal(new ModbusResult(ModbusStatus.Exception, ModbusExceptionCode.IllegalDataAddress), await _client.WriteSingleRegisterAsync(1, 20, 1));
        Assert.Equal("exception 02 illegal data address", (await _client.ReadHoldingRegistersAsync(1, 19, 2)).ToString());
        Assert.Equal(0, _client.PendingCount);
        Assert.Equal(0, _time.ActiveTimers);
        _client.Dispose();
        Assert.Equal(ModbusConnectionEnd.PeerClosed, await serving);
        Assert.Equal(ModbusConnectionEnd.Cancelled, await _client.Completion);
    }

    [Fact]
    public async Task Overlapping_Calls_Are_Matched_By_Transaction_Id_In_Any_Order()
    {
        Task<ModbusResult<ushort[]>>[] calls = [.. Enumerable.Range(0, 5).Select(i => _client.ReadHoldingRegistersAsync(1, (ushort)i, 1))];
        Assert.Equal(5, _client.PendingCount);
        byte[] requests = await _peer.ReadExactAsync(5 * 12);
        for (int i = 4; i >= 0; i--)
        {
            byte[] response = [.. requests.AsSpan(i * 12, 2), .. Hex.Bytes("0000 0005 01 03 02 00"), (byte)(10 + i)];
            await _peer.WriteAsync(response);
        }

        for (int i = 0; i < 5; i++)
        {
            AssertValues<ushort>(await calls[i], (ushort)(10 + i));
        }
    }

    [Fact]
    public async Task Ignores_Duplicate_And_Unknown_Transaction_Ids()
    {
        Task<ModbusResult<ushort[]>> first = _client.ReadHoldingRegistersAsync(1, 0, 1);
        await _peer.WriteAsync(Hex.Bytes("0999 0000 0005 01 03 02 FFFF  0001 0000 0005 01 03 02 0007  0001 0000 0005 01 03 02 0008"));
        AssertValues<ushort>(await first, 7);

        Task<ModbusResult<ushort[]>> second = _client.ReadHoldingRegistersAsync(1, 0, 1);
        await _peer.WriteAsync(Hex.Bytes("0002 0000 0005 01 03 02 0009"));
        AssertValues<ushort>(await second, 9);
        Assert.Equal(["unmatched 2457 0302FFFF", "unmatched 1 03020008"], _observer.Lines);
    }

    [Fact]
    public async Task Times_Out_By_The_Time_Provider_Only_And_Ignores_The_Late_Answer()
    {
        Task<ModbusResult<ushort[]>> call = _client.ReadHoldingRegistersAsync(1, 0, 1);
        _time.Advance(OneSecond - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(ModbusStatus.TimedOut, (await call).Status);
        Assert.Equal((0, 0), (_client.PendingCount, _time.ActiveTimers));

        Task<ModbusResult<ushort[]>> next = _client.ReadHoldingRegistersAsync(1, 0, 1);
        await _peer.WriteAsync(Hex.Bytes("0001 0000 0005 01 03 02 0007  0002 0000 0005 01 03 02 0008"));
        AssertValues<ushort>(await next, 8);
        Assert.Equal(["unmatched 1 03020007"], _observer.Lines);
    }

    [Theory]
    [InlineData("0001 0000 0005 02 03 02 0007")] // another unit
    [InlineData("0001 0000 0005 01 04 02 0007")] // another function
    [InlineData("0001 0000 0007 01 03 04 0007 0008")] // more than asked
    [InlineData("0001 0000 0006 01 03 02 0007 00")] // trailing byte
    [InlineData("0001 0000 0003 01 84 02")] // another function's exception
    [InlineData("0001 0000 0003 01 83 00")] // exception 0
    [InlineData("0001 0000 0002 01 83")] // exception without code
    public async Task An_Answer_That_Does_Not_Fit_Is_Malformed_And_The_Next_Call_Works(string response)
    {
        Task<ModbusResult<ushort[]>> call = _client.ReadHoldingRegistersAsync(1, 0, 1);
        await _peer.WriteAsync(Hex.Bytes(response));
        Assert.Equal(new ModbusResult<ushort[]>(ModbusStatus.Malformed), await call);

        call = _client.ReadHoldingRegistersAsync(1, 0, 1);
        await _peer.WriteAsync(Hex.Bytes("0002 0000 0005 01 03 02 0008"));
        Assert.True((await call).IsOk);
    }

    [Fact]
    public async Task A_Write_Answer_Must_Echo()
    {
        Task<ModbusResult> register = _client.WriteSingleRegisterAsync(1, 100, 860);
        Task<ModbusResult> coil = _client.WriteSingleCoilAsync(1, 3, true);
        Task<ModbusResult> registers = _client.WriteMultipleRegistersAsync(1, 1, [1, 2]);
        await _peer.WriteAsync(Hex.Bytes("0001 0000 0006 01 06 0064 035D  0002 0000 0006 01 05 0003 FF00  0003 0000 0006 01 10 0001 0001"));
        Assert.Equal("malformed", (await register).ToString());
        Assert.Equal("ok", (await coil).ToString());
        Assert.Equal("malformed", (await registers).ToString());
    }

    [Theory]
    [InlineData("0001 0001 0005 01 03 02 0007")]
    [InlineData("0001 0000 0001 01 03 02 0007")]
    [InlineData("0001 0000 00FF 01 03 02 0007")]
    public async Task A_Malformed_Frame_Ends_The_Connection(string bytes)
    {
        Task<ModbusResult<ushort[]>> call = _client.ReadHoldingRegistersAsync(1, 0, 1);
        await _peer.WriteAsync(Hex.Bytes(bytes));
        Assert.Equal(ModbusStatus.Malformed, (await call).Status);
        Assert.Equal(ModbusConnectionEnd.Malformed, await _client.Completion);
        Assert.False(_client.IsOpen);
        Assert.Equal(ModbusStatus.ConnectionClosed, (await _client.ReadHoldingRegistersAsync(1, 0, 1)).Status);
        Assert.Equal(ModbusStatus.ConnectionClosed, (await _client.SendRawAsync(new byte[1])).Status);
        Assert.Equal(ModbusStatus.ConnectionClosed, (await _client.ExpectAsync(5, 1)).Status);
    }

    [Fact]
    public async Task The_Peers_Close_Ends_Pending_Calls()
    {
        Task<ModbusResult<bool[]>> call = _client.ReadCoilsAsync(1, 0, 1);
        _peer.Dispose();
        Assert.Equal("connection closed", (await call).ToString());
        Assert.Equal(ModbusConnectionEnd.PeerClosed, await _client.Completion);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task Dispose_Ends_Pending_Calls_And_The_Loop()
    {
        Task<ModbusResult> call = _client.WriteSingleCoilAsync(1, 0, true);
        _client.Dispose();
        _client.Dispose();
        Assert.Equal(ModbusStatus.ConnectionClosed, (await call).Status);
        Assert.Equal(ModbusConnectionEnd.Cancelled, await _client.Completion);
    }

    [Fact]
    public async Task Sends_Any_Pdu_And_Returns_The_Raw_Response()
    {
        Task<ModbusConnectionEnd> serving = new ModbusServer(new RegisterBank(0, 0, 0, 10)).ServeAsync(_peer, default);
        ModbusResult<byte[]> unsupported = await _client.SendPduAsync(1, Hex.Bytes("2B 0E 01 00"));
        Assert.Equal((ModbusStatus.Exception, ModbusExceptionCode.IllegalFunction), (unsupported.Status, unsupported.Exception));
        Assert.Equal("AB01", Hex.Text(unsupported.Value));
        ModbusResult<byte[]> trailing = await _client.SendPduAsync(1, Hex.Bytes("03 0000 0001 00"));
        Assert.Equal("8303", Hex.Text(trailing.Value));
        ModbusResult<byte[]> normal = await _client.SendPduAsync(1, Hex.Bytes("03 0000 0001"));
        Assert.Equal((ModbusStatus.Ok, "03020000"), (normal.Status, Hex.Text(normal.Value)));
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = _client.SendPduAsync(1, new byte[254]); });
        _client.Dispose();
        await serving;
    }

    [Fact]
    public async Task Sends_Raw_Bytes_As_Separate_Segments_And_Expects_Responses()
    {
        Task<ModbusResult<byte[]>> expected = _client.ExpectAsync(7, 1);
        Assert.Throws<InvalidOperationException>(() => { _ = _client.ExpectAsync(7, 1); });
        Assert.True((await _client.SendRawAsync(Hex.Bytes("0007 0000"))).IsOk);
        Assert.True((await _client.SendRawAsync(Hex.Bytes("0006 01 03 0000 0001"))).IsOk);
        byte[] segment = new byte[100];
        Assert.Equal(4, await _peer.ReadAsync(segment));
        Assert.Equal(8, await _peer.ReadAsync(segment));
        await _peer.WriteAsync(Hex.Bytes("0007 0000 0005 01 03 02 0007"));
        Assert.Equal("03020007", Hex.Text((await expected).Value));
    }

    [Fact]
    public async Task Transaction_Ids_Skip_Those_Still_Pending()
    {
        Task<ModbusResult<byte[]>> waiting = _client.ExpectAsync(1, 1);
        Task<ModbusResult<byte[]>> sent = _client.SendPduAsync(1, [7]);
        Assert.Equal(2, _client.PendingCount);
        Assert.False(waiting.IsCompleted || sent.IsCompleted);
        byte[] request = await _peer.ReadExactAsync(8);
        Assert.Equal("0002000000020107", Hex.Text(request));
    }

    [Fact]
    public void Continuations_Stay_On_The_Callers_Context()
    {
        int thread = Environment.CurrentManagedThreadId;
        SingleThread.Run(async () =>
        {
            (DuplexStream stream, DuplexStream peer) = DuplexStream.CreatePair();
            var device = new ScriptedDevice(_ => ModbusExceptionCode.None);
            Task<ModbusConnectionEnd> serving = new ModbusServer(device).ServeAsync(peer, default);
            using var client = new ModbusClient(stream, _time, OneSecond);
            for (int i = 0; i < 50; i++)
            {
                Assert.True((await client.ReadHoldingRegistersAsync(1, 0, 10)).IsOk);
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
            }

            client.Dispose();
            await serving;
            Assert.Equal([thread], device.Threads);
        });
    }

    [Fact]
    public async Task Survives_Any_Response_Bytes()
    {
        var random = new Random(20260802);
        for (int round = 0; round < 2000; round++)
        {
            (DuplexStream stream, DuplexStream peer) = DuplexStream.CreatePair();
            using var client = new ModbusClient(stream, _time, OneSecond);
            Task<ModbusResult<ushort[]>> call = client.ReadHoldingRegistersAsync(1, 0, 2);
            byte[] response = Hex.Bytes("0001 0000 0007 01 03 04 0001 0002");
            for (int flips = random.Next(4); flips > 0; flips--)
            {
                response[random.Next(response.Length)] = (byte)random.Next(256);
            }

            await peer.WriteAsync(response);
            peer.CloseOutgoing();
            ModbusResult<ushort[]> result = await call;
            Assert.Equal(result.IsOk, result.Value is { Length: 2 });
            await client.Completion;
        }
    }

    private static void AssertValues<T>(ModbusResult<T[]> result, params T[] expected)
    {
        Assert.True(result.IsOk);
        Assert.Equal(expected, result.Value);
    }
}
