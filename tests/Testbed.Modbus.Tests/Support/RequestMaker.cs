namespace Testbed.Modbus.Tests.Support;

/// <summary>Random requests of every function code, nearly all of them valid.</summary>
internal static class RequestMaker
{
    internal static byte[] Valid(Random random)
    {
        byte[] pdu = new byte[ModbusLimits.MaxPduLength];
        ushort address = (ushort)random.Next(65536);
        int length = random.Next(17) switch
        {
            0 => ModbusRequestEncoder.WriteRead(pdu, 1, address, random.Next(1, 2001)),
            1 => ModbusRequestEncoder.WriteRead(pdu, 2, address, random.Next(1, 2001)),
            2 => ModbusRequestEncoder.WriteRead(pdu, 3, address, random.Next(1, 126)),
            3 => ModbusRequestEncoder.WriteRead(pdu, 4, address, random.Next(1, 126)),
            4 => ModbusRequestEncoder.WriteSingleCoil(pdu, address, random.Next(2) == 1),
            5 => ModbusRequestEncoder.WriteSingleRegister(pdu, address, (ushort)random.Next(65536)),
            6 => ModbusRequestEncoder.WriteMultipleCoils(pdu, address, new bool[random.Next(1, 1969)]),
            7 => ModbusRequestEncoder.WriteMask(pdu, address, (ushort)random.Next(65536), (ushort)random.Next(65536)),
            8 => ModbusRequestEncoder.WriteReadWrite(pdu, (ushort)random.Next(65000), random.Next(1, 126), address, new ushort[random.Next(1, 122)]),
            9 => ModbusRequestEncoder.WriteReadFiles(
                pdu, [.. Enumerable.Range(0, random.Next(1, 36)).Select(_ => new ModbusFileRange(1, (ushort)random.Next(10_010), (ushort)random.Next(0, 9)))]),
            10 => ModbusRequestEncoder.WriteFile(pdu, (ushort)random.Next(3), (ushort)random.Next(10_010), new ushort[random.Next(1, 123)]),
            11 => Copy(pdu, [ModbusFunctionCode.ReadFifoQueue, (byte)random.Next(256), (byte)random.Next(256)]),
            12 => Copy(pdu, [ModbusFunctionCode.EncapsulatedInterface, (byte)random.Next(13, 16), (byte)random.Next(6), (byte)random.Next(256)]),
            13 => Copy(pdu, [(byte)(random.Next(4) switch { 0 => 7, 1 => 11, 2 => 12, _ => 17 })]),
            14 => ModbusRequestEncoder.WritePair(pdu, ModbusFunctionCode.Diagnostics, (ushort)random.Next(22), (ushort)(random.Next(4) == 0 ? 0xFF00 : 0)),
            _ => ModbusRequestEncoder.WriteMultipleRegisters(pdu, address, new ushort[random.Next(1, 124)]),
        };
        return pdu[..length];
    }

    private static int Copy(byte[] pdu, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(pdu);
        return bytes.Length;
    }
}
