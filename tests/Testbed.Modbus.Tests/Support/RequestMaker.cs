using System.Buffers.Binary;

namespace Testbed.Modbus.Tests.Support;

/// <summary>Random requests of every function code, nearly all of them valid.</summary>
internal static class RequestMaker
{
    internal static byte[] Valid(Random random)
    {
        byte[] pdu = new byte[ModbusLimits.MaxPduLength];
        ushort address = (ushort)random.Next(65536);
        int length = random.Next(20) switch
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
                pdu, [.. Enumerable.Range(0, random.Next(4) == 0 ? random.Next(1, 36) : random.Next(1, 4)).Select(_ => Range(random))]),
            10 => ModbusRequestEncoder.WriteFile(pdu, (ushort)random.Next(3), (ushort)random.Next(10_010), new ushort[random.Next(1, 123)]),
            11 => Copy(pdu, [ModbusFunctionCode.ReadFifoQueue, (byte)random.Next(256), (byte)random.Next(256)]),
            12 => Copy(pdu,
                [
                    ModbusFunctionCode.EncapsulatedInterface, random.Next(12) == 0 ? (byte)13 : (byte)14,
                    (byte)(random.Next(8) == 0 ? random.Next(6) : random.Next(1, 5)), (byte)random.Next(random.Next(2) == 0 ? 5 : 256),
                ]),
            13 => Copy(pdu, [ModbusFunctionCode.ReadExceptionStatus]),
            15 => Copy(pdu, [ModbusFunctionCode.GetCommEventCounter]),
            16 => Copy(pdu, [ModbusFunctionCode.GetCommEventLog]),
            17 => Copy(pdu, [ModbusFunctionCode.ReportServerId]),
            18 => Copy(pdu, Engineering(random)),
            14 => ModbusRequestEncoder.WritePair(pdu, ModbusFunctionCode.Diagnostics, (ushort)(random.Next(2) * random.Next(22)), (ushort)(random.Next(6) == 0 ? 0xFF00 : 0)),
            _ => ModbusRequestEncoder.WriteMultipleRegisters(pdu, address, new ushort[random.Next(1, 124)]),
        };
        return pdu[..length];
    }

    private static byte[] Engineering(Random random)
    {
        UInt128 session = random.Next(2) == 0 ? 0 : (UInt128)random.Next();
        EngineeringSubfunction subfunction = EngineeringSubfunctions.All[random.Next(EngineeringSubfunctions.All.Count)];
        string text = new('x', random.Next(1, 41));
        return subfunction switch
        {
            EngineeringSubfunction.LogOn => EngineeringRequests.LogOn(text, text),
            EngineeringSubfunction.Start => EngineeringRequests.Start(session, random.Next(2) == 1),
            EngineeringSubfunction.UploadBlock or EngineeringSubfunction.ListVariables => EngineeringRequests.Numbered(subfunction, session, random.Next(65536)),
            EngineeringSubfunction.DownloadBegin => EngineeringRequests.DownloadBegin(session, random.Next(1, 1 << 20), new byte[32]),
            EngineeringSubfunction.DownloadBlock => EngineeringRequests.DownloadBlock(session, random.Next(65536), new byte[random.Next(1, 225)]),
            EngineeringSubfunction.ReadVariable or EngineeringSubfunction.Unforce => EngineeringRequests.Path(subfunction, session, text),
            EngineeringSubfunction.WriteVariable or EngineeringSubfunction.Force => EngineeringRequests.Assign(subfunction, session, text, text),
            _ => EngineeringRequests.Plain(subfunction, session),
        };
    }

    private static ModbusFileRange Range(Random random) =>
        new(1, (ushort)random.Next(10_010), (ushort)(random.Next(40) == 0 ? 0 : random.Next(1, 9)));

    private static int Copy(byte[] pdu, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(pdu);
        return bytes.Length;
    }

    /// <summary>Cuts, lengthens or changes a request, or leaves it as it is.</summary>
    internal static byte[] Mutate(Random random, byte[] pdu)
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
}
