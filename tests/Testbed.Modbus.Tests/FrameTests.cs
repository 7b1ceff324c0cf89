using CsCheck;
using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests;

public sealed class FrameTests
{
    [Theory]
    [InlineData("0001 0001 0006 01 0300000001", ModbusFrameStatus.ProtocolIdNotZero)]
    [InlineData("0001 0100 0006 01 0300000001", ModbusFrameStatus.ProtocolIdNotZero)]
    [InlineData("0001 0001", ModbusFrameStatus.ProtocolIdNotZero)]
    [InlineData("0001 0000 0000", ModbusFrameStatus.LengthTooShort)]
    [InlineData("0001 0000 0001 01", ModbusFrameStatus.LengthTooShort)]
    [InlineData("0001 0000 00FF", ModbusFrameStatus.LengthTooLong)]
    [InlineData("0001 0000 FFFF 01", ModbusFrameStatus.LengthTooLong)]
    [InlineData("0001 0000 00FE 01", ModbusFrameStatus.NeedMore)]
    [InlineData("0001 0000 0002 01 07", ModbusFrameStatus.Ok)]
    [InlineData("", ModbusFrameStatus.NeedMore)]
    public void Judges_The_Header(string bytes, ModbusFrameStatus expected)
    {
        ModbusFrameStatus status = ModbusFrame.TryReadAdu(Hex.Bytes(bytes), out _, out int consumed);
        Assert.Equal(expected, status);
        Assert.Equal(expected == ModbusFrameStatus.Ok, consumed > 0);
        Assert.Equal(expected is not (ModbusFrameStatus.Ok or ModbusFrameStatus.NeedMore), status.IsMalformed());
    }

    [Fact]
    public void Refuses_124_Registers_Since_They_Exceed_The_Adu()
    {
        byte[] header = Hex.Bytes("0001 0000 00FF 01 10 0000 007C F8");
        Assert.Equal(ModbusFrameStatus.LengthTooLong, ModbusFrame.TryReadAdu(header, out _, out _));
    }

    [Fact]
    public void Needs_More_At_Every_Cut_Of_A_Largest_Frame()
    {
        byte[] frame = ModbusFrame.ToAdu(7, 1, new byte[ModbusLimits.MaxPduLength]);
        Assert.Equal(ModbusLimits.MaxAduLength, frame.Length);
        for (int cut = 0; cut < frame.Length; cut++)
        {
            Assert.Equal(ModbusFrameStatus.NeedMore, ModbusFrame.TryReadAdu(frame.AsSpan(0, cut), out _, out int consumed));
            Assert.Equal(0, consumed);
        }

        Assert.Equal(ModbusFrameStatus.Ok, ModbusFrame.TryReadAdu(frame, out _, out _));
    }

    [Fact]
    public void Roundtrips_Any_Frame_And_Leaves_What_Follows() =>
        Gen.Select(Gen.UShort, Gen.Byte, Gen.Byte.Array[1, ModbusLimits.MaxPduLength], Gen.Byte.Array[0, 20]).Sample((transactionId, unitId, pdu, rest) =>
        {
            byte[] bytes = [.. ModbusFrame.ToAdu(transactionId, unitId, pdu), .. rest];
            Assert.Equal(ModbusFrameStatus.Ok, ModbusFrame.TryReadAdu(bytes, out ModbusAdu adu, out int consumed));
            Assert.Equal(bytes.Length - rest.Length, consumed);
            Assert.Equal((transactionId, unitId, pdu.Length + 1), (adu.TransactionId, adu.UnitId, (int)adu.Length));
            Assert.True(adu.Pdu.SequenceEqual(pdu));
        });

    [Fact]
    public void Buffer_Reassembles_Any_Segmentation() =>
        Gen.Select(Gen.Byte.Array[1, ModbusLimits.MaxPduLength].Array[1, 12], Gen.Int[1, 400].Array[1, 20], Gen.Int[1, 3]).Sample((pdus, cuts, capacity) =>
        {
            byte[] stream = [.. pdus.SelectMany((pdu, i) => ModbusFrame.ToAdu((ushort)i, 1, pdu))];
            var buffer = new ModbusAduBuffer(capacity);
            int sent = 0;
            int read = 0;
            for (int turn = 0; sent < stream.Length; turn++)
            {
                Memory<byte> free = buffer.GetFreeMemory();
                int count = Math.Min(Math.Min(cuts[turn % cuts.Length], free.Length), stream.Length - sent);
                Assert.True(count > 0, "no room left after all frames were read");
                stream.AsSpan(sent, count).CopyTo(free.Span);
                sent += count;
                buffer.Advance(count);
                while (buffer.TryRead(out ModbusAdu adu) == ModbusFrameStatus.Ok)
                {
                    Assert.Equal(read, adu.TransactionId);
                    Assert.True(adu.Pdu.SequenceEqual(pdus[read++]));
                }
            }

            Assert.Equal(pdus.Length, read);
            Assert.True(buffer.IsEmpty);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(254)]
    public void Own_Mistake_In_Pdu_Length_Throws(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusFrame.ToAdu(1, 1, new byte[length]));
}
