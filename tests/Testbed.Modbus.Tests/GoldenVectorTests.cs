using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests;

/// <summary>The worked examples of AP 6 and 7 and of IG appendix A, as bytes.</summary>
public sealed class GoldenVectorTests
{
    [Theory]
    [InlineData("01 0013 0013", "01 03 CD6B05", "FC 1 CO 19..37")]
    [InlineData("02 00C4 0016", "02 03 ACDB35", "FC 2 DI 196..217")]
    [InlineData("03 006B 0003", "03 06 022B 0000 0064", "FC 3 HR 107..109")]
    [InlineData("04 0008 0001", "04 02 000A", "FC 4 IR 8")]
    [InlineData("05 00AC FF00", "05 00AC FF00", "FC 5 CO 172 = 1")]
    [InlineData("06 0001 0003", "06 0001 0003", "FC 6 HR 1 = 3")]
    [InlineData("0F 0013 000A 02 CD01", "0F 0013 000A", "FC 15 CO 19..28 = [1,0,1,1,0,0,1,1,1,0]")]
    [InlineData("10 0001 0002 04 000A 0102", "10 0001 0002", "FC 16 HR 1..2 = [10,258]")]
    [InlineData("01 04A1 0001", "81 02", "FC 1 CO 1185")]
    [InlineData("14 0E 06 0004 0001 0002 06 0003 0009 0002", "14 0C 05 06 0DFE 0020 05 06 33CD 0040", "FC 20 file 4 record 1..2, file 3 record 9..10")]
    [InlineData("15 0D 06 0004 0007 0003 06AF 04BE 100D", "15 0D 06 0004 0007 0003 06AF 04BE 100D", "FC 21 file 4 record 7..9 = [1711,1214,4109]")]
    [InlineData("16 0004 00F2 0025", "16 0004 00F2 0025", "FC 22 HR 4 and 00F2 or 0025")]
    [InlineData(
        "17 0003 0006 000E 0003 06 00FF 00FF 00FF", "17 0C 00FE 0ACD 0001 0003 000D 00FF", "FC 23 HR 14..16 = [255,255,255] read HR 3..8")]
    [InlineData("18 04DE", "18 0006 0002 01B8 1284", "FC 24 HR 1246")]
    [InlineData( // conformity level 81, not 01 as in the printed example: single objects can be read, too
        "2B 0E 01 00",
        "2B 0E 01 81 00 00 03 00 16 436F6D70616E79206964656E74696669636174696F6E 01 0F 50726F6475637420636F6465205858 02 05 56322E3131",
        "FC 43/14 code 1 object 0")]
    [InlineData("07", "87 01", "FC 7")]
    [InlineData("0B", "8B 01", "FC 11")]
    [InlineData("0C", "8C 01", "FC 12")]
    [InlineData("11", "91 01", "FC 17")]
    [InlineData("08 0000 A537", "88 01", "FC 8/0 A537")]
    public void Answers_The_Specifications_Examples(string request, string response, string text)
    {
        RegisterBank bank = ExampleDevice();
        byte[] answer = new byte[ModbusLimits.MaxPduLength];
        int length = ModbusResponder.Respond(Hex.Bytes(request), bank, new ModbusCallContext(1, "peer"), answer);

        Assert.Equal(Hex.Text(Hex.Bytes(response)), Hex.Text(answer.AsSpan(0, length)));
        Assert.Equal(ModbusExceptionCode.None, ModbusPdu.TryParseRequest(Hex.Bytes(request), out ModbusRequest parsed));
        Assert.Equal(text, parsed.ToString());
        Assert.Equal(ModbusResponseStatus.Ok, ModbusPdu.TryParseResponse(parsed.Key, answer.AsSpan(0, length), out _));
    }

