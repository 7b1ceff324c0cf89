using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests.Serial;

/// <summary>A TCP gateway with serial units behind it, on simulated time.</summary>
public sealed class ModbusGatewayTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);
    private readonly ManualTimeProvider _time = new();
    private readonly RegisterBank[] _banks = [new(16, 16, 200, 200), new(16, 16, 200, 200), new(16, 16, 200, 200)];
    private readonly ModbusSerialUnit[] _units;
    private readonly ModbusSerialLine _lineA;
    private readonly ModbusSerialLine _lineB;

    public ModbusGatewayTests()
    {
        _units = [.. _banks.Select(bank => new ModbusSerialUnit(bank, [1]))];
        _lineA = new ModbusSerialLine(_time, new SerialLineSettings { BaudRate = 9600, QueueLimit = 4 }, Units((1, _units[0]), (2, _units[1])));
        _lineB = new ModbusSerialLine(_time, new SerialLineSettings { BaudRate = 38_400 }, Units((3, _units[2])));
    }

    [Fact]
    public void Routes_By_Unit_Id_To_The_Right_Line() => SingleThread.Run(async () =>
    {
        using ModbusClient client = Connect(new ModbusGateway([_lineA, _lineB]));
        for (int i = 0; i < 3; i++)
        {
            _banks[i].HoldingRegisters[7] = (ushort)(100 + i);
            Assert.Equal([(ushort)(100 + i)], (await AdvanceUntil(client.ReadHoldingRegistersAsync((byte)(i + 1), 7, 1))).Value!);
        }
    });

    [Fact]
    public void Takes_The_Time_Its_Characters_Take() => SingleThread.Run(async () =>
    {
        using ModbusClient client = Connect(new ModbusGateway([_lineA, _lineB]));

        // Unit, 5, CRC = 8 and unit, 2 + 20, CRC = 25 characters of 11 bits, two silences of 3.5, 5 ms of processing.
        double slow = ((8 + 25 + 7) * 11 / 9.6) + 5;
        double fast = ((8 + 25) * 11 / 38.4) + (2 * 1.75) + 5;
        Assert.InRange(await MillisecondsOf(client.ReadHoldingRegistersAsync(1, 0, 10)), slow, slow + 2);
        Assert.InRange(await MillisecondsOf(client.ReadHoldingRegistersAsync(3, 0, 10)), fast, fast + 2);

        // One transaction at a time: two calls to one line take twice as long, the other line goes on meanwhile.
        Task<ModbusResult<ushort[]>> first = client.ReadHoldingRegistersAsync(1, 0, 10);
        Task<ModbusResult<ushort[]>> second = client.ReadHoldingRegistersAsync(2, 0, 10);
        Task<ModbusResult<ushort[]>> other = client.ReadHoldingRegistersAsync(3, 0, 10);
        double meanwhile = await MillisecondsOf(other);
        Assert.InRange(meanwhile, fast, fast + 2);
        Assert.False(first.IsCompleted);
        Assert.InRange(meanwhile + await MillisecondsOf(second), 2 * slow, (2 * slow) + 3);
        Assert.True(first.IsCompleted);
    });

    [Fact]
    public void Says_0A_Without_A_Route_And_0B_For_A_Silent_Unit() => SingleThread.Run(async () =>
    {
        using ModbusClient client = Connect(new ModbusGateway([_lineA, _lineB]));
        Assert.Equal(ModbusExceptionCode.GatewayPathUnavailable, (await AdvanceUntil(client.ReadCoilsAsync(9, 0, 1))).Exception);
        Assert.Equal(ModbusExceptionCode.GatewayPathUnavailable, (await AdvanceUntil(client.ReadCoilsAsync(255, 0, 1))).Exception);
        _units[0].IsConnected = false;
        Task<ModbusResult<bool[]>> call = client.ReadCoilsAsync(1, 0, 1);
        Assert.InRange(await MillisecondsOf(call), 1000, 1020);
        Assert.Equal(ModbusExceptionCode.GatewayTargetFailedToRespond, (await call).Exception);
    });

    [Fact]
    public void Answers_As_Itself_For_Unit_255_And_0() => SingleThread.Run(async () =>
    {
        var self = new RegisterBank(1, 1, 1, 1);
        self.HoldingRegisters[0] = 42;
        using ModbusClient client = Connect(new ModbusGateway([_lineA], self));
        Assert.Equal([42], (await AdvanceUntil(client.ReadHoldingRegistersAsync(255, 0, 1))).Value!);
        Assert.Equal([42], (await AdvanceUntil(client.ReadHoldingRegistersAsync(0, 0, 1))).Value!);
    });

    [Fact]
    public void Is_Busy_When_A_Line_Has_Enough_To_Do() => SingleThread.Run(async () =>
    {
        using ModbusClient client = Connect(new ModbusGateway([_lineA]));
        Task<ModbusResult<ushort[]>>[] calls = [.. Enumerable.Range(0, 6).Select(_ => client.ReadHoldingRegistersAsync(1, 0, 1))];
        foreach (Task<ModbusResult<ushort[]>> call in calls)
        {
            await AdvanceUntil(call);
        }

        Assert.Equal(4, calls.Count(call => call.Result.IsOk));
        Assert.Equal(2, calls.Count(call => call.Result.Exception == ModbusExceptionCode.ServerDeviceBusy));
    });

    [Fact]
    public void Broadcasts_Reach_All_Units_And_Are_Not_Answered() => SingleThread.Run(async () =>
    {
        using ModbusClient client = Connect(new ModbusGateway([_lineA, _lineB]) { BroadcastsUnitZero = true });
        Task<ModbusResult> call = client.WriteSingleRegisterAsync(0, 5, 77);
        await AdvanceUntil(client.ReadHoldingRegistersAsync(1, 0, 1));
        await AdvanceUntil(client.ReadHoldingRegistersAsync(3, 0, 1));
        Assert.All(_banks, bank => Assert.Equal(77, bank.HoldingRegisters[5]));
        Assert.False(call.IsCompleted);
        Assert.Equal(ModbusStatus.TimedOut, (await AdvanceUntil(call)).Status);
    });

    [Fact]
    public void Damage_On_The_Wire_Is_Noticed_By_Both_Ends() => SingleThread.Run(async () =>
    {
        using ModbusClient client = Connect(new ModbusGateway([_lineA]));
        int frames = 0;
        _lineA.Medium = frame => ++frames is 1 or 3 ? Flipped(frame) : frame;
        Assert.Equal(ModbusExceptionCode.GatewayTargetFailedToRespond, (await AdvanceUntil(client.WriteSingleRegisterAsync(1, 5, 1))).Exception);
        Assert.Equal(0, _banks[0].HoldingRegisters[5]);
        Assert.Equal(1, _units[0].Counters.CommunicationErrors);
        Assert.Equal(ModbusExceptionCode.GatewayTargetFailedToRespond, (await AdvanceUntil(client.WriteSingleRegisterAsync(1, 5, 2))).Exception);
        Assert.Equal(2, _banks[0].HoldingRegisters[5]);
        Assert.True((await AdvanceUntil(client.WriteSingleRegisterAsync(1, 5, 3))).IsOk);
    });

    [Fact]
    public void Serial_Function_Codes_Work_Through_It() => SingleThread.Run(async () =>
    {
        using ModbusClient client = Connect(new ModbusGateway([_lineA]));
        Assert.Equal([1, 0xFF], (await AdvanceUntil(client.ReportServerIdAsync(2))).Value!);
        Assert.Equal(0xA537, (await AdvanceUntil(client.DiagnosticsAsync(2, 0, 0xA537))).Value);

        // Listen-only is silent, so that the gateway says 0B, until the unit is restarted.
        Assert.Equal(ModbusExceptionCode.GatewayTargetFailedToRespond, (await AdvanceUntil(client.DiagnosticsAsync(2, 4))).Exception);
        Assert.Equal(ModbusExceptionCode.GatewayTargetFailedToRespond, (await AdvanceUntil(client.ReadExceptionStatusAsync(2))).Exception);
        Assert.True((await AdvanceUntil(client.ReadExceptionStatusAsync(1))).IsOk);
        await AdvanceUntil(client.DiagnosticsAsync(2, 1));
        Assert.Equal(0, (await AdvanceUntil(client.GetCommEventCounterAsync(2))).Value.Status);
        Assert.NotEmpty((await AdvanceUntil(client.GetCommEventLogAsync(2))).Value!.Log);
    });

    [Fact]
    public void A_Malformed_Header_Ends_The_Connection() => SingleThread.Run(async () =>
    {
        (DuplexStream client, DuplexStream server) = DuplexStream.CreatePair();
        Task<ModbusConnectionEnd> serving = new ModbusGateway([_lineA]).ServeAsync(server, default);
        await client.WriteAsync(Hex.Bytes("0001 0001 0006 01 03 0000 0001"));
        Assert.Equal(ModbusConnectionEnd.Malformed, await serving);
    });

    private static ReadOnlyMemory<byte> Flipped(ReadOnlyMemory<byte> frame)
    {
        byte[] bytes = frame.ToArray();
        bytes[^3] ^= 0x10;
        return bytes;
    }

    private static Dictionary<byte, ModbusSerialUnit> Units(params (byte Id, ModbusSerialUnit Unit)[] units) => units.ToDictionary(u => u.Id, u => u.Unit);

    private ModbusClient Connect(ModbusGateway gateway)
    {
        (DuplexStream client, DuplexStream server) = DuplexStream.CreatePair();
        _ = gateway.ServeAsync(server, new ModbusCallContext(1, "peer"));
        return new ModbusClient(client, _time, TimeSpan.FromSeconds(30));
    }

    private async Task<T> AdvanceUntil<T>(Task<T> call)
    {
        await MillisecondsOf(call);
        return await call;
    }

    private async Task<int> MillisecondsOf(Task call)
    {
        for (int elapsed = 0; ; elapsed++)
        {
            for (int i = 0; i < 20 && !call.IsCompleted; i++)
            {
                await Task.Yield();
            }

            if (call.IsCompleted)
            {
                return elapsed;
            }

            Assert.True(elapsed < 60_000, "the call does not end");
            _time.Advance(Step);
        }
    }
}
