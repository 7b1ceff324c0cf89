using System.Buffers.Binary;
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
        var bank = new RegisterBank(ModbusLimits.AddressSpace, ModbusLimits.AddressSpace, ModbusLimits.AddressSpace, ModbusLimits.AddressSpace);
        byte[] answer = new byte[ModbusLimits.MaxPduLength];
        int[] outcomes = new int[4];
        for (int i = 0; i < Frames; i++)
        {
            byte[] pdu = Mutate(random, ValidRequest(random));
            int expected = Judge(pdu);
            outcomes[expected]++;
            int length = ModbusResponder.Respond(pdu, bank, default, answer);
            string where = $"frame {i}: {Hex.Text(pdu)}";
            Assert.True(expected == (int)ModbusPdu.TryParseRequest(pdu, out ModbusRequest request), where);
            Assert.True(ModbusPdu.TryParseResponse(request.Key, answer.AsSpan(0, length), out ModbusResponse response) == ModbusResponseStatus.Ok, where);
            Assert.True(expected == (int)response.Exception, where);
            Assert.True(ModbusText.Request(1, pdu).Length > 0, where);
        }

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
            byte[][] pdus = [.. Enumerable.Range(0, 60).Select(_ => Mutate(random, ValidRequest(random)))];
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
            byte[] bytes = [.. Enumerable.Range(0, 5).SelectMany(i => ModbusFrame.ToAdu((ushort)i, 1, ValidRequest(random)))];
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

    private static byte[] ValidRequest(Random random)
    {
        byte[] pdu = new byte[ModbusLimits.MaxPduLength];
        ushort address = (ushort)random.Next(65536);
        int length = random.Next(8) switch
        {
            0 => ModbusRequestEncoder.WriteRead(pdu, 1, address, random.Next(1, 2001)),
            1 => ModbusRequestEncoder.WriteRead(pdu, 2, address, random.Next(1, 2001)),
            2 => ModbusRequestEncoder.WriteRead(pdu, 3, address, random.Next(1, 126)),
            3 => ModbusRequestEncoder.WriteRead(pdu, 4, address, random.Next(1, 126)),
            4 => ModbusRequestEncoder.WriteSingleCoil(pdu, address, random.Next(2) == 1),
            5 => ModbusRequestEncoder.WriteSingleRegister(pdu, address, (ushort)random.Next(65536)),
            6 => ModbusRequestEncoder.WriteMultipleCoils(pdu, address, new bool[random.Next(1, 1969)]),
            _ => ModbusRequestEncoder.WriteMultipleRegisters(pdu, address, new ushort[random.Next(1, 124)]),
        };
        return pdu[..length];
    }

    private static byte[] Mutate(Random random, byte[] pdu)
    {
        switch (random.Next(8))
        {
            case 0:
                return pdu[..random.Next(1, pdu.Length + 1)];
            case 1 when pdu.Length < ModbusLimits.MaxPduLength:
                return [.. pdu, (byte)random.Next(256)];
            case 2:
                pdu[0] = (byte)random.Next(256);
                return pdu;
            case 3:
                pdu[random.Next(pdu.Length)] = (byte)random.Next(256);
                return pdu;
            case 4:
                BinaryPrimitives.WriteUInt16BigEndian(pdu.AsSpan(3), (ushort)random.Next(0, 2100));
                return pdu;
            case 5:
                BinaryPrimitives.WriteUInt16BigEndian(pdu.AsSpan(1), (ushort)random.Next(65400, 65536));
                return pdu;
            default:
                return pdu;
        }
    }

    /// <summary>The rules again, from AP 6's state diagrams, without the product's tables: 0, or the exception to answer.</summary>
    private static int Judge(byte[] pdu)
    {
        int U16(int offset) => (pdu[offset] << 8) | pdu[offset + 1];
        int Range(int max) => U16(3) < 1 || U16(3) > max ? 3 : U16(1) + U16(3) > 65536 ? 2 : 0;
        int Multiple(int max, Func<int, int> bytes) => pdu.Length < 6 || pdu[5] != pdu.Length - 6 || pdu[5] != bytes(U16(3)) ? 3 : Range(max);
        return pdu[0] switch
        {
            1 or 2 => pdu.Length != 5 ? 3 : Range(2000),
            3 or 4 => pdu.Length != 5 ? 3 : Range(125),
            5 => pdu.Length != 5 || U16(3) is not (0 or 0xFF00) ? 3 : 0,
            6 => pdu.Length != 5 ? 3 : 0,
            15 => Multiple(1968, quantity => (quantity / 8) + (quantity % 8 == 0 ? 0 : 1)),
            16 => Multiple(123, quantity => 2 * quantity),
            _ => 1,
        };
    }
}
