using CsCheck;
using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests;

public sealed class PduTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("00", 1)]
    [InlineData("09", 1)]
    [InlineData("2B 0D 01 00", 1)]
    [InlineData("2B", 3)]
    [InlineData("2B 0E 01", 3)]
    [InlineData("2B 0E 00 00", 3)]
    [InlineData("2B 0E 05 00", 3)]
    [InlineData("2B 0E 01 00 00", 3)]
    [InlineData("07 00", 3)]
    [InlineData("08", 3)]
    [InlineData("08 0000", 3)]
    [InlineData("08 0000 01", 3)]
    [InlineData("08 0005 0000", 1)]
    [InlineData("08 0013 0000", 1)]
    [InlineData("08 FFFF 0000", 1)]
    [InlineData("08 0001 0001", 3)]
    [InlineData("08 0003 0A01", 3)]
    [InlineData("08 0004 0001", 3)]
    [InlineData("08 000B 0000 0000", 3)]
    [InlineData("0B 00", 3)]
    [InlineData("0C 00", 3)]
    [InlineData("11 00", 3)]
    [InlineData("14 00", 3)]
    [InlineData("14 06 06 0004 0001 00", 3)]
    [InlineData("14 08 06 0004 0001 0002 00", 3)]
    [InlineData("14 07 06 0004 0001 007A", 3)] // the response would not fit
    [InlineData("14 07 05 0004 0001 0002", 2)]
    [InlineData("14 07 06 0000 0001 0002", 2)]
    [InlineData("14 07 06 0004 2710 0001", 2)]
    [InlineData("14 07 06 0004 0001 0000", 2)]
    [InlineData("15 07 06 0004 0001 0000", 3)]
    [InlineData("15 09 06 0004 0001 0002 0000", 3)]
    [InlineData("15 09 06 0004 270F 0001 0000 00", 3)]
    [InlineData("15 09 05 0004 0001 0001 0000", 2)]
    [InlineData("15 0B 06 0004 270F 0002 0000 0000", 2)]
    [InlineData("16 0004 00F2 00", 3)]
    [InlineData("16 0004 00F2 0025 00", 3)]
    [InlineData("17 0000 0001 0000 0001 02 00", 3)]
    [InlineData("17 0000 0000 0000 0001 02 0000", 3)]
    [InlineData("17 0000 007E 0000 0001 02 0000", 3)]
    [InlineData("17 0000 0001 0000 0000 00", 3)]
    [InlineData("17 0000 0001 0000 0002 02 0000", 3)]
    [InlineData("17 FFFF 0002 0000 0001 02 0000", 2)]
    [InlineData("17 0000 0001 FFFF 0002 04 0000 0000", 2)]
    [InlineData("18 00", 3)]
    [InlineData("18 0000 00", 3)]
    [InlineData("80", 1)]
    [InlineData("83 0000 0001", 1)]
    [InlineData("FF", 1)]
    [InlineData("01 0000 0000", 3)]
    [InlineData("01 0000 07D1", 3)]
    [InlineData("02 0000 07D1", 3)]
    [InlineData("03 0000 0000", 3)]
    [InlineData("03 0000 007E", 3)]
    [InlineData("04 0000 007E", 3)]
    [InlineData("03 FFFF 007E", 3)] // quantity before address
    [InlineData("03 FFFF 0002", 2)]
    [InlineData("01 F831 07D0", 2)]
    [InlineData("03", 3)]
    [InlineData("03 0000 00", 3)]
    [InlineData("03 0000 0001 00", 3)]
    [InlineData("05 0000 0001", 3)]
    [InlineData("05 0000 FF01", 3)]
    [InlineData("05 0000 FF", 3)]
    [InlineData("06 0000 0001 00", 3)]
    [InlineData("0F 0000 0000 00", 3)]
    [InlineData("0F 0000 0009 01 FF", 3)]
    [InlineData("0F 0000 0008 02 FFFF", 3)]
    [InlineData("0F FFFF 0002 01 03", 2)]
    [InlineData("10 0000 0000 00", 3)]
    [InlineData("10 0000 0001 02 00", 3)]
    [InlineData("10 0000 0001 02 0000 00", 3)]
    [InlineData("10 0000 0002 02 0000", 3)]
    [InlineData("10 0000 0001 04 0000 0000", 3)]
    [InlineData("10 FFFF 0002 04 0000 0000", 2)]
    [InlineData("10 0000 00", 3)]
    public void Refuses_With_The_Right_Exception(string pdu, int exception)
    {
        byte[] bytes = Hex.Bytes(pdu);
        Assert.Equal((ModbusExceptionCode)exception, ModbusPdu.TryParseRequest(bytes, out ModbusRequest request));
        Assert.False(request.IsValid);
        Assert.Equal(bytes, request.Pdu.ToArray());
        Assert.Equal(0, request.Registers.Count + request.Bits.Count);
    }

    [Theory]
    [InlineData("01 0000 07D0")]
    [InlineData("03 FF83 007D")]
    [InlineData("04 FFFF 0001")]
    [InlineData("05 FFFF 0000")]
    [InlineData("06 FFFF FFFF")]
    public void Accepts_The_Limits(string pdu) => Assert.Equal(ModbusExceptionCode.None, ModbusPdu.TryParseRequest(Hex.Bytes(pdu), out _));

    [Fact]
    public void Supports_Exactly_Its_Function_Codes() =>
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 15, 16, 17, 20, 21, 22, 23, 24, 43, 100], Enumerable.Range(0, 256).Where(code => ModbusPdu.IsSupported((byte)code)));

    [Fact]
    public void Every_Handler_Class_Is_Registered()
    {
        Type handler = typeof(ModbusPdu).Assembly.GetType("Testbed.Modbus.Functions.ModbusFunction", throwOnError: true)!;
        int handlers = handler.Assembly.GetTypes().Count(type => type.IsSubclassOf(handler) && !type.IsAbstract);
        Assert.Equal(handlers, Enumerable.Range(0, 256).Count(code => ModbusPdu.IsSupported((byte)code)));
    }

    [Fact]
    public void Roundtrips_Reads() =>
        Gen.Select(Gen.Byte[1, 4], Gen.UShort, Gen.Int[1, ModbusLimits.MaxReadBits]).Sample((code, address, wanted) =>
        {
            int max = Math.Min(code <= 2 ? ModbusLimits.MaxReadBits : ModbusLimits.MaxReadRegisters, ModbusLimits.AddressSpace - address);
            int quantity = Math.Min(wanted, max);
            byte[] pdu = new byte[5];
            Assert.Equal(5, ModbusRequestEncoder.WriteRead(pdu, code, address, quantity));
            Assert.Equal(ModbusExceptionCode.None, ModbusPdu.TryParseRequest(pdu, out ModbusRequest request));
            Assert.Equal(new ModbusRequestKey(code, address, (ushort)quantity, 0), request.Key);
            Assert.Equal(address + quantity - 1, request.LastAddress);
            Assert.False(request.IsWrite);
            ModbusTable[] tables = [ModbusTable.Coils, ModbusTable.DiscreteInputs, ModbusTable.HoldingRegisters, ModbusTable.InputRegisters];
            Assert.Equal(tables[code - 1], request.Table);
        });

    [Fact]
    public void Roundtrips_Register_Writes() =>
        Gen.Select(Gen.Int[0, 65000], Gen.UShort.Array[1, ModbusLimits.MaxWriteRegisters]).Sample((address, values) =>
        {
            byte[] pdu = new byte[ModbusLimits.MaxPduLength];
            int length = ModbusRequestEncoder.WriteMultipleRegisters(pdu, (ushort)address, values);
            Assert.Equal(ModbusExceptionCode.None, ModbusPdu.TryParseRequest(pdu.AsSpan(0, length), out ModbusRequest request));
            Assert.Equal((16, address, values.Length, ModbusTable.HoldingRegisters), (request.FunctionCode, request.Address, request.Quantity, request.Table));
            Assert.Equal(values, request.Registers.ToArray());
            Assert.Equal(values[^1], request.Registers[values.Length - 1]);
            Assert.Equal(0, request.Bits.Count);

            length = ModbusRequestEncoder.WriteSingleRegister(pdu, (ushort)address, values[0]);
            Assert.Equal(ModbusExceptionCode.None, ModbusPdu.TryParseRequest(pdu.AsSpan(0, length), out request));
            Assert.Equal(new ModbusRequestKey(6, (ushort)address, 1, values[0]), request.Key);
            Assert.Equal(values[0], request.Registers[0]);
        });

    [Fact]
    public void Roundtrips_Coil_Writes() =>
        Gen.Select(Gen.Int[0, 60000], Gen.Bool.Array[1, ModbusLimits.MaxWriteBits]).Sample((address, values) =>
        {
            byte[] pdu = new byte[ModbusLimits.MaxPduLength];
            int length = ModbusRequestEncoder.WriteMultipleCoils(pdu, (ushort)address, values);
            Assert.Equal(ModbusExceptionCode.None, ModbusPdu.TryParseRequest(pdu.AsSpan(0, length), out ModbusRequest request));
            Assert.Equal(values, request.Bits.ToArray());
            Assert.Equal(values[^1], request.Bits[values.Length - 1]);
            Assert.Equal(0, request.Registers.Count);

            length = ModbusRequestEncoder.WriteSingleCoil(pdu, (ushort)address, values[0]);
            Assert.Equal(ModbusExceptionCode.None, ModbusPdu.TryParseRequest(pdu.AsSpan(0, length), out request));
            Assert.Equal(values[0], request.Bits[0]);
            Assert.Equal(1, request.Bits.Count);
        });

    [Fact]
    public void Roundtrips_Responses() =>
        Gen.Select(Gen.UShort.Array[1, ModbusLimits.MaxReadRegisters], Gen.Bool.Array[1, ModbusLimits.MaxReadBits]).Sample((registers, bits) =>
        {
            byte[] pdu = new byte[ModbusLimits.MaxPduLength];
            int length = ModbusResponseEncoder.WriteRegisters(pdu, 4, registers);
            var key = new ModbusRequestKey(4, 0, (ushort)registers.Length, 0);
            Assert.Equal(ModbusResponseStatus.Ok, ModbusPdu.TryParseResponse(key, pdu.AsSpan(0, length), out ModbusResponse response));
            Assert.Equal(registers, response.Registers.ToArray());

            length = ModbusResponseEncoder.WriteBits(pdu, 2, bits);
            key = new ModbusRequestKey(2, 0, (ushort)bits.Length, 0);
            Assert.Equal(ModbusResponseStatus.Ok, ModbusPdu.TryParseResponse(key, pdu.AsSpan(0, length), out response));
            Assert.Equal(bits, response.Bits.ToArray());
        });

    [Theory]
    [InlineData("03 0000 0002", "03 04 0001 0002", ModbusResponseStatus.Ok)]
    [InlineData("03 0000 0002", "", ModbusResponseStatus.Empty)]
    [InlineData("03 0000 0002", "04 04 0001 0002", ModbusResponseStatus.FunctionMismatch)]
    [InlineData("03 0000 0002", "03 02 0001", ModbusResponseStatus.ByteCountMismatch)]
    [InlineData("03 0000 0002", "03 06 0001 0002 0003", ModbusResponseStatus.ByteCountMismatch)]
    [InlineData("03 0000 0002", "03 04 0001 00", ModbusResponseStatus.LengthMismatch)]
    [InlineData("03 0000 0002", "03 04 0001 0002 00", ModbusResponseStatus.LengthMismatch)]
    [InlineData("03 0000 0002", "03", ModbusResponseStatus.LengthMismatch)]
    [InlineData("03 0000 0002", "83 02", ModbusResponseStatus.Ok)]
    [InlineData("03 0000 0002", "83 00", ModbusResponseStatus.ExceptionCodeZero)]
    [InlineData("03 0000 0002", "83", ModbusResponseStatus.LengthMismatch)]
    [InlineData("03 0000 0002", "83 02 00", ModbusResponseStatus.LengthMismatch)]
    [InlineData("03 0000 0002", "84 02", ModbusResponseStatus.FunctionMismatch)]
    [InlineData("01 0000 0009", "01 01 FF", ModbusResponseStatus.ByteCountMismatch)]
    [InlineData("05 0001 FF00", "05 0001 0000", ModbusResponseStatus.EchoMismatch)]
    [InlineData("05 0001 FF00", "05 0002 FF00", ModbusResponseStatus.EchoMismatch)]
    [InlineData("06 0001 0003", "06 0001 0004", ModbusResponseStatus.EchoMismatch)]
    [InlineData("06 0001 0003", "06 0001", ModbusResponseStatus.LengthMismatch)]
    [InlineData("10 0001 0001 02 0003", "10 0001 0002", ModbusResponseStatus.EchoMismatch)]
    [InlineData("0F 0001 0001 01 01", "0F 0001 0001", ModbusResponseStatus.Ok)]
    [InlineData("2B 0E0100", "AB 01", ModbusResponseStatus.Ok)]
    [InlineData("2B 0E0100", "2B 0E", ModbusResponseStatus.LengthMismatch)]
    [InlineData("2B 0E0100", "2B 0E 01 01 00 00 01 00 02 4142", ModbusResponseStatus.Ok)]
    [InlineData("2B 0E0100", "2B 0E 02 01 00 00 01 00 02 4142", ModbusResponseStatus.EchoMismatch)]
    [InlineData("2B 0E0100", "2B 0E 01 01 00 00 02 00 02 4142", ModbusResponseStatus.LengthMismatch)]
    [InlineData("2B 0D0100", "2B 0E", ModbusResponseStatus.LengthMismatch)]
    [InlineData("16 0004 00F2 0025", "16 0004 00F2 0026", ModbusResponseStatus.EchoMismatch)]
    [InlineData("16 0004 00F2 0025", "16 0005 00F2 0025", ModbusResponseStatus.EchoMismatch)]
    [InlineData("17 0003 0002 000E 0001 02 00FF", "17 04 0001 0002", ModbusResponseStatus.Ok)]
    [InlineData("17 0003 0002 000E 0001 02 00FF", "17 02 0001", ModbusResponseStatus.ByteCountMismatch)]
    [InlineData("18 04DE", "18 0006 0002 01B8 1284", ModbusResponseStatus.Ok)]
    [InlineData("18 04DE", "18 0006 0003 01B8 1284", ModbusResponseStatus.ByteCountMismatch)]
    [InlineData("14 07 06 0004 0001 0002", "14 06 05 06 0DFE 0020", ModbusResponseStatus.Ok)]
    [InlineData("14 07 06 0004 0001 0002", "14 04 03 06 0DFE", ModbusResponseStatus.ByteCountMismatch)]
    [InlineData("14 07 06 0004 0001 0002", "14 06 05 07 0DFE 0020", ModbusResponseStatus.ByteCountMismatch)]
    [InlineData("14 07 06 0004 0001 0002", "14 06 06 06 0DFE 0020", ModbusResponseStatus.ByteCountMismatch)]
    [InlineData("15 09 06 0004 0001 0001 06AF", "15 09 06 0004 0001 0001 06AE", ModbusResponseStatus.EchoMismatch)]
    [InlineData("08 0000 A537", "08 0000 A538", ModbusResponseStatus.EchoMismatch)]
    [InlineData("08 000B 0000", "08 000B 0007", ModbusResponseStatus.Ok)]
    [InlineData("07", "07 6D", ModbusResponseStatus.Ok)]
    [InlineData("0B", "0B FFFF 0108", ModbusResponseStatus.Ok)]
    [InlineData("0C", "0C 08 0000 0108 0121 20 00", ModbusResponseStatus.Ok)]
    [InlineData("0C", "0C 05 0000 0108 01", ModbusResponseStatus.LengthMismatch)]
    [InlineData("11", "11 03 01 FF 02", ModbusResponseStatus.Ok)]
    [InlineData("83 0000", "83 01", ModbusResponseStatus.Ok)]
    public void Matches_A_Response_To_Its_Request(string requestPdu, string responsePdu, ModbusResponseStatus expected)
    {
        ModbusPdu.TryParseRequest(Hex.Bytes(requestPdu), out ModbusRequest request);
        Assert.Equal(expected, ModbusPdu.TryParseResponse(request.Key, Hex.Bytes(responsePdu), out ModbusResponse response));
        Assert.Equal(expected == ModbusResponseStatus.Ok, !response.Pdu.IsEmpty);
    }

    [Fact]
    public void Encoders_Refuse_Quantities_Outside_The_Limits()
    {
        byte[] pdu = new byte[300];
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusRequestEncoder.WriteRead(pdu, 3, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusRequestEncoder.WriteRead(pdu, 3, 0, 126));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusRequestEncoder.WriteRead(pdu, 1, 0, 2001));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusRequestEncoder.WriteRead(pdu, 6, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusRequestEncoder.WriteMultipleRegisters(pdu, 0, new ushort[124]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusRequestEncoder.WriteMultipleCoils(pdu, 0, new bool[1969]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusResponseEncoder.WriteRegisters(pdu, 3, new ushort[126]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusResponseEncoder.WriteBits(pdu, 1, new bool[2001]));
    }
}
