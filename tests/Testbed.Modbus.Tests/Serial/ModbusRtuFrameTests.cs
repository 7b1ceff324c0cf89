using CsCheck;
using Testbed.Modbus.Functions;
using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests.Serial;

public sealed class ModbusRtuFrameTests
{
    [Theory]
    [InlineData("02 07", "41 12")] // Modbus over Serial Line, appendix B: the worked CRC
    [InlineData("01 03 0000 000A", "C5 CD")]
    [InlineData("11 05 00AC FF00", "4E 8B")]
    public void Gives_The_Published_Crc(string bytes, string crc)
    {
        byte[] frame = ModbusRtuFrame.ToArray(Hex.Bytes(bytes)[0], Hex.Bytes(bytes).AsSpan(1));
        Assert.Equal(Hex.Text(Hex.Bytes(crc)), Hex.Text(frame.AsSpan(frame.Length - 2)));
        Assert.Equal(0, ModbusCrc.Compute(frame));
    }

    [Fact]
    public void Finds_The_End_Of_Every_Valid_Request_And_Response()
    {
        Random random = new(5);
        ModbusSerialUnit unit = EverythingUnit.Create();
        byte[] answer = new byte[ModbusLimits.MaxPduLength];
        for (int i = 0; i < 20_000; i++)
        {
            byte[] pdu = RequestMaker.Valid(random);
            if (ModbusFunctions.Find(pdu[0])?.RequestLength(pdu) == ModbusFunction.UnknownLength)
            {
                continue; // found by the first CRC that fits, which one time in 65,536 is not the frame's own
            }

            byte[] frame = ModbusRtuFrame.ToArray((byte)random.Next(1, 248), pdu);
            byte[] two = [.. frame, .. frame];
            Assert.Equal(ModbusRtuStatus.Ok, ModbusRtuFrame.TryReadRequest(two, out byte unitId, out ReadOnlySpan<byte> read, out int consumed));
            Assert.Equal((frame[0], frame.Length), (unitId, consumed));
            Assert.True(read.SequenceEqual(pdu), Hex.Text(pdu));
            int cut = random.Next(frame.Length);
            Assert.Equal(ModbusRtuStatus.NeedMore, ModbusRtuFrame.TryReadRequest(frame.AsSpan(0, cut), out _, out _, out _));

            int length = ModbusResponder.Respond(pdu, unit, default, answer);
            if (length > 0)
            {
                frame = ModbusRtuFrame.ToArray(9, answer.AsSpan(0, length));
                Assert.Equal(ModbusRtuStatus.Ok, ModbusRtuFrame.TryReadResponse(frame, out _, out read, out consumed));
                Assert.True(consumed == frame.Length && read.SequenceEqual(answer.AsSpan(0, length)), Hex.Text(frame));
            }
        }
    }

    [Fact]
    public void Sees_Every_Damaged_Bit() =>
        Gen.Select(Gen.Byte[1, 247], Gen.UShort, Gen.UShort, Gen.Int[0, 63]).Sample((unit, address, value, bit) =>
        {
            byte[] pdu = new byte[5];
            ModbusRequestEncoder.WriteSingleRegister(pdu, address, value);
            byte[] frame = ModbusRtuFrame.ToArray(unit, pdu);
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(ModbusRtuStatus.Ok, ModbusRtuFrame.TryReadRequest(frame, out _, out _, out _));
        });

    [Fact]
    public void Random_Bytes_Never_Throw_And_Never_Make_It_Wait_For_More_Than_A_Frame()
    {
        Random random = new(6);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] bytes = new byte[random.Next(0, 300)];
            random.NextBytes(bytes);
            if (bytes.Length > 1 && random.Next(2) == 0)
            {
                bytes[1] = (byte)random.Next(1, 44);
            }

            ModbusRtuStatus request = ModbusRtuFrame.TryReadRequest(bytes, out _, out _, out int consumed);
            Assert.InRange(consumed, 0, bytes.Length);
            ModbusRtuStatus response = ModbusRtuFrame.TryReadResponse(bytes, out _, out _, out _);
            Assert.True(bytes.Length < ModbusLimits.MaxRtuLength || (request != ModbusRtuStatus.NeedMore && response != ModbusRtuStatus.NeedMore));
        }
    }
}
