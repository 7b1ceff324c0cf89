using System.Net.Sockets;
using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests;

/// <summary>A million hostile frames over loopback sockets, on one connection and on many, beside a client that must be served throughout.</summary>
public sealed class FuzzMillionTests
{
    private const int Batch = 100;
    private const int FramesPerRun = 500_000;

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [Trait("Category", "Slow")]
    public void Every_Answer_Keeps_To_The_Specification(int connections) => SingleThread.Run(() => AttackAsync(connections));

    private static async Task AttackAsync(int connections)
    {
        using var host = new Loopback(new ModbusServer(EverythingUnit.Create()));
        using ModbusClient valid = await host.ConnectClientAsync();
        var attackers = new Attacker[connections];
        for (int i = 0; i < connections; i++)
        {
            attackers[i] = new Attacker(host, new Random(100 + i));
            await attackers[i].ConnectAsync();
        }

        await RunAsync(attackers, valid, FramesPerRun / 10);
        (long memory, int handles) = Held();
        await RunAsync(attackers, valid, FramesPerRun);
        (long memoryAfter, int handlesAfter) = Held();
        Assert.InRange(memoryAfter - memory, long.MinValue, 2_000_000);
        Assert.InRange(handlesAfter - handles, int.MinValue, 8 + connections); // connections that are just being closed; a leak would be thousands

        int frames = attackers.Sum(a => a.Frames);
        int[] reached = new int[256];
        foreach (Attacker attacker in attackers)
        {
            for (int code = 0; code < 256; code++)
            {
                reached[code] += attacker.Reached[code];
            }
        }

        foreach (int code in Enumerable.Range(0, 256).Where(code => ModbusPdu.IsSupported((byte)code)))
        {
            Assert.True(reached[code] >= frames / 100, $"FC {code} was carried out {reached[code]} times in {frames} frames");
        }
    }

    private static async Task RunAsync(Attacker[] attackers, ModbusClient valid, int frames)
    {
        for (int sent = 0, round = 0; sent < frames; sent += Batch, round++)
        {
            await attackers[round % attackers.Length].SendBatchAsync();
            if (round % 20 == 0)
            {
                ModbusResult<ushort[]> answer = await valid.ReadInputRegistersAsync(1, 100, 5);
                Assert.Equal([0, 0, 0, 0, 0], answer.Value!);
            }
        }
    }

    private static (long Memory, int Handles) Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return (GC.GetTotalMemory(forceFullCollection: true), Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0);
    }

    /// <summary>Sends batches of structured and of random frames in random segments and checks every answer.</summary>
    private sealed class Attacker(Loopback host, Random random) : IDisposable
    {
        private NetworkStream? _stream;

        internal int Frames { get; private set; }

        /// <summary>Requests that had to be carried out, and were, by function code.</summary>
        internal int[] Reached { get; } = new int[256];

        internal async Task ConnectAsync() => _stream = new NetworkStream(await host.ConnectAsync(), ownsSocket: true);

        internal async Task SendBatchAsync()
        {
            bool isDamaged = random.Next(20) == 0;
            byte[][] pdus = [.. Enumerable.Range(0, Batch).Select(_ => Next())];
            byte[] bytes = [.. pdus.SelectMany((pdu, i) => ModbusFrame.ToAdu((ushort)i, 1, pdu))];
            if (isDamaged)
            {
                // A wrong protocol id or length somewhere: what comes before is answered, then the connection is closed.
                byte[] wrong = random.Next(3) switch { 0 => [0, 0, 1, 0, 0, 6], 1 => [0, 0, 0, 0, 0, 1], _ => [0, 0, 0, 0, 1, 0] };
                bytes = [.. bytes, .. wrong, .. pdus[0]];
            }

            Frames += Batch;
            Task sending = SendAsync(bytes);
            await CheckAsync(pdus);
            await sending;
            if (isDamaged)
            {
                Assert.Equal(0, await ReadSomeAsync(new byte[1]));
                await _stream!.DisposeAsync();
                await ConnectAsync();
            }
        }

        public void Dispose() => _stream?.Dispose();

        private byte[] Next()
        {
            if (random.Next(10) == 0)
            {
                byte[] noise = new byte[random.Next(1, ModbusLimits.MaxPduLength + 1)];
                random.NextBytes(noise);
                return IsListenOnly(noise) ? [0] : noise;
            }

            byte[] pdu = RequestMaker.Mutate(random, RequestMaker.Valid(random));
            return IsListenOnly(pdu) ? [0] : pdu;
        }

        // Would silence the unit for everybody.
        private static bool IsListenOnly(byte[] pdu) => pdu is [8, 0, 4, ..];

        private async Task SendAsync(byte[] bytes)
        {
            try
            {
                for (int sent = 0; sent < bytes.Length;)
                {
                    int count = Math.Min(random.Next(1, 20_000), bytes.Length - sent);
                    await _stream!.WriteAsync(bytes.AsMemory(sent, count));
                    sent += count;
                }
            }
            catch (IOException)
            {
                // Closed by the server on a damaged header.
            }
        }

        private async Task CheckAsync(byte[][] pdus)
        {
            var input = new ModbusAduBuffer();
            for (int i = 0; i < pdus.Length;)
            {
                int read = await ReadSomeAsync(input.GetFreeMemory());
                Assert.True(read > 0, $"closed after {i} answers of {pdus.Length}");
                input.Advance(read);
                while (i < pdus.Length && input.TryRead(out ModbusAdu adu) == ModbusFrameStatus.Ok)
                {
                    Check(pdus[i], i++, adu);
                }
            }
        }

        private async Task<int> ReadSomeAsync(Memory<byte> destination)
        {
            try
            {
                return await _stream!.ReadAsync(destination);
            }
            catch (IOException)
            {
                return 0;
            }
        }

        private void Check(byte[] pdu, int index, in ModbusAdu answer)
        {
            int expected = RequestJudge.Exception(pdu);
            string where = $"{Hex.Text(pdu)} -> {Hex.Text(answer.Pdu)}";
            Assert.True(index == answer.TransactionId && answer.UnitId == 1, where);
            ModbusPdu.TryParseRequest(pdu, out ModbusRequest request);
            ModbusRequestKey key = request.IsValid ? request.Key : new ModbusRequestKey(pdu[0], 0, 0, 0);
            Assert.True(ModbusPdu.TryParseResponse(key, answer.Pdu, out ModbusResponse response) == ModbusResponseStatus.Ok, where);
            bool isMissingObject = pdu[0] == ModbusFunctionCode.EncapsulatedInterface && response.Exception == ModbusExceptionCode.IllegalDataAddress;
            Assert.True(expected == (int)response.Exception || (expected == 0 && isMissingObject), where);
            Reached[pdu[0]] += response.IsException ? 0 : 1;
        }
    }
}
