using CsCheck;
using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Conduits.Tests;

/// <summary>Whatever bytes come, the trial does not crash, and nothing passes armed controls.</summary>
public sealed class GatewayFuzzTests
{
    private static readonly Gen<byte[]> Noise = Gen.Byte.Array[0, 400];

    /// <summary>Frames that look right up to a point: a plausible header, then anything.</summary>
    private static readonly Gen<byte[]> NearlyFrame =
        Gen.Select(Gen.UShort, Gen.Byte[0, 3], Gen.Byte[1, 24], Gen.Byte.Array[0, 30], (id, unit, function, rest) => ModbusFrame.ToAdu(id, unit, [function, .. rest]));

    private static readonly Gen<byte[]> Write = Gen.Select(Gen.UShort, Gen.Byte[0, 120], Gen.UShort, (id, address, value) =>
        ModbusFrame.ToAdu(id, 1, [6, 0, address, (byte)(value >> 8), (byte)value]));

    private static readonly Gen<byte[][]> Traffic = Gen.Frequency((1, Noise), (4, NearlyFrame), (3, Write)).Array[1, 6];

    private static readonly Gen<byte[]> TlsRecord = Gen.Select(Gen.Byte[20, 24], Gen.Byte[1, 4], Gen.Byte.Array[0, 200], (type, version, body) =>
        (byte[])[type, 3, version, (byte)(body.Length >> 8), (byte)body.Length, .. body]);

    private static readonly Gen<byte[][]> SpanTraffic = Gen.Select(
        Gen.Frequency((2, Noise), (2, Gen.Const(Intruder.Claim("10.4.0.1"))), (2, TlsRecord)), Traffic, (first, rest) => (byte[][])[first, .. rest]);

    [Fact]
    public void Nothing_From_The_Medium_Reaches_The_Device_Past_Mutual_Tls()
    {
        using var faults = new EscapedFaults();
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList(), TwoZones.Tls(), TwoZones.Inspection(), TwoZones.Monitor()));
        SpanTraffic.Sample(
            chunks =>
            {
                using (var stream = Intruder.Dial(bench))
                {
                    foreach (var chunk in chunks)
                    {
                        Intruder.Send(bench, stream, chunk);
                    }
                }

                bench.Settle();
                Assert.Null(bench.Failure);
                Assert.Equal(0, bench.Served);
            },
            iter: 300, threads: 1);
        Assert.Equal(new ushort[256], bench.Registers.HoldingRegisters.ToArray());
        AssertServes(bench);
        faults.AssertNone();
    }

    [Fact]
    public void Nothing_From_The_Medium_Crashes_An_Open_Gateway()
    {
        using var faults = new EscapedFaults();
        using var bench = new Bench(TwoZones.With(), armed: false);
        SpanTraffic.Sample(
            chunks =>
            {
                using (var stream = Intruder.Dial(bench))
                {
                    foreach (var chunk in chunks)
                    {
                        Intruder.Send(bench, stream, chunk);
                    }
                }

                bench.Settle();
                Assert.Null(bench.Failure);
            },
            iter: 300, threads: 1);
        AssertServes(bench);
        faults.AssertNone();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Only_Permitted_Writes_Come_Out_Of_A_Leg(bool noisy)
    {
        using var faults = new EscapedFaults();
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList(), TwoZones.Inspection(), TwoZones.Monitor()), noise: noisy ? new DeliveryNoise(3) : null);
        Traffic.Sample(
            chunks =>
            {
                using (var stream = bench.Raw())
                {
                    foreach (var chunk in chunks)
                    {
                        Intruder.Send(bench, stream, chunk);
                    }
                }

                bench.Settle();
                Assert.Null(bench.Failure);
                for (var i = 0; i < 256; i++)
                {
                    var value = bench.Registers.HoldingRegisters[i];
                    Assert.True(value == 0 || (i is 100 or 101 && value is >= 800 and <= 920), $"register {i} took {value}");
                }

                Assert.DoesNotContain(true, bench.Registers.Coils.ToArray());
            },
            iter: 300, threads: 1);
        AssertServes(bench);
        faults.AssertNone();
    }

    [Fact]
    public void Nothing_A_Server_Answers_Crashes_The_Gateway()
    {
        using var faults = new EscapedFaults();
        byte[][] answers = [];
        using var bench = new Bench(TwoZones.With(TwoZones.AllowList(), TwoZones.Inspection(), TwoZones.Monitor()), plc: async c =>
        {
            await c.Stream.ReadExactlyAsync(new byte[12]);
            foreach (var answer in answers)
            {
                await c.Stream.WriteAsync(answer);
            }
        });
        Traffic.Sample(
            chunks =>
            {
                answers = chunks;
                using var stream = bench.Raw();
                Intruder.Send(bench, stream, ModbusFrame.ToAdu(1, 1, [3, 0, 0, 0, 1]));
                var received = bench.Run(() => Wire.ReceiveAsync(stream));
                Assert.Null(bench.Failure);
                // One request was asked: at most its answer comes out, whole.
                Assert.True(received.Length == 0 || ModbusFrame.TryReadAdu(received, out _, out var consumed) == ModbusFrameStatus.Ok && consumed == received.Length);
            },
            iter: 200, threads: 1);
        faults.AssertNone();
    }

    private static void AssertServes(Bench bench)
    {
        Assert.Equal(DialOutcome.Open, bench.Dial("MASTER", "PLC", 502).Outcome);
        using var client = bench.Client();
        Assert.Equal(ModbusStatus.Ok, bench.Run(() => client.ReadHoldingRegistersAsync(1, 0, 1)).Status);
        Assert.Null(bench.Failure);
    }
}
