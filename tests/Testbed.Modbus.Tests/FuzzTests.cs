using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests;

/// <summary>Hostile bytes: the parser never throws, and agrees with a second, plainly written judge of PDUs.</summary>
public sealed class FuzzTests
{
    private const int Frames = 60_000;

    [Fact]
    public void Random_Bytes_Never_Throw()
    {
        var random = new Random(1);
        var bank = new RegisterBank(3000, 3000, 200, 200);
        byte[] answer = new byte[ModbusLimits.MaxPduLength];
        for (int i = 0; i < Frames; i++)
        {
            byte[] bytes = new byte[random.Next(0, 280)];
            random.NextBytes(bytes);
            ModbusFrame.TryReadAdu(bytes, out _, out int consumed);
            Assert.InRange(consumed, 0, bytes.Length);
            if (bytes.Length is 0 or > ModbusLimits.MaxPduLength)
            {
                continue;
            }

            bytes[0] = (byte)(random.Next(4) == 0 ? bytes[0] : random.Next(0, 18));
            ModbusPdu.TryParseRequest(bytes, out ModbusRequest request);
            ModbusPdu.TryParseResponse(request.Key, bytes, out _);
            ModbusPdu.TryParseResponse(new ModbusRequestKey(bytes[0], (ushort)random.Next(65536), (ushort)random.Next(65536), 0), bytes, out _);
            Assert.InRange(ModbusResponder.Respond(bytes, bank, default, answer), 2, ModbusLimits.MaxPduLength);
        }
    }

    [Fact]
    public void Mutated_Requests_Get_The_Answer_The_Rules_Demand()
    {
        var random = new Random(2);
        ModbusSerialUnit unit = EverythingUnit.Create();
        int silent = 0;
        byte[] answer = new byte[ModbusLimits.MaxPduLength];
        int[] outcomes = new int[4];
        for (int i = 0; i < Frames; i++)
        {
            byte[] pdu = RequestMaker.Mutate(random, RequestMaker.Valid(random));
            int expected = RequestJudge.Exception(pdu);
            outcomes[expected]++;
            int length = ModbusResponder.Respond(pdu, unit, default, answer);
            string where = $"frame {i}: {Hex.Text(pdu)}";
            Assert.True(expected == (int)ModbusPdu.TryParseRequest(pdu, out ModbusRequest request), where);
            if (length == 0)
            {
                silent++;
                ModbusResponder.Respond([8, 0, 1, 0, 0], unit, default, answer); // out of listen-only mode
                continue;
            }
            Assert.True(ModbusPdu.TryParseResponse(request.Key, answer.AsSpan(0, length), out ModbusResponse response) == ModbusResponseStatus.Ok, where);
            Assert.True(ModbusText.Response(response).Length > 0, where);
            bool isMissing = response.Exception == ModbusExceptionCode.IllegalDataAddress && pdu[0] == 43;
            Assert.True(isMissing || expected == (int)response.Exception, where);
            Assert.True(ModbusText.Request(1, pdu).Length > 0, where);
        }

        Assert.InRange(silent, 1, Frames / 2); // in listen-only mode, until a restart
        Assert.All(outcomes, count => Assert.True(count > 500, $"too few of one kind: {string.Join(' ', outcomes)}"));
    }

    [Fact]
    public async Task The_Server_Stays_In_Step_With_A_Stream_Of_Mutated_Frames()
    {
        var random = new Random(3);
        var server = new ModbusServer(new RegisterBank(100, 100, 100, 100));
        for (int round = 0; round < 300; round++)
        {
            (DuplexStream client, DuplexStream stream) = DuplexStream.CreatePair();
            Task<ModbusConnectionEnd> serving = server.ServeAsync(stream, default);
            byte[][] pdus = [.. Enumerable.Range(0, 60).Select(_ => RequestMaker.Mutate(random, RequestMaker.Valid(random)))];
            byte[] bytes = [.. pdus.SelectMany((pdu, i) => ModbusFrame.ToAdu((ushort)i, 1, pdu))];
            for (int sent = 0; sent < bytes.Length;)
            {
                int count = Math.Min(random.Next(1, 600), bytes.Length - sent);
                await client.WriteAsync(bytes.AsMemory(sent, count));
                sent += count;
            }

            client.CloseOutgoing();
            byte[] answers = await client.ReadToEndAsync();
            Assert.Equal(ModbusConnectionEnd.PeerClosed, await serving);
            int offset = 0;
            for (int i = 0; i < pdus.Length; i++)
            {
                Assert.Equal(ModbusFrameStatus.Ok, ModbusFrame.TryReadAdu(answers.AsSpan(offset), out ModbusAdu adu, out int consumed));
                Assert.Equal(i, adu.TransactionId);
                Assert.Equal(pdus[i][0] & 0x7F, adu.Pdu[0] & 0x7F);
                offset += consumed;
            }

            Assert.Equal(answers.Length, offset);
        }
    }

    [Fact]
    public async Task The_Server_Survives_Damaged_Headers()
    {
        var random = new Random(4);
        var server = new ModbusServer(new RegisterBank(100, 100, 100, 100));
        var ends = new HashSet<ModbusConnectionEnd>();
        for (int round = 0; round < 1000; round++)
        {
            (DuplexStream client, DuplexStream stream) = DuplexStream.CreatePair();
            Task<ModbusConnectionEnd> serving = server.ServeAsync(stream, default);
            byte[] bytes = [.. Enumerable.Range(0, 5).SelectMany(i => ModbusFrame.ToAdu((ushort)i, 1, RequestMaker.Valid(random)))];
            for (int flips = random.Next(1, 5); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            await client.WriteAsync(bytes);
            client.CloseOutgoing();
            ends.Add(await serving);
        }

        Assert.Equal([ModbusConnectionEnd.PeerClosed, ModbusConnectionEnd.PeerClosedInFrame, ModbusConnectionEnd.Malformed], ends.Order());
    }
}
