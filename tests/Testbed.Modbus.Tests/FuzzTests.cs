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
        ModbusSerialUnit unit = EverythingUnit.Create();
        int silent = 0;
        byte[] answer = new byte[ModbusLimits.MaxPduLength];
        int[] outcomes = new int[4];
        for (int i = 0; i < Frames; i++)
        {
            byte[] pdu = Mutate(random, RequestMaker.Valid(random));
            int expected = Judge(pdu);
            outcomes[expected]++;
            int length = ModbusResponder.Respond(pdu, unit, default, answer);
            string where = $"frame {i}: {Hex.Text(pdu)}";
            Assert.True(expected == (int)ModbusPdu.TryParseRequest(pdu, out ModbusRequest request), where);
            if (length == 0)
            {
                silent++;
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
            byte[][] pdus = [.. Enumerable.Range(0, 60).Select(_ => Mutate(random, RequestMaker.Valid(random)))];
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
            case 4 when pdu.Length >= 5:
                BinaryPrimitives.WriteUInt16BigEndian(pdu.AsSpan(3), (ushort)random.Next(0, 2100));
                return pdu;
            case 5 when pdu.Length >= 3:
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
        int ReadWrite() => pdu.Length < 10 || pdu[9] != pdu.Length - 10 || pdu[9] != 2 * U16(7) || U16(7) is < 1 or > 121 || U16(3) is < 1 or > 125 ? 3
            : U16(1) + U16(3) > 65536 || U16(5) + U16(7) > 65536 ? 2 : 0;
        int Files(bool writes)
        {
            if (pdu.Length < 9 || pdu[1] != pdu.Length - 2 || pdu[1] > (writes ? 0xFB : 0xF5) || (writes && pdu[1] < 9))
            {
                return 3;
            }

            (int at, int answer, bool exists) = (2, 0, true);
            while (at < pdu.Length)
            {
                if (at + 7 > pdu.Length || (writes && at + 7 + (2 * U16(at + 5)) > pdu.Length))
                {
                    return 3;
                }

                exists &= pdu[at] == 6 && U16(at + 1) > 0 && U16(at + 5) > 0 && U16(at + 3) + U16(at + 5) <= 10_000;
                answer += 2 + (2 * U16(at + 5));
                at += 7 + (writes ? 2 * U16(at + 5) : 0);
            }

            return !writes && answer > 0xF5 ? 3 : exists ? 0 : 2;
        }

        int Diagnostics()
        {
            if (pdu.Length < 3)
            {
                return 3;
            }

            int sub = U16(1);
            if (sub is not (0 or 1 or 2 or 3 or 4 or 20) && (sub < 10 || sub > 18))
            {
                return 1;
            }

            return pdu.Length % 2 == 0 || pdu.Length < 5 ? 3
                : sub == 0 ? 0
                : pdu.Length != 5 ? 3
                : sub == 1 ? U16(3) is 0 or 0xFF00 ? 0 : 3
                : sub == 3 ? pdu[4] == 0 ? 0 : 3
                : U16(3) == 0 ? 0 : 3;
        }

        return pdu[0] switch
        {
            7 or 11 or 12 or 17 => pdu.Length != 1 ? 3 : 0,
            8 => Diagnostics(),
            20 => Files(writes: false),
            21 => Files(writes: true),
            22 => pdu.Length != 7 ? 3 : 0,
            23 => ReadWrite(),
            24 => pdu.Length != 3 ? 3 : 0,
            43 => pdu.Length < 2 ? 3 : pdu[1] != 14 ? 1 : pdu.Length != 4 || pdu[2] is < 1 or > 4 ? 3 : 0,
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