    [Fact]
    public void Encodes_The_Specifications_Requests()
    {
        byte[] pdu = new byte[ModbusLimits.MaxPduLength];
        string Text(int length) => Hex.Text(pdu.AsSpan(0, length));

        Assert.Equal("0100130013", Text(ModbusRequestEncoder.WriteRead(pdu, ModbusFunctionCode.ReadCoils, 19, 19)));
        Assert.Equal("0200C40016", Text(ModbusRequestEncoder.WriteRead(pdu, ModbusFunctionCode.ReadDiscreteInputs, 196, 22)));
        Assert.Equal("03006B0003", Text(ModbusRequestEncoder.WriteRead(pdu, ModbusFunctionCode.ReadHoldingRegisters, 107, 3)));
        Assert.Equal("0400080001", Text(ModbusRequestEncoder.WriteRead(pdu, ModbusFunctionCode.ReadInputRegisters, 8, 1)));
        Assert.Equal("0500ACFF00", Text(ModbusRequestEncoder.WriteSingleCoil(pdu, 172, true)));
        Assert.Equal("0600010003", Text(ModbusRequestEncoder.WriteSingleRegister(pdu, 1, 3)));
        bool[] coils = [true, false, true, true, false, false, true, true, true, false];
        Assert.Equal("0F0013000A02CD01", Text(ModbusRequestEncoder.WriteMultipleCoils(pdu, 19, coils)));
        Assert.Equal("100001000204000A0102", Text(ModbusRequestEncoder.WriteMultipleRegisters(pdu, 1, [10, 258])));
    }

    [Fact]
    public void Frames_The_Guides_Example()
    {
        byte[] pdu = Hex.Bytes("03 0004 0001");
        byte[] frame = ModbusFrame.ToAdu(0x1501, 0xFF, pdu);
        Assert.Equal("150100000006FF0300040001", Hex.Text(frame));

        Assert.Equal(ModbusFrameStatus.Ok, ModbusFrame.TryReadAdu(frame, out ModbusAdu adu, out int consumed));
        Assert.Equal(frame.Length, consumed);
        Assert.Equal((0x1501, 0, 6, 0xFF), (adu.TransactionId, adu.ProtocolId, adu.Length, adu.UnitId));
        Assert.Equal(pdu, adu.Pdu.ToArray());
    }

    [Fact]
    public void Writes_Of_The_Examples_Reach_The_Device()
    {
        RegisterBank bank = ExampleDevice();
        byte[] answer = new byte[ModbusLimits.MaxPduLength];
        bank.HoldingRegisters[4] = 0x12;
        foreach (string request in new[]
        {
            "16 0004 00F2 0025", "17 0003 0006 000E 0003 06 00FF 00FE 00FD", "15 0D 06 0004 0007 0003 06AF 04BE 100D",
            "05 00AC FF00", "06 0005 0003", "0F 0013 000A 02 CD01", "10 0001 0002 04 000A 0102",
        })
        {
            ModbusResponder.Respond(Hex.Bytes(request), bank, default, answer);
        }

        Assert.Equal(0x17, bank.HoldingRegisters[4]);
        Assert.Equal([0xFF, 0xFE, 0xFD], bank.HoldingRegisters[14..17].ToArray());
        Assert.Equal([0x06AF, 0x04BE, 0x100D], bank.Files[4][7..10]);
        Assert.True(bank.Coils[172]);
        Assert.Equal(3, bank.HoldingRegisters[5]);
        Assert.Equal([10, 258], bank.HoldingRegisters[1..3].ToArray());
        Assert.Equal([true, false, true, true, false, false, true, true, true, false], bank.Coils[19..29].ToArray());
    }

    private static RegisterBank ExampleDevice()
    {
        var bank = new RegisterBank(coils: 500, discreteInputs: 500, inputRegisters: 100, holdingRegisters: 200)
        {
            Identification = new ModbusDeviceIdentification("Company identification", "Product code XX", "V2.11"),
            Files = new Dictionary<ushort, ushort[]> { [3] = new ushort[20], [4] = new ushort[20] },
            FifoQueues = new Dictionary<ushort, Queue<ushort>> { [0x04DE] = new([0x01B8, 0x1284]) },
        };
        (bank.Files[4][1], bank.Files[4][2], bank.Files[3][9], bank.Files[3][10]) = (0x0DFE, 0x0020, 0x33CD, 0x0040);
        new ushort[] { 0x00FE, 0x0ACD, 0x0001, 0x0003, 0x000D, 0x00FF }.CopyTo(bank.HoldingRegisters[3..]);
        Unpack(Hex.Bytes("CD6B05"), bank.Coils.Slice(19, 19));
        Unpack(Hex.Bytes("ACDB35"), bank.DiscreteInputs.Slice(196, 22));
        bank.HoldingRegisters[107] = 555;
        bank.HoldingRegisters[109] = 100;
        bank.InputRegisters[8] = 10;
        return bank;
    }

    private static void Unpack(byte[] packed, Span<bool> bits)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = (packed[i / 8] & (1 << (i % 8))) != 0;
        }
    }
}
